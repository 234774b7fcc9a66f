import { divocRecords } from '../divoc/records.ts'
import { faultList, faultOf, refusalOf, warningList, warningOf } from '../faults.ts'
import {
  type FeedReading,
  type FeedSink,
  type JsonReading,
  type QuarantinedRow,
  refusesFeed,
} from './feed-reader.ts'
import { Refused } from './refused.ts'

/** Records that are handed on at a time. */
const BATCH = 2000

/** Reads a feed that is JSON, record by record. Throws Refused for what is none, or was cut off. */
export async function readJson<T>(
  pieces: AsyncIterable<Uint8Array>,
  read: (value: unknown, row: number) => JsonReading<T>,
  sink: FeedSink<T>,
): Promise<FeedReading> {
  const batch = new Batch(sink)
  const faults = faultList()
  let rowCount = 0
  for await (const record of divocRecords(pieces)) {
    if (record.kind === 'refused') throw new Refused(refusalOf(record.reason, { row: record.row }))
    rowCount = record.row
    const reading = record.kind === 'bad' ? { ...record, column: null } : read(record.value, record.row)
    if ('reason' in reading) {
      const { reason, column } = reading
      if (refusesFeed(reason)) faults.add(() => faultOf(reason, { row: record.row, column }))
      batch.quarantine({ ...reading, row: record.row, date: null })
    } else batch.add(reading.rows)
    if (batch.size >= BATCH) await batch.handOn()
  }
  await batch.handOn()
  if (faults.count > 0) throw new Refused({ faults: faults.list() })
  const warnings = warningList()
  if (rowCount === 0) warnings.add(() => warningOf('no-rows'))
  return { rowCount, quarantinedCount: batch.quarantinedCount, warnings: warnings.list(), ignoredColumns: [] }
}

class Batch<T> {
  readonly #sink: FeedSink<T>
  #rows: T[] = []
  #quarantined: QuarantinedRow[] = []
  quarantinedCount = 0

  constructor(sink: FeedSink<T>) {
    this.#sink = sink
  }

  get size(): number {
    return this.#rows.length + this.#quarantined.length
  }

  add(rows: readonly T[]): void {
    this.#rows.push(...rows)
  }

  quarantine({ row, column, reason, date }: QuarantinedRow): void {
    this.#quarantined.push({ row, column, reason, date })
    this.quarantinedCount++
  }

  async handOn(): Promise<void> {
    const [rows, quarantined] = [this.#rows, this.#quarantined]
    this.#rows = []
    this.#quarantined = []
    if (rows.length > 0) await this.#sink.rows(rows)
    if (quarantined.length > 0) await this.#sink.quarantined(quarantined)
  }
}
