import type { Fault, Warning } from '../../lib/formats/faults.ts'
import { printable } from '../printable.ts'

/** Everything that is to be said of the files on standard error, in the order in which it was found. */
export class Notices {
  readonly #faults: string[] = []
  readonly #warnings: string[] = []

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
    for (const fault of faults) this.refuse(file, `${placed(fault, fault.value)} [${fault.reason}]`)
  }

  warn(file: string, sentence: string): void {
    this.#warnings.push(printable(`warning: ${file}: ${sentence}`))
  }

  warnAll(file: string, warnings: readonly Warning[]): void {
    for (const warning of warnings) this.warn(file, placed(warning, null))
  }
}

/** `row 3, column date, "2021-13-45": sentence`, without what is not known. */
function placed(
  { row, column, message }: Pick<Fault, 'row' | 'column' | 'message'>,
  value: string | null,
): string {
  const place = [row === null ? [] : `row ${row}`, column === null ? [] : `column ${column}`]
  const shown = value === null ? [] : `"${value}"`
  const where = [...place, shown].flat().join(', ')
  return where === '' ? message : `${where}: ${message}`
}
