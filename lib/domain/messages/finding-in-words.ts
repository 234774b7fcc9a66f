import type { CentreDayReport, Counts, Finding, Rule } from '../report.ts'
import { cutWords } from './plain-text.ts'

/** How findings are told in few words: by their figures, never by a certificate, a token or a reference. */

/** For an SMS: plain characters, the longest first. */
type ShortWords = (n: number, counts: Counts) => readonly string[]

const SHORT: Readonly<Record<Rule, ShortWords>> = {
  'certificate-without-token': withoutToken,
  'certificates-exceed-tokens': withoutToken,
  'no-token-sheet': (n) => [`${n} issued, no token sheet`, 'no token sheet'],
  'certificate-for-deferred-token': (n) => [`${n} for unvaccinated people`, `${n} unvaccinated`],
  'certificate-while-suspended': (n) => [`${n} issued while suspended`, `${n} while suspended`],
  'unknown-centre': (n) => [`${n} under an unknown centre`, 'unknown centre'],
  'duplicate-certificate': (n) => [`${n} repeated certificates`, `${n} repeated`],
  'certificates-exceed-doses': (n) => [`${n} more than doses`],
  'running-excess': (n) => [`${n} ahead of the tokens`, `${n} ahead`],
  'off-hours': (n) => [`${n} outside opening hours`, `${n} off hours`],
  'issue-burst': (n) => [`${n} issued in a burst`, `${n} in a burst`],
  backdated: (n) => [`${n} issued days afterwards`, `${n} backdated`],
  'duplicate-token': (n) => [`${n} repeated tokens`],
  'register-withheld': (n) => [`${n} without references`, 'no register'],
  'tokens-exceed-bookings': (n) => [`${n} tokens beyond bookings`, `${n} not booked`],
  'sheet-raised': (n) => [`${n} tokens added afterwards`, 'tokens added later'],
  drift: (n) => [`${n} more than usual`],
  'no-certificates': (n) => [`${n} tokens, no certificates`, 'no certificates'],
  'token-without-certificate': (n) => [`${n} tokens, no certificate`, `${n} uncertified`],
  'dose-mismatch': (n) => [`${n} with another dose`],
  elsewhere: (n) => [`${n} with a token elsewhere`],
  transcription: (n) => [`${n} with a typing slip`],
  late: (n) => [`${n} issued late`],
}

function withoutToken(n: number, { certificates }: Counts): readonly string[] {
  return [`${n} of ${certificates ?? n} without a token`, `${n} without a token`]
}

/** Their count is one of the certificates of the day. */
const OF_ALL: ReadonlySet<Rule> = new Set(['certificate-without-token', 'certificates-exceed-tokens'])

/** These become true by time passing or by a sheet, and not with a certificate: `at` is no time of issue. */
const NOT_BY_ISSUE: ReadonlySet<Rule> = new Set([
  'no-token-sheet',
  'no-certificates',
  'token-without-certificate',
  'sheet-raised',
  'drift',
])

/** The one that is told first: of the worst severity, the one with most rows; undefined where none was found. */
export function leadFinding({ findings }: CentreDayReport): Finding | undefined {
  const worst = findings.filter(({ severity }) => severity === findings[0]?.severity)
  return worst.reduce<Finding | undefined>(
    (lead, next) => (lead && lead.count >= next.count ? lead : next),
    undefined,
  )
}

/** At most `max` plain characters, such as `16 of 71 without a token`. */
export function shortFinding(finding: Finding | undefined, counts: Counts, max: number): string {
  const choices = finding ? SHORT[finding.rule](finding.count, counts) : ['a finding']
  return choices.find((text) => text.length <= max) ?? cutWords(choices.at(-1)!, max)
}

/** Whether a finding of that rule became true when certificates were issued or tokens given out. */
export function isByIssue(rule: Rule): boolean {
  return !NOT_BY_ISSUE.has(rule)
}

/** The figures without words, `16 of 71`; null where they mean nothing alone. */
export function figuresOf(finding: Finding | undefined, counts: Counts): string | null {
  if (finding === undefined || !OF_ALL.has(finding.rule) || counts.certificates === null) return null
  return `${finding.count} of ${counts.certificates}`
}

/** `1 token`, `16 tokens`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
