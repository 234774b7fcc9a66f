import type { IsoDate } from '../../../lib/domain/rows.ts'
import { counted } from '../../file-words.ts'
import { type Cell, momentCell, textCell } from './cell.ts'
import type { Context } from './context.ts'
import type { Sheet, SheetRow } from './xlsx/sheet-xml.ts'

const OUTCOMES = ['breach', 'incomplete', 'balanced'] as const
const COUNTS = [
  ...(['tokens', 'certificates', 'matched', 'absorbed'] as const),
  ...(['pending', 'unjudged', 'surplus', 'shortfall'] as const),
]
const COLOURS = ['alarm', 'waiting', 'gap', 'note', 'plain'] as const

/**
 * What was asked, by what it was made, what the colours mean, what no record can show, and the sentences on what other
 * sheets leave out.
 */
export function aboutSheet(context: Context, leftOut: readonly string[]): Sheet {
  const { sheets, about } = context.words
  return {
    name: sheets.about,
    columns: [
      { title: '', width: 30, wraps: true },
      { title: '', width: 100, wraps: true },
    ],
    hasHeader: false,
    orientation: 'portrait',
    rows: () => [
      { look: 'title', cells: [about.title] },
      ...asked(context),
      ...section('', totals(context)),
      ...section(
        about.colours,
        COLOURS.map((look): SheetRow => ({ look, cells: [null, about[look]] })),
      ),
      ...section(about.toKnow, [...leftOut, ...toKnow(context)].map(paragraph)),
      ...section('', madeWith(context)),
    ],
  }
}

const line = (label: string, value: Cell): SheetRow => ({ look: 'fact', cells: [label, value] })
const paragraph = (text: string): SheetRow => ({ look: 'fact', cells: [null, textCell(text)] })

/** Under a title of its own, a blank line before it. */
function section(title: string, rows: readonly SheetRow[]): SheetRow[] {
  const blank: SheetRow = { look: 'strong', cells: [null] }
  return title === '' ? [blank, ...rows] : [blank, { look: 'strong', cells: [title] }, ...rows]
}

function asked({ report, read, words }: Context): SheetRow[] {
  const { about } = words
  const { asOf, policy } = read
  const [first, last] = [report.dates[0]!, report.dates.at(-1)!]
  const days = first === last ? { day: first } : `${dayFirst(first)} – ${dayFirst(last)}`
  const known = asOf === null ? about.cutOffPassed : momentCell(asOf, null, policy.timeZone)
  return [line(about.days, days), line(about.asOf, known)]
}

function totals({ report, words }: Context): SheetRow[] {
  const { totals: sums } = report
  return [
    line(words.about.centreDays, sums.centreDays),
    ...OUTCOMES.map((outcome) => line(`  ${words.outcomes[outcome]}`, sums[outcome])),
    ...COUNTS.map((count) => line(words.counts[count], sums[count])),
  ]
}

function toKnow({ report, words }: Context): string[] {
  const { about } = words
  const held = new Set(report.centreDays.map(({ date }) => date))
  const withoutFeed = new Set(
    report.centreDays.filter(({ counts }) => counts.certificates === null).map(({ date }) => date),
  )
  return [
    ...(report.quarantined.length > 0 ? [counted(about.quarantined, report.quarantined.length)] : []),
    ...named(
      about.emptyDays,
      report.dates.filter((date) => !held.has(date)),
    ),
    ...named(
      about.daysWithoutFeed,
      report.dates.filter((date) => withoutFeed.has(date)),
    ),
    about.whatIsListed,
    about.emptyCounts,
    about.noRecordShows,
  ]
}

function named(sentence: string, dates: readonly IsoDate[]): string[] {
  return dates.length === 0 ? [] : [`${sentence}: ${dates.map(dayFirst).join(', ')}`]
}

function madeWith({ report, words }: Context): SheetRow[] {
  const { about } = words
  const { policy, rules } = report.madeWith
  const versions = Object.entries(rules).map(([rule, version]) => `${rule} ${version}`)
  return [
    line(about.policy, textCell(policy.version)),
    line(about.policyHash, policy.sha256),
    line(about.ruleVersions, versions.join(', ')),
  ]
}

const dayFirst = (date: IsoDate): string => date.split('-').reverse().join('-')
