import { compareText } from '../domain/ids.ts'
import type { StockLeg, StockRow } from '../domain/rows.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { readWhole } from './acceptance.ts'
import { type CentreDay, crowdedDays, groupRows, readCentre, readPastDay } from './centre-days.ts'
import type { ParseContext } from './context.ts'
import type { Refusal } from './faults.ts'
import type { RowReader } from './row-reader.ts'
import { type Receipt, readSheet, receiptOf } from './sheet.ts'
import type { Table } from './table.ts'

export interface ParsedStock extends Receipt {
  /** By date, then centre; rows by vaccine and batch: the same rows in another order give the same value. */
  readonly legs: readonly StockLeg[]
}

/** Vials opened, a row for each vaccine and batch. */
export function stockOf(table: Table, context: ParseContext): Result<ParsedStock, Refusal> {
  const sheet = readSheet(table, 'stock', context)
  if (!sheet.ok) return sheet
  const read = readWhole(sheet.value, context, readStock)
  if (!read.ok) return read
  const days = groupRows(read.value, ({ stock }) => stock)
  const crowded = crowdedDays(days)
  if (crowded.length > 0) return refuse({ faults: crowded })
  const legs = days
    .list()
    .map(({ centreId, date, value }) => ({ centreId, date, rows: value.sort(compareStock) }))
  return ok({ ...receiptOf(sheet.value), legs })
}

function readStock(row: RowReader): CentreDay & { readonly stock: StockRow } {
  return {
    centreId: readCentre(row),
    date: readPastDay(row),
    stock: {
      vialsOpened: row.count('vials_opened'),
      vaccine: row.text('vaccine'),
      batch: row.optionalId('batch'),
      dosesPerVial: row.optionalCount('doses_per_vial'),
      dosesWasted: row.optionalCount('doses_wasted') ?? 0,
    },
  }
}

function compareStock(a: StockRow, b: StockRow): number {
  return (
    compareText(a.vaccine, b.vaccine) ||
    compareText(a.batch, b.batch) ||
    a.vialsOpened - b.vialsOpened ||
    (a.dosesPerVial ?? -1) - (b.dosesPerVial ?? -1) ||
    a.dosesWasted - b.dosesWasted
  )
}
