import type { Context, Ears, ListedCentreDay } from '../../../lib/domain/report.ts'
import { quantile } from '../../../lib/domain/statistics/normal.ts'
import { printable } from '../../printable.ts'
import { daysOf } from './days.ts'
import { nameOf, PAGE_WIDTH, type Page } from './page.ts'
import { wrap } from './width.ts'

const LISTED = 20
const WHAT_STATISTICS_SAY =
  'Statistics accuse nobody: of many ordinary days some are high. They say where a look may be worth it.'

type WithContext = ListedCentreDay & { readonly context: Context }

/** Numbers of certificates that are high beside the centre's own earlier days, those that stand out first. */
export function contextSection(page: Page): string[] {
  const known = page.report.centreDays.filter(hasContext)
  const high = known.filter(isHigh)
  if (high.length === 0) return []
  const ordered = [...high].sort((a, b) => Number(b.context.unusual) - Number(a.context.unusual))
  const sentences = ordered.slice(0, LISTED).map((centreDay) => {
    const tested = known.filter(({ date }) => date === centreDay.date).length
    return `${placeOf(centreDay, page)}: ${sentenceOf(centreDay, tested, page)}`
  })
  return [
    page.paint.heading('Certificates beside the earlier days of the same centre'),
    ...sentences.flatMap((sentence) => wrap(sentence, PAGE_WIDTH, '  ')),
    ...(high.length > LISTED ? [`  and ${high.length - LISTED} more`] : []),
    ...wrap(WHAT_STATISTICS_SAY, PAGE_WIDTH, '  '),
  ]
}

/** Whether not everything of it is shown. */
export function isContextCut({ centreDays }: Page['report']): boolean {
  return centreDays.filter(hasContext).filter(isHigh).length > LISTED
}

function hasContext(centreDay: ListedCentreDay): centreDay is WithContext {
  return centreDay.context !== null
}

const isHigh = ({ context }: WithContext): boolean => context.unusual || context.c1.exceeds

function placeOf(centreDay: ListedCentreDay, page: Page): string {
  const id = printable(centreDay.centreId)
  const name = nameOf(centreDay, page)
  const centre = name === '' ? id : `${name} (${id})`
  return page.report.dates.length === 1 ? centre : `${centre}, ${daysOf([centreDay.date])}`
}

/** `71 certificates, usually about 48 (C1 upper bound 60.2); stands out among the 12 centres of the day.` */
function sentenceOf({ counts, context }: WithContext, tested: number, { read }: Page): string {
  const certificates = counts.certificates!
  const mean = meanBehind(context.c1, certificates, quantile(1 - read.policy.unusual.alpha))
  const usually = mean === null ? '' : `, usually about ${Math.round(mean)}`
  const bound = `C1 upper bound ${context.c1.upperBound.toFixed(1)}`
  const among = tested === 1 ? '' : ` among the ${tested} centres of the day`
  const verdict = context.unusual ? 'stands out' : 'does not stand out'
  return `${certificates} certificates${usually} (${bound}); ${verdict}${among}.`
}

/**
 * The mean that these figures were made from: statistic = (certificates - mean) / s, upperBound = mean + `q` s. Null
 * where the number is at its bound: both then say the same, and any mean would do.
 */
function meanBehind({ statistic, upperBound }: Ears, certificates: number, q: number): number | null {
  if (Math.abs(q - statistic) < 1e-4) return null
  return certificates - (statistic * (upperBound - certificates)) / (q - statistic)
}
