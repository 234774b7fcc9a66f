import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewSpool, Placed, Spool } from '../../application/spool.ts'

/** Rows up to here stay in memory: a feed of an ordinary day never touches the disk. */
const IN_MEMORY = 100_000
const PART_BYTES = 8 * 1024 * 1024
const MOST_PARTS = 256
/** A part may be longer than a text can be: it is read by blocks. */
const BLOCK_BYTES = 4 * 1024 * 1024
/** Characters that are gathered for a part before they are written. */
const WRITE_AT = 64 * 1024

/** Spools in a directory of this machine, readable by this user alone. */
export function temporarySpools(directory: string): NewSpool {
  return (fileBytes) => new TemporarySpool(directory, partsFor(fileBytes))
}

/**
 * Past what memory holds, rows are dealt out to so many files by their centre-day: each file is then read by itself,
 * and holds its centre-days whole.
 */
class TemporarySpool<T extends Placed> implements Spool<T> {
  readonly #root: string
  readonly #partCount: number
  #rows: T[] = []
  #parts: readonly Part<T>[] | null = null
  #directory: string | null = null

  constructor(root: string, partCount: number) {
    this.#root = root
    this.#partCount = partCount
  }

  async add(rows: readonly T[]): Promise<void> {
    if (this.#parts) return this.#deal(rows)
    for (const row of rows) this.#rows.push(row)
    if (this.#rows.length > IN_MEMORY) await this.#spill()
  }

  async *groups(): AsyncGenerator<readonly T[], void> {
    if (!this.#parts) return yield this.#rows
    for (const part of this.#parts) yield await part.read()
  }

  async discard(): Promise<void> {
    this.#rows = []
    for (const part of this.#parts ?? []) await part.close()
    if (this.#directory) await rm(this.#directory, { recursive: true, force: true })
    this.#parts = null
  }

  async #spill(): Promise<void> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 })
    this.#directory = await mkdtemp(join(this.#root, 'spool-'))
    const parts: Part<T>[] = []
    for (let number = 0; number < this.#partCount; number++)
      parts.push(new Part<T>(await open(join(this.#directory, String(number)), 'wx+', 0o600)))
    this.#parts = parts
    const rows = this.#rows
    this.#rows = []
    await this.#deal(rows)
  }

  async #deal(rows: readonly T[]): Promise<void> {
    for (const row of rows) {
      const part = this.#parts![placeOf(row, this.#partCount)]!
      if (part.add(row)) await part.write()
    }
  }
}

/** Rows of one kind, which have the same members: only what these hold is written. */
class Part<T extends object> {
  readonly #file: FileHandle
  #members: readonly (keyof T & string)[] = []
  #lines: string[] = []
  #length = 0
  #size = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** Whether so much has gathered that it should be written. */
  add(row: T): boolean {
    if (this.#members.length === 0) this.#members = Object.keys(row) as (keyof T & string)[]
    const line = JSON.stringify(this.#members.map((member) => row[member]))
    this.#lines.push(line)
    this.#length += line.length
    return this.#length >= WRITE_AT
  }

  async write(): Promise<void> {
    if (this.#lines.length === 0) return
    const bytes = Buffer.from(`${this.#lines.join('\n')}\n`)
    this.#lines = []
    this.#length = 0
    await this.#file.write(bytes, 0, bytes.length, this.#size)
    this.#size += bytes.length
  }

  async read(): Promise<readonly T[]> {
    await this.write()
    const rows: T[] = []
    const decoder = new TextDecoder()
    const block = Buffer.alloc(BLOCK_BYTES)
    let rest = ''
    for (let at = 0; at < this.#size; at += BLOCK_BYTES) {
      const { bytesRead } = await this.#file.read(block, 0, BLOCK_BYTES, at)
      const lines = (rest + decoder.decode(block.subarray(0, bytesRead), { stream: true })).split('\n')
      rest = lines.pop()!
      for (const line of lines) rows.push(this.#rowOf(JSON.parse(line)))
    }
    return rows
  }

  #rowOf(values: readonly unknown[]): T {
    return Object.fromEntries(this.#members.map((member, at) => [member, values[at]])) as T
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

function partsFor(fileBytes: number): number {
  return Math.max(16, Math.min(MOST_PARTS, Math.ceil(fileBytes / PART_BYTES)))
}

const places = new Map<string, number>()

/** The same part for every row of a centre-day; remembered, as hashing takes longer than looking up. */
function placeOf({ centreId, date }: Placed, count: number): number {
  const key = `${date} ${centreId}`
  const known = places.get(key)
  if (known !== undefined) return known % count
  const place = createHash('sha256').update(key).digest().readUInt32LE(0)
  if (places.size > 100_000) places.clear()
  places.set(key, place)
  return place % count
}
