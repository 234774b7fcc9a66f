import { compareText } from '../domain/ids.ts'
import type { Centre } from '../domain/rows.ts'
import { ok, type Result } from '../runtime/result.ts'
import { readWhole } from './acceptance.ts'
import type { ParseContext } from './context.ts'
import type { Refusal } from './faults.ts'
import type { RowReader } from './row-reader.ts'
import { type Receipt, readSheet, receiptOf } from './sheet.ts'
import type { Table } from './table.ts'
import { readCentreStatus } from './values.ts'

export interface ParsedCentres extends Receipt {
  /** By centre id. */
  readonly centres: readonly Centre[]
}

/** The district's register of centres. */
export function centresOf(table: Table, context: ParseContext): Result<ParsedCentres, Refusal> {
  const sheet = readSheet(table, 'centres', context)
  if (!sheet.ok) return sheet
  const seen = new Set<string>()
  const read = readWhole(sheet.value, context, (row) => readCentre(row, seen))
  if (!read.ok) return read
  const centres = [...read.value].sort((a, b) => compareText(a.centreId, b.centreId))
  return ok({ ...receiptOf(sheet.value), centres })
}

function readCentre(row: RowReader, seen: Set<string>): Centre {
  const centreId = row.id('centre_id')
  if (centreId !== '' && seen.has(centreId))
    row.fault('repeated-centre', { column: 'centre_id', value: centreId })
  seen.add(centreId)
  if (row.cell('name') === '') row.fault('missing-value', { column: 'name' })
  const status = row.status(readCentreStatus, 'bad-centre-status', 'active')
  return {
    centreId,
    name: row.text('name'),
    block: row.text('block'),
    ...readHours(row),
    status,
    ...readSuspension(row, status),
  }
}

function readHours(row: RowReader): Pick<Centre, 'opens' | 'closes'> {
  const opens = row.minuteOfDay('opens')
  const closes = row.minuteOfDay('closes')
  if (opens !== null && closes !== null && closes <= opens) {
    row.fault('closes-before-opens', { column: 'closes', value: row.cell('closes') })
  }
  return { opens, closes }
}

/** Null beside `suspended`: suspended all along. */
function readSuspension(row: RowReader, status: Centre['status']): Pick<Centre, 'suspendedAt'> {
  const suspendedAt = row.moment('suspended_at')
  if (status === 'suspended' || suspendedAt === null) return { suspendedAt }
  row.warn('suspended-at-unused', 'suspended_at')
  return { suspendedAt: null }
}
