import type { CentreDayReport, Counts, Finding, Rule } from '../report.ts'
import { cutWords } from './plain-text.ts'

/** How findings are told to people: by their figures, never by a certificate, a token or a reference. */

interface Words {
  /** For an SMS: plain characters, the longest first. */
  readonly short: (n: number, counts: Counts) => readonly string[]
  /** For an e-mail: a sentence. */
  readonly long: (n: number, counts: Counts) => string
}

const WORDS: Readonly<Record<Rule, Words>> = {
  'certificate-without-token': {
    short: (n, { certificates }) => [`${n} of ${certificates ?? n} without a token`, `${n} without a token`],
    long: (n, { certificates }) =>
      `${n} of ${certificates ?? n} certificates ${n === 1 ? 'has' : 'have'} no token.`,
  },
  'certificates-exceed-tokens': {
    short: (n, { certificates, tokens }) => [
      `${certificates ?? 0} certificates, ${tokens ?? 0} tokens`,
      `${n} more than tokens`,
    ],
    long: (n, { certificates, tokens }) =>
      `${count(certificates ?? 0, 'certificate')} stand against ${count(tokens ?? 0, 'token')}: ${n} too many. The sheet does not name every token, so which ones cannot be told.`,
  },
  'no-token-sheet': {
    short: (n) => [`${n} issued, no token sheet`, 'no token sheet'],
    long: (n) => `${count(n, 'certificate')} issued, and no token sheet has come though the cut-off is past.`,
  },
  'certificate-for-deferred-token': {
    short: (n) => [`${n} for unvaccinated people`, `${n} unvaccinated`],
    long: (n) => `${count(n, 'certificate')} issued for people who were deferred or left that day.`,
  },
  'unknown-centre': {
    short: (n) => [`${n} under an unknown centre`, 'unknown centre'],
    long: (n) => `${count(n, 'certificate')} issued under a centre that the district does not know.`,
  },
  'duplicate-certificate': {
    short: (n) => [`${n} repeated certificates`, `${n} repeated`],
    long: (n) => `${count(n, 'certificate')} issued again for the same person, dose and day.`,
  },
  'duplicate-token': {
    short: (n) => [`${n} repeated tokens`],
    long: (n) => `${count(n, 'token')} repeated: the same person twice, or one number for several people.`,
  },
  'no-certificates': {
    short: (n) => [`${n} tokens, no certificates`, 'no certificates'],
    long: (n) => `${count(n, 'vaccinated token')} and not one certificate.`,
  },
  'token-without-certificate': {
    short: (n) => [`${n} tokens, no certificate`, `${n} uncertified`],
    long: (n) => `${count(n, 'vaccinated token')} without a certificate: people who may be left without one.`,
  },
  'dose-mismatch': {
    short: (n) => [`${n} with another dose`],
    long: (n) => `${count(n, 'certificate')} with another dose than the token.`,
  },
  elsewhere: {
    short: (n) => [`${n} with a token elsewhere`],
    long: (n) => `${count(n, 'certificate')} with a token of another centre.`,
  },
  transcription: {
    short: (n) => [`${n} with a typing slip`],
    long: (n) => `${count(n, 'certificate')} with a reference one typing slip away from the token's.`,
  },
  late: {
    short: (n) => [`${n} issued late`],
    long: (n) => `${count(n, 'certificate')} dated after the day of the token.`,
  },
}

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
  const choices = finding ? WORDS[finding.rule].short(finding.count, counts) : ['a finding']
  return choices.find((text) => text.length <= max) ?? cutWords(choices.at(-1)!, max)
}

/** `16 of 71 certificates have no token.` */
export function longFinding(finding: Finding, counts: Counts): string {
  return WORDS[finding.rule].long(finding.count, counts)
}

/** The figures without words, `16 of 71`; null where they mean nothing alone. */
export function figuresOf(finding: Finding | undefined, counts: Counts): string | null {
  const judged = finding?.rule === 'certificate-without-token' && counts.certificates !== null
  return judged ? `${finding.count} of ${counts.certificates}` : null
}

/** `1 token`, `16 tokens`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
