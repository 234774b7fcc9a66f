import type { Measured } from './measure.ts'

/** The measured scenarios as a table in Markdown, one line each. */

type Column = readonly [title: string, cell: (measured: Measured) => string]

const NONE = '–'

const COLUMNS: readonly Column[] = [
  ['district-days', ({ districtDays }) => String(districtDays)],
  ['fake rows named, nameable, all', ({ score }) => fakes(score)],
  ['days of fraud told', ({ score }) => share(score.told + score.trendsTold, score.showing + score.trends)],
  ['… by counts', ({ score, counts }) => share(counts.told, score.showing)],
  ['wrongly named', ({ score }) => String(score.wronglyNamed)],
  ['in a group with them', ({ score }) => String(score.listedBeside)],
  ['honest days in breach', ({ score }) => share(score.honestBreaches, score.honestDays)],
  ['… by counts', ({ counts }) => String(counts.honestFlagged)],
  ['wrongly proposed', ({ score }) => proposed(score)],
  ['minutes', (measured) => times(measured)],
  ['… by counts', ({ replayed }) => spread(replayed.minutesOfCounts)],
  ['for a while', ({ replayed }) => `${replayed.accusedForAWhile} / ${replayed.proposedForAWhile}`],
]

export function tableOf(measured: readonly Measured[]): string {
  const heading = ['', ...COLUMNS.map(([title]) => title)]
  const lines = measured.map((one) => [one.name, ...COLUMNS.map(([, cell]) => cell(one))])
  const rule = ['---', ...COLUMNS.map(() => '---:')]
  return [heading, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Why honest centre-days are in breach, by scenario. */
export function reasonsOf(measured: readonly Measured[]): string {
  const lines = measured
    .filter(({ score }) => score.honestBreaches > 0)
    .map(({ name, score }) => {
      const rules = Object.entries(score.honestBreachesByRule).sort(([, a], [, b]) => b - a)
      return `- ${name}: ${rules.map(([rule, count]) => `\`${rule}\` ${count}`).join(', ')}`
    })
  return lines.join('\n')
}

const share = (part: number, whole: number): string => (whole === 0 ? NONE : `${part} / ${whole}`)

const fakes = ({ named, nameable, fakes: all }: Measured['score']): string =>
  all === 0 ? NONE : `${named} / ${nameable} / ${all}`

function proposed({ wronglyProposed, lostProposed, afterFraudProposed }: Measured['score']): string {
  const excepted = [
    ...(lostProposed > 0 ? [`${lostProposed} lost`] : []),
    ...(afterFraudProposed > 0 ? [`${afterFraudProposed} after fraud`] : []),
  ]
  return excepted.length === 0 ? String(wronglyProposed) : `${wronglyProposed} (+ ${excepted.join(', ')})`
}

function times({ score, replayed }: Measured): string {
  if (replayed.minutes.length > 0 || score.trendDays.length === 0) return spread(replayed.minutes)
  return `${Math.min(...score.trendDays)} to ${Math.max(...score.trendDays)} days`
}

/** Median, and the most. */
function spread(minutes: readonly number[]): string {
  if (minutes.length === 0) return NONE
  const sorted = [...minutes].sort((a, b) => a - b)
  return `${Math.round(sorted[sorted.length >> 1]!)}, most ${Math.round(sorted.at(-1)!)}`
}
