import type { IsoDate } from '../../domain/rows.ts'
import type { ParseContext } from '../context.ts'
import { faultList, refusalOf, shownName, warningList, warningOf } from '../faults.ts'
import { columnNames, findHeader, type Header, headerFaults, recognised } from '../headers.ts'
import { requiredColumns } from '../required.ts'
import { RowReader } from '../row-reader.ts'
import { type Below, isOwnRow, titlesOf } from '../sheet.ts'
import type { Table, TableRow } from '../table.ts'
import {
  type FeedForms,
  type FeedReader,
  type FeedReading,
  type FeedSink,
  type QuarantinedRow,
  refusesFeed,
} from './feed-reader.ts'
import { Refused } from './refused.ts'

/** Rows by which the header is found: a bit more than the titles above it may be. */
const HEAD_ROWS = 40

/** How sure the beginning of a table is of a header that one of the readers knows. */
export function recognisedBy(
  head: Table,
  { tables }: Pick<FeedForms<unknown>, 'tables'>,
  context: ParseContext,
): number {
  return Math.max(...tables.map((reader) => scoreOf(head, reader, context)))
}

/**
 * Reads the rows of a feed that is a table, batch after batch. A feed keeps its good rows; a bad one is quarantined
 * under the first of its reasons. Throws Refused for what is no such table.
 */
export class TableRun<T> {
  readonly #forms: FeedForms<T>
  readonly #context: ParseContext
  readonly #sink: FeedSink<T>
  readonly #warnings = warningList()
  #head: TableRow[] = []
  #body: Body<T> | null = null

  constructor(forms: FeedForms<T>, context: ParseContext, sink: FeedSink<T>) {
    this.#forms = forms
    this.#context = context
    this.#sink = sink
  }

  async take(batch: Table): Promise<void> {
    if (this.#body) return this.#body.take(batch)
    this.#head.push(...batch)
    if (this.#head.length >= HEAD_ROWS) await this.#begin()
  }

  /** `isCutOff`: the text ends without a line end, so that its last row may be half of one. */
  async end(isCutOff: boolean): Promise<FeedReading> {
    if (!this.#body) await this.#begin()
    return this.#body!.end(isCutOff)
  }

  async #begin(): Promise<void> {
    const head = this.#head
    if (head.length === 0) throw new Refused(refusalOf('empty-file'))
    const [reader] = [...this.#forms.tables].sort(
      (a, b) => scoreOf(head, b, this.#context) - scoreOf(head, a, this.#context),
    )
    const names = columnNames(reader!.kind, this.#context.aliases)
    const required = requiredColumns(reader!.kind, this.#context)
    const header = findHeader(head, names, required)
    const faults = headerFaults(header, required, names, this.#context.aliases)
    if (faults.length > 0) throw new Refused({ faults })
    for (const { row } of titlesOf(head, header)) this.#warnings.add(() => warningOf('title-row', { row }))
    const below = {
      header,
      names,
      required,
      kind: reader!.kind,
      warnings: this.#warnings,
      faults: faultList(),
    }
    this.#body = new Body(reader!, below, this.#context, this.#forms.maxRows, this.#sink)
    this.#head = []
    await this.#body.take(head)
  }
}

/** The rows below the header. */
class Body<T> {
  readonly #reader: FeedReader<T>
  readonly #below: Below
  readonly #sink: FeedSink<T>
  readonly #row: RowReader
  readonly #maxRows: number
  #rowCount = 0
  #quarantinedCount = 0
  #lastRow: TableRow | null = null

  constructor(
    reader: FeedReader<T>,
    below: Below,
    context: ParseContext,
    maxRows: number,
    sink: FeedSink<T>,
  ) {
    this.#maxRows = maxRows
    this.#reader = reader
    this.#below = below
    this.#sink = sink
    this.#row = new RowReader({ header: below.header, warnings: below.warnings }, context)
  }

  async take(batch: Table): Promise<void> {
    const rows: T[] = []
    const quarantined: QuarantinedRow[] = []
    for (const tableRow of batch) {
      if (!isOwnRow(tableRow, this.#below)) continue
      this.#rowCount++
      this.#lastRow = tableRow
      for (const value of this.#read(tableRow, quarantined)) rows.push(value)
    }
    if (this.#rowCount > this.#maxRows) {
      throw new Refused(refusalOf('too-many-rows', { details: { limit: this.#maxRows } }))
    }
    this.#quarantinedCount += quarantined.length
    if (rows.length > 0) await this.#sink.rows(rows)
    if (quarantined.length > 0) await this.#sink.quarantined(quarantined)
  }

  end(isCutOff: boolean): FeedReading {
    const { header, faults, warnings } = this.#below
    if (isCutOff && this.#lastRow && isHalf(this.#lastRow, header)) {
      throw new Refused(refusalOf('cut-off-feed', { row: this.#lastRow.row }))
    }
    if (faults.count > 0) throw new Refused({ faults: faults.list() })
    if (this.#rowCount === 0) warnings.add(() => warningOf('no-rows'))
    return {
      rowCount: this.#rowCount,
      quarantinedCount: this.#quarantinedCount,
      warnings: warnings.list(),
      ignoredColumns: header.unknown.map(shownName),
    }
  }

  #read(tableRow: TableRow, quarantined: QuarantinedRow[]): readonly T[] {
    const row = this.#row
    row.begin(tableRow)
    row.faultUnreadable()
    const values = row.faults.length === 0 ? this.#reader.read(row) : []
    const [first] = row.faults
    if (!first) return values
    const refusing = row.faults.filter(({ reason }) => refusesFeed(reason))
    for (const fault of refusing) this.#below.faults.add(() => fault)
    const { column, reason } = first
    quarantined.push({ row: row.row, column, reason, date: this.#dateOf(row) })
    return []
  }

  /** By itself, so that the faults of the row stay as they are. */
  #dateOf(row: RowReader): IsoDate | null {
    return row.dateIfAny(this.#reader.dateColumn)
  }
}

/** A row that ends before its columns do, or within quotation marks. */
function isHalf({ cells, broken }: TableRow, { leastCells }: Header): boolean {
  return broken === true || cells.length < leastCells
}

function scoreOf(head: Table, { kind }: FeedReader<unknown>, context: ParseContext): number {
  return recognised(head, columnNames(kind, context.aliases), requiredColumns(kind, context))
}
