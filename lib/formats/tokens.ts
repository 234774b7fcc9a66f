import { compareIds, compareText } from '../domain/ids.ts'
import type { Instant, IsoDate, TokenRow, TokenSheet } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { readWhole } from './acceptance.ts'
import { ByCentreDay, type CentreDay, crowdedDays, readCentre, readPastDay } from './centre-days.ts'
import type { Column } from './columns.ts'
import type { ParseContext } from './context.ts'
import { type Refusal, warningOf } from './faults.ts'
import type { RowReader } from './row-reader.ts'
import { type Receipt, readSheet, receiptOf, type Sheet } from './sheet.ts'
import type { Table } from './table.ts'
import { readsAsTotal } from './totals.ts'
import { isTokenNo } from './values.ts'

export interface CentreDaySheet extends CentreDay {
  readonly sheet: TokenSheet
}

export interface ParsedTokens extends Receipt {
  /** By date, then centre; rows by token number: the same rows in another order give the same value. */
  readonly sheets: readonly CentreDaySheet[]
}

type Totals = Extract<TokenSheet, { kind: 'totals' }>
type Draft = { readonly kind: 'register'; readonly rows: TokenRow[] } | Totals

const OF_REGISTER: readonly Column[] = [
  'beneficiary_ref',
  'dose',
  'vaccine',
  'issued_at',
  'outcome',
  'vaccinator',
]

/**
 * Registers and totals, told apart by their columns, row by row where a file has the columns of both. A register
 * that is empty is the statement of an upload's own centre-day that nobody came; elsewhere it says nothing.
 */
export function tokensOf(table: Table, context: ParseContext): Result<ParsedTokens, Refusal> {
  const sheet = readSheet(table, 'tokens', context)
  if (!sheet.ok) return sheet
  const empty = emptyRegister(sheet.value, context)
  if (empty) return ok(empty)
  const days = new ByCentreDay<Draft>()
  const read = readWhole(sheet.value, context, (row) => readToken(row, days))
  if (!read.ok) return read
  const crowded = crowdedDays(registersOf(days))
  if (crowded.length > 0) return refuse({ faults: crowded })
  const sheets = days.list().map(({ centreId, date, value }) => ({ centreId, date, sheet: inOrder(value) }))
  return ok({ ...receiptOf(sheet.value), ignoredColumns: ignoredOf(sheet.value), sheets })
}

function emptyRegister(sheet: Sheet, { centreId, date }: ParseContext): ParsedTokens | null {
  const isRegister = sheet.header.columns.has('token_no') && !sheet.header.columns.has('tokens_issued')
  if (sheet.rows.length > 0 || !isRegister || centreId === undefined || date === undefined) return null
  sheet.warnings.add(() => warningOf('no-rows', { row: sheet.header.row }))
  return { ...receiptOf(sheet), sheets: [{ centreId, date, sheet: { kind: 'register', rows: [] } }] }
}

function readToken(row: RowReader, days: ByCentreDay<Draft>): void {
  const centreDay = { centreId: readCentre(row), date: readPastDay(row) }
  const total = (['token_no', 'centre_id'] as const).find((column) => readsAsTotal(row.cell(column)))
  if (total) row.fault('total-in-register', { column: total, value: row.cell(total) })
  const isTotals = row.has('tokens_issued') && (!row.has('token_no') || row.cell('tokens_issued') !== '')
  if (isTotals) addTotals(row, centreDay, days)
  else addRegisterRow(row, centreDay, days)
}

function addTotals(row: RowReader, centreDay: CentreDay, days: ByCentreDay<Draft>): void {
  const totals = readTotals(row)
  if (row.cell('token_no') !== '') row.fault('register-and-totals', { column: 'tokens_issued' })
  if (centreDay.centreId === '' || centreDay.date === '') return
  const present = days.at(centreDay, () => totals)
  if (present.kind === 'register') row.fault('register-and-totals', { column: 'tokens_issued' })
  else if (present !== totals) row.fault('repeated-totals', { column: 'tokens_issued' })
}

function addRegisterRow(row: RowReader, centreDay: CentreDay, days: ByCentreDay<Draft>): void {
  const token = readRegisterRow(row, centreDay)
  if (centreDay.centreId === '' || centreDay.date === '') return
  const present = days.at(centreDay, () => ({ kind: 'register', rows: [] }))
  if (present.kind === 'totals') row.fault('register-and-totals', { column: 'token_no' })
  else present.rows.push(token)
}

function readTotals(row: RowReader): Totals {
  const issued = row.count('tokens_issued')
  const deferred = row.optionalCount('deferred') ?? 0
  const left = row.optionalCount('left') ?? 0
  if (row.faults.length === 0 && deferred + left > issued) {
    row.fault('parts-exceed-total', { column: 'tokens_issued', value: row.cell('tokens_issued') })
  }
  return { kind: 'totals', issued, deferred, left }
}

function readRegisterRow(row: RowReader, { date }: CentreDay): TokenRow {
  return {
    tokenNo: readTokenNo(row),
    ref: row.ref(),
    dose: row.dose(),
    vaccine: row.text('vaccine'),
    issuedAt: readIssuedAt(row, date),
    outcome: row.tokenOutcome(),
  }
}

/** A note, a signature or a total below the table has only the cell where the number would be. */
function readTokenNo(row: RowReader): string {
  const before = row.faults.length
  const tokenNo = row.id('token_no')
  if (
    row.faults.length === before &&
    tokenNo !== '' &&
    !readsAsTotal(row.cell('token_no')) &&
    !isTokenNo(tokenNo)
  ) {
    row.fault('bad-token-no', { column: 'token_no', value: tokenNo })
  }
  return tokenNo
}

/** A time with its own date is of the row's day, or of the night after it. */
function readIssuedAt(row: RowReader, date: IsoDate): Instant | null {
  const issuedAt = row.instant('issued_at', date)
  if (issuedAt !== null && date !== '' && Math.abs(row.dayOf(issuedAt, date)) > 1) {
    row.fault('time-of-another-day', { column: 'issued_at', value: row.cell('issued_at') })
  }
  return issuedAt
}

function registersOf(days: ByCentreDay<Draft>): ByCentreDay<readonly TokenRow[]> {
  const registers = new ByCentreDay<readonly TokenRow[]>()
  for (const { value, ...centreDay } of days.list()) {
    if (value.kind === 'register') registers.at(centreDay, () => value.rows)
  }
  return registers
}

function inOrder(draft: Draft): TokenSheet {
  return draft.kind === 'totals' ? draft : { kind: 'register', rows: draft.rows.sort(compareTokens) }
}

function compareTokens(a: TokenRow, b: TokenRow): number {
  return (
    compareIds(a.tokenNo, b.tokenNo) ||
    (a.issuedAt ?? Number.POSITIVE_INFINITY) - (b.issuedAt ?? Number.POSITIVE_INFINITY) ||
    compareText(a.ref, b.ref) ||
    (a.dose ?? 0) - (b.dose ?? 0) ||
    compareText(a.outcome, b.outcome) ||
    compareText(a.vaccine, b.vaccine)
  )
}

/** What the other kind of sheet would read is of no use here, and said to be. */
function ignoredOf({ header: { columns }, ignoredColumns }: Sheet): readonly string[] {
  const unread = [...(columns.has('token_no') ? [] : OF_REGISTER)]
  return [...ignoredColumns, ...unread.filter((column) => columns.has(column))]
}
