import { shortDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { Action, CentreDayReport, Counts, Totals } from '../../../lib/domain/report.ts'
import { printable } from '../../printable.ts'
import { nameOf, type Page } from './page.ts'
import { cutTo, padEnd, padStart, widthOf } from './width.ts'

interface Column {
  readonly title: string
  readonly cells: readonly string[]
  readonly total: string
  readonly pad: (text: string, width: number) => string
  readonly width: number
}

type CentreDays = readonly CentreDayReport[]

const GAP = '  '
const WIDEST = 100
const LEAST_NAME = 12
/** Where no leg says anything, which is not 0. */
const NOT_KNOWN = '-'
const ACTIONS: Readonly<Record<Action, string>> = {
  none: '',
  notify: 'notify',
  'propose-suspension': 'propose suspension',
  suspend: 'suspend',
}

/** One line a centre-day, in the order given, under a line of titles and above one of totals. */
export function table(centreDays: CentreDays, page: Page): string[] {
  const columns = columnsOf(centreDays, page)
  const line = (cellOf: (column: Column) => string): string =>
    columns
      .map((column) => column.pad(cellOf(column), column.width))
      .join(GAP)
      .trimEnd()
  const rows = centreDays.map(({ outcome }, at) => {
    const text = line(({ cells }) => cells[at]!)
    return page.paint.outcome(outcome, outcome) + text.slice(outcome.length)
  })
  const totals = centreDays.length > 1 ? [line(({ total }) => total)] : []
  return [page.paint.heading(line(({ title }) => title)), ...rows, ...totals]
}

function columnsOf(centreDays: CentreDays, page: Page): readonly Column[] {
  const { dates, totals } = page.report
  const words = (title: string, cell: (centreDay: CentreDayReport) => string, total = ''): Column =>
    column(title, centreDays.map(cell), total, padEnd)
  const number = (title: string, count: keyof Counts & keyof Totals): Column => {
    const cells = centreDays.map(({ counts }) => grouped(counts[count]))
    const isKnown = centreDays.some(({ counts }) => counts[count] !== null)
    return column(title, cells, grouped(isKnown ? totals[count] : null), padStart)
  }
  const before = [
    words('Outcome', ({ outcome }) => outcome, 'all'),
    ...(dates.length > 1 ? [words('Date', ({ date }) => shortDay(date))] : []),
    words('Centre', ({ centreId }) => printable(centreId)),
  ]
  const after = [
    number('Tokens', 'tokens'),
    number('Certs', 'certificates'),
    ...(totals.pending > 0 ? [number('Pending', 'pending')] : []),
    ...(totals.unjudged > 0 ? [number('Unjudged', 'unjudged')] : []),
    number('Surplus', 'surplus'),
    number('Shortfall', 'shortfall'),
    words('Action', ({ action }) => ACTIONS[action]),
  ]
  return [...before, ...nameColumn(centreDays, page, [...before, ...after]), ...after]
}

/** Names take what room the other columns leave; none where no centre has one. */
function nameColumn(centreDays: CentreDays, page: Page, others: readonly Column[]): Column[] {
  const names = centreDays.map((centreDay) => nameOf(centreDay, page))
  if (names.every((name) => name === '')) return []
  const taken = others.reduce((sum, { width }) => sum + width + GAP.length, 0)
  const room = Math.max(LEAST_NAME, WIDEST - taken)
  return [
    column(
      'Name',
      names.map((name) => cutTo(name, room)),
      '',
      padEnd,
    ),
  ]
}

function column(title: string, cells: readonly string[], total: string, pad: Column['pad']): Column {
  const width = cells.reduce(
    (widest, cell) => Math.max(widest, widthOf(cell)),
    Math.max(widthOf(title), widthOf(total)),
  )
  return { title, cells, total, pad, width }
}

/** `1,23,456`, as the district writes it. */
function grouped(count: number | null): string {
  return count === null ? NOT_KNOWN : count.toLocaleString('en-IN')
}
