import { MAX_SHARED_STRINGS } from '../limits.ts'
import { damaged, tooLarge } from './damage.ts'
import { LONGEST_TOKEN, type XmlListener } from './xml-scanner.ts'
import { hasUnknownReference } from './xml-text.ts'

/** What may be in what; within other elements is nothing that is read. */
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['si', ['sst']],
  ['t', ['si', 'r', 'rPh']],
  ['r', ['si']],
  ['rPr', ['r']],
  ['rPh', ['si']],
  ['phoneticPr', ['si']],
])
// Where the properties of a run and what an extension adds lie: below these anything may be.
const ANYTHING_IN: ReadonlySet<string> = new Set(['rPr', 'extLst'])
// Each element is held in a tree while a workbook is read. A text of two runs in bold and colour has a dozen.
const MOST_ELEMENTS = 3 * MAX_SHARED_STRINGS
const ELEMENTS_A_TEXT = 12

/** Counts the shared texts of a workbook, and refuses what their reader would drop or not survive. */
export class StringsScreen implements XmlListener {
  count = 0
  /** The text (0 first) that is longer than any cell's may be; null where there is none. */
  longText: number | null = null
  readonly #most: number
  readonly #bytes: number
  readonly #path: string[] = []
  #elements = 0
  #length = 0

  /** `most` texts are taken, of a part of so many bytes: many more than cells show them are no spreadsheet's. */
  constructor(most: number, bytes: number) {
    this.#most = most
    this.#bytes = bytes
  }

  open(name: string): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (++this.#elements > Math.min(MOST_ELEMENTS, ELEMENTS_A_TEXT * this.#most)) throw tooLarge(this.#bytes)
    if (parent === undefined ? name !== 'sst' : !this.#mayBeIn(parent, name)) throw damaged()
    if (name !== 'si') return
    this.#length = 0
    if (++this.count > this.#most) throw tooLarge(this.#bytes)
  }

  close(): void {
    this.#path.pop()
  }

  text(text: string): void {
    if (this.#path.at(-1) === 't') {
      this.#length += text.length
      if (hasUnknownReference(text)) throw damaged()
      if (this.#length > LONGEST_TOKEN) throw this.tooLong()
    } else if (text.trim() !== '' && !this.#path.includes('extLst')) throw damaged()
  }

  tooLong(): Error {
    this.longText = this.count - 1
    return damaged()
  }

  #mayBeIn(parent: string, name: string): boolean {
    const parents = PARENTS.get(name)
    if (parents) return parents.includes(parent)
    return (name === 'extLst' && parent === 'sst') || this.#path.some((step) => ANYTHING_IN.has(step))
  }
}
