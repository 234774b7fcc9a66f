import type { Place } from '../../../lib/domain/reconciled-rows.ts'
import type { CentreDayReport, Finding, Severity } from '../../../lib/domain/report.ts'
import { labelOf } from '../../../lib/formats/column-labels.ts'
import { worstFirst } from '../text/severity.ts'
import { type Moment, textCell } from './cell.ts'
import { type Context, placeColumns } from './context.ts'
import type { Column, Look, Table } from './table.ts'

/** A finding with the centre-day that it is of. */
interface PlacedFinding extends Place {
  readonly finding: Finding
}

const LOOKS: Readonly<Record<Severity, Look>> = {
  critical: 'alarm',
  major: 'alarm',
  minor: 'note',
  info: 'plain',
}
const SEVERITIES: readonly Severity[] = ['critical', 'major', 'minor', 'info']
/** The table of rows lists all. */
const LISTED_IDS = 20

/** One line a finding, the gravest first, then as the centre-days stand. */
export function findingsTable(context: Context): Table<PlacedFinding> {
  const placed = worstFirst(context.report.centreDays).flatMap(findingsOf)
  return {
    name: context.words.sheets.findings,
    columns: columnsOf(context),
    rows: SEVERITIES.flatMap((severity) => placed.filter(({ finding }) => finding.severity === severity)),
    look: ({ finding }) => LOOKS[finding.severity],
  }
}

function findingsOf({ date, centreId, findings }: CentreDayReport): PlacedFinding[] {
  return findings.map((finding) => ({ date, centreId, finding }))
}

function columnsOf(context: Context): Column<PlacedFinding>[] {
  const { titles, severities } = context.words
  return [
    { title: titles.severity, width: 10, cell: ({ finding }) => severities[finding.severity] },
    { title: titles.rule, width: 30, cell: ({ finding }) => finding.rule },
    ...placeColumns<PlacedFinding>(context),
    { title: titles.count, width: 8, cell: ({ finding }) => finding.count },
    { title: titles.since, width: 16.5, cell: ({ finding, date }) => sinceCell(finding, date) },
    ...textColumns(context),
  ]
}

function textColumns({ words, language }: Context): Column<PlacedFinding>[] {
  const { titles, more } = words
  const column = (title: string, width: number, text: (finding: Finding) => string) => ({
    ...{ title, width, wraps: true },
    cell: ({ finding }: PlacedFinding) => textCell(text(finding)),
  })
  return [
    column(titles.explanation, 46, ({ explanation }) => explanation),
    column(labelOf('issued_by', language), 22, issuers),
    column(titles.certificateIds, 40, ({ certificates }) => listed(certificates, more)),
    column(titles.tokenNumbers, 24, ({ tokens }) => listed(tokens, more)),
  ]
}

function sinceCell({ at }: Finding, date: string): Moment | null {
  return at === null ? null : { wall: at.slice(0, 19), isSameDay: at.slice(0, 10) === date }
}

function issuers({ issuedBy }: Finding): string {
  const accounts = Object.entries(issuedBy).sort(([, a], [, b]) => b - a)
  return accounts.map(([account, count]) => `${account} (${count})`).join(', ')
}

function listed(ids: readonly string[], more: string): string {
  const rest = ids.length - LISTED_IDS
  const shown = ids.slice(0, LISTED_IDS).join(', ')
  return rest > 0 ? `${shown} ${more.replace('{count}', String(rest))}` : shown
}
