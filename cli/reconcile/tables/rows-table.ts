import type { Fate, ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'
import { labelOf } from '../../../lib/formats/column-labels.ts'
import { momentCell, textCell } from './cell.ts'
import { type Context, placeColumns } from './context.ts'
import type { RulesOf } from './listing-rules.ts'
import type { Column, Look, Table } from './table.ts'
import type { RowWord } from './words/words.ts'

const SHOWN_DIGITS = 4

const LOOKS: Readonly<Record<Fate, Look>> = {
  'left-over': 'alarm',
  'left-over-by-count': 'alarm',
  'for-sent-away': 'alarm',
  'repeated-certificate': 'alarm',
  unjudged: 'waiting',
  pending: 'waiting',
  'no-certificate': 'gap',
  'no-certificate-yet': 'waiting',
  'repeated-token': 'gap',
  matched: 'note',
  'sent-away': 'plain',
}

/** Every certificate that counts and every line of a register, in the order given. */
export function rowsTable(
  rows: readonly ReconciledRow[],
  rulesOf: RulesOf,
  context: Context,
): Table<ReconciledRow> {
  return {
    name: context.words.sheets.rows,
    columns: columnsOf(context, rulesOf),
    rows,
    look: (row) => lookOf(row, rulesOf),
  }
}

/** What is unjudged is accused as soon as a rule lists it: an unknown centre, or no token sheet after cut-off. */
function lookOf(row: ReconciledRow, rulesOf: RulesOf): Look {
  const { fate, kind } = row
  if (fate === 'unjudged' && rulesOf(row).length > 0) return 'alarm'
  const isToTheLetter = fate === 'matched' && kind === 'exact'
  return isToTheLetter && rulesOf(row).length === 0 ? 'plain' : LOOKS[fate]
}

function columnsOf(context: Context, rulesOf: RulesOf): Column<ReconciledRow>[] {
  const { titles, rows, kinds } = context.words
  const what = { title: titles.what, width: 21, cell: (row: ReconciledRow) => rows[wordOf(row)] }
  return [
    what,
    ...placeColumns<ReconciledRow>(context),
    ...sidesOf(context),
    { title: titles.match, width: 19, cell: ({ kind }) => (kind === null ? null : kinds[kind]) },
    {
      title: titles.otherDate,
      width: 12,
      cell: ({ otherHalf, date }) => (otherHalf && otherHalf.date !== date ? { day: otherHalf.date } : null),
    },
    {
      title: titles.otherCentre,
      width: 12,
      cell: ({ otherHalf, centreId }) =>
        otherHalf && otherHalf.centreId !== centreId ? textCell(otherHalf.centreId) : null,
    },
    { title: titles.rules, width: 33, wraps: true, cell: (row) => textCell(rulesOf(row).join(', ')) },
  ]
}

/** The certificate and the token, side by side. */
function sidesOf({ words, language, read }: Context): Column<ReconciledRow>[] {
  const { titles } = words
  const { timeZone } = read.policy
  const certificateId = labelOf('certificate_id', language)
  return [
    {
      title: certificateId,
      width: 17,
      cell: ({ certificate }) => certificate && textCell(certificate.certificateId),
    },
    { title: labelOf('token_no', language), width: 8, cell: ({ token }) => token && textCell(token.tokenNo) },
    { title: titles.ref, width: 13, cell: refCell },
    { title: titles.tokenDose, width: 10, cell: ({ token }) => token?.dose ?? null },
    { title: titles.certificateDose, width: 11, cell: ({ certificate }) => certificate?.dose ?? null },
    {
      title: titles.tokenTime,
      width: 16.5,
      cell: ({ token, date }) => token && momentCell(token.issuedAt, date, timeZone),
    },
    {
      title: titles.certificateTime,
      width: 16.5,
      cell: ({ certificate, date }) => certificate && momentCell(certificate.issuedAt, date, timeZone),
    },
    {
      title: labelOf('issued_by', language),
      width: 16,
      cell: ({ certificate }) => certificate && textCell(certificate.issuedBy),
    },
  ]
}

function wordOf({ fate, token }: ReconciledRow): RowWord {
  const hasLeft = token?.outcome === 'left'
  if (fate === 'for-sent-away') return hasLeft ? 'for-left' : 'for-deferred'
  if (fate === 'sent-away') return hasLeft ? 'left' : 'deferred'
  return fate
}

/** `…0012`, or `…0012 / …0021` where the two sides end differently: enough to find a line by, and nobody's id. */
function refCell({ certificate, token }: ReconciledRow): string | null {
  const ends = [certificate?.ref, token?.ref].filter((ref) => ref).map((ref) => `…${endOf(ref!)}`)
  return textCell([...new Set(ends)].join(' / '))
}

/** Never the whole of it, however short a district's refs are. */
const endOf = (ref: string): string =>
  ref.slice(Math.max(1, Math.min(SHOWN_DIGITS, ref.length - 1), ref.length - SHOWN_DIGITS))
