import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const PIECE = 1_048_576

/**
 * One leg of a district as a CSV file that is written as its rows come. A sheet that would grow past what is taken goes
 * on in a next part, `tokens-2.csv`, always between two centre-days. Faults of the file system are thrown on; no file
 * stays open, so that nothing has to be closed after one.
 */
export class CsvParts {
  readonly #folder: string
  readonly #name: string
  readonly #header: string
  readonly #mostBytes: number
  readonly #files: string[] = []
  #hasRows = false
  #waiting = ''
  #size = 0

  constructor(folder: string, name: string, header: string, mostBytes = Number.POSITIVE_INFINITY) {
    this.#folder = folder
    this.#name = name
    this.#header = header
    this.#mostBytes = mostBytes
  }

  /** Names of the files that have rows, in order: one that has its header alone is no sheet to reconcile. */
  get filled(): readonly string[] {
    return this.#hasRows ? this.#files : []
  }

  /** Adds the rows of one centre-day, which stay together. They hold ASCII alone. */
  async add(rows: readonly string[]): Promise<void> {
    const text = rows.map((row) => `${row}\n`).join('')
    if (this.#files.length === 0 || this.#size + text.length > this.#mostBytes) await this.#next()
    this.#put(text)
    if (rows.length > 0) this.#hasRows = true
    if (this.#waiting.length > PIECE) await this.#flush()
  }

  /** Writes what still waits. */
  async finish(): Promise<void> {
    if (this.#files.length === 0) await this.#next()
    await this.#flush()
  }

  async #next(): Promise<void> {
    await this.#flush()
    const part = this.#files.length + 1
    const file = part === 1 ? `${this.#name}.csv` : `${this.#name}-${part}.csv`
    await writeFile(join(this.#folder, file), '', { flag: 'wx' })
    this.#files.push(file)
    this.#size = 0
    this.#put(`${this.#header}\n`)
  }

  #put(text: string): void {
    this.#waiting += text
    this.#size += text.length
  }

  async #flush(): Promise<void> {
    const file = this.#files.at(-1)
    if (file !== undefined) await appendFile(join(this.#folder, file), this.#waiting)
    this.#waiting = ''
  }
}
