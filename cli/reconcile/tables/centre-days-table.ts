import type { Counts, ListedCentreDay, Outcome } from '../../../lib/domain/report.ts'
import { counted } from '../../file-words.ts'
import { worstFirst } from '../text/severity.ts'
import { textCell } from './cell.ts'
import { type Context, placeColumns } from './context.ts'
import type { Column, Look, Table } from './table.ts'

const COUNTS: readonly (keyof Counts)[] = [
  ...(['bookings', 'tokens', 'deferred', 'left', 'doses', 'certificates', 'matched'] as const),
  ...(['absorbed', 'pending', 'unjudged', 'surplus', 'shortfall'] as const),
]
const LOOKS: Readonly<Record<Outcome, Look>> = { breach: 'alarm', incomplete: 'waiting', balanced: 'plain' }

/** One line a centre-day, worst first. A count that no leg tells is empty, which is not 0. */
export function centreDaysTable(context: Context): Table<ListedCentreDay> {
  const { words, report } = context
  return {
    name: words.sheets.centreDays,
    columns: columnsOf(context),
    rows: worstFirst(report.centreDays),
    look: ({ outcome }) => LOOKS[outcome],
  }
}

function columnsOf(context: Context): Column<ListedCentreDay>[] {
  const { titles, outcomes, actions, counts, sheets } = context.words
  return [
    { title: titles.outcome, width: 13, cell: ({ outcome }) => outcomes[outcome] },
    ...placeColumns<ListedCentreDay>(context),
    { title: titles.action, width: 20, cell: ({ action }) => (action === 'none' ? null : actions[action]) },
    ...COUNTS.map((count) => ({
      title: counts[count],
      width: 11,
      cell: (centreDay: ListedCentreDay) => centreDay.counts[count],
    })),
    { title: titles.unusual, width: 26, wraps: true, cell: (centreDay) => unusualCell(centreDay, context) },
    {
      title: sheets.findings,
      width: 40,
      wraps: true,
      cell: ({ findings }) => textCell(findings.map(({ rule, count }) => `${rule} (${count})`).join(', ')),
    },
  ]
}

/** Statistics accuse nobody: the look of the row stays what its findings make it. */
function unusualCell({ context }: ListedCentreDay, { words }: Context): string | null {
  if (!context?.unusual) return null
  return counted(words.usualAtMost, Math.max(0, Math.floor(context.c1.upperBound)))
}
