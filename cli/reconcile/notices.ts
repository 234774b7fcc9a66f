import type { Quarantined } from '../../lib/domain/report.ts'
import { type Fault, inLanguage, type Warning, warningOf } from '../../lib/formats/faults.ts'
import type { Language } from '../../lib/formats/language.ts'
import { columnText } from '../../lib/formats/messages.ts'
import { counted, FILE_WORDS } from '../file-words.ts'
import { printable } from '../printable.ts'

/** So many rows of a file that cannot be read, and warnings of it, are listed one by one. */
const LISTED_ROWS = 20

/** Everything that is to be said of the files on standard error, in the order in which it was found. */
export class Notices {
  readonly #faults: string[] = []
  readonly #warnings: string[] = []
  readonly #language: Language

  constructor(language: Language = 'en') {
    this.#language = language
  }

  get faults(): readonly string[] {
    return this.#faults
  }

  get warnings(): readonly string[] {
    return this.#warnings
  }

  /** A fault of the file as a whole. */
  refuse(file: string, sentence: string): void {
    this.#faults.push(printable(`${file}: ${sentence}`))
  }

  refuseAll(file: string, faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.refuse(file, `${placed(fault, fault.value, this.#language)} [${fault.reason}]`)
    }
  }

  warn(file: string, sentence: string): void {
    this.#warnings.push(printable(`${FILE_WORDS[this.#language].warning}: ${file}: ${sentence}`))
  }

  warnAll(file: string, warnings: readonly Warning[]): void {
    const last = warnings.at(-1)
    const uncounted = last?.reason === 'more-warnings' ? Number(last.details?.count) : 0
    const all = uncounted > 0 ? warnings.slice(0, -1) : warnings
    const count = all.length - LISTED_ROWS + uncounted
    const rest = count > 0 ? [warningOf('more-warnings', { details: { count } })] : []
    for (const warning of [...all.slice(0, LISTED_ROWS), ...rest]) {
      this.warn(file, placed(warning, null, this.#language))
    }
  }

  warnOfIgnored(file: string, columns: readonly string[]): void {
    if (columns.length > 0) {
      this.warn(file, `${FILE_WORDS[this.#language].ignored}: ${columns.join(', ')}.`)
    }
  }

  /** `isListed`: the report has them all. */
  warnOfQuarantined(file: string, rows: number, isListed = true): void {
    if (rows === 0) return
    const { quarantined, listedElsewhere } = FILE_WORDS[this.#language]
    if (this.#language !== 'en') {
      this.warn(file, [counted(quarantined, rows), ...(isListed ? [] : [listedElsewhere])].join('. '))
    } else {
      const [s, are] = rows === 1 ? ['', 'is'] : ['s', 'are']
      const where = isListed ? '; the report lists them.' : `. ${listedElsewhere}`
      this.warn(file, `${rows} row${s} cannot be read and ${are} not counted${where}`)
    }
  }

  /** The first rows that could not be read, for a report that has no place for them. */
  listQuarantined(rows: readonly Quarantined[]): void {
    const { row: rowWord, more } = FILE_WORDS[this.#language]
    for (const { file, row, reason } of rows.slice(0, LISTED_ROWS)) {
      this.warn(file, `${rowWord} ${row}: ${reason.replaceAll('-', ' ')}`)
    }
    const others = rows.length - LISTED_ROWS
    if (others > 0) this.#warnings.push(counted(more, others))
  }
}

/** `row 3, column date, "2021-13-45": sentence`, without what is not known. */
function placed(told: Fault | Warning, value: string | null, language: Language): string {
  const { row, column, message } = inLanguage(told, language)
  const words = FILE_WORDS[language]
  const named = column === null || language === 'en' ? column : columnText(column, language)
  const place = [row === null ? [] : `${words.row} ${row}`, named === null ? [] : `${words.column} ${named}`]
  const shown = value === null ? [] : `"${value}"`
  const where = [...place, shown].flat().join(', ')
  return where === '' ? message : `${where}: ${message}`
}
