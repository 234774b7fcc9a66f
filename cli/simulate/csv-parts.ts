import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

const PIECE = 1_048_576

/**
 * One leg of a district as a CSV file that is written as its rows come. A sheet that would grow past what is taken goes
 * on in a next part, `tokens-2.csv`, always between two centre-days.
 */
export class CsvParts {
  readonly #folder: string
  readonly #name: string
  readonly #header: string
  readonly #mostBytes: number
  readonly #files: string[] = []
  #hasRows = false
  #file: FileHandle | null = null
  #waiting: string[] = []
  #waitingSize = 0
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

  /** Names of the files so far, in order. */
  get files(): readonly string[] {
    return this.#files
  }

  /** Adds the rows of one centre-day, which stay together. They hold ASCII alone. */
  async add(rows: readonly string[]): Promise<void> {
    const text = rows.map((row) => `${row}\n`).join('')
    if (!this.#file || this.#size + text.length > this.#mostBytes) await this.#next()
    this.#put(text)
    if (rows.length > 0) this.#hasRows = true
    if (this.#waitingSize > PIECE) await this.#flush()
  }

  async close(): Promise<void> {
    if (!this.#file) await this.#next()
    await this.#flush()
    await this.#file?.close()
    this.#file = null
  }

  async #next(): Promise<void> {
    await this.#flush()
    await this.#file?.close()
    const part = this.#files.length + 1
    const file = part === 1 ? `${this.#name}.csv` : `${this.#name}-${part}.csv`
    this.#file = await open(join(this.#folder, file), 'wx')
    this.#files.push(file)
    this.#size = 0
    this.#put(`${this.#header}\n`)
  }

  #put(text: string): void {
    this.#waiting.push(text)
    this.#waitingSize += text.length
    this.#size += text.length
  }

  async #flush(): Promise<void> {
    if (this.#waitingSize > 0) await this.#file?.appendFile(this.#waiting.join(''))
    this.#waiting = []
    this.#waitingSize = 0
  }
}
