import type { CentreDayReport, Finding } from '../report.ts'
import type { AlertFacts } from './alert.ts'
import { count, isByIssue, leadFinding } from './finding-in-words.ts'
import { fullCentre, longDay, longTime, span } from './place-and-day.ts'
import { cutWords, oneLine } from './plain-text.ts'

/** The e-mail of an alert, plain text, by paragraphs. */

const CERT_IN_HOURS = 6
const ACCOUNTS_NAMED = 5

export function alertBody(facts: AlertFacts): string {
  return paragraphs([
    headOf(facts),
    ['What was found', ...facts.report.findings.map((finding) => findingLine(finding, facts))],
    ['The day in figures', figuresOf(facts.report)],
    ['What Milaan proposes', proposalOf(facts)],
    ['What you can do', ...choicesOf(facts).map((choice) => `- ${choice}`)],
    ['The legal clock', legalClock(facts)],
  ])
}

/** Each group a heading and its lines, a blank line between groups. */
export function paragraphs(groups: readonly (readonly string[])[]): string {
  return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** Which centre, which day, which incident. */
export function headOf({ district, centre, report, incidentId }: AlertFacts): readonly string[] {
  return [
    `Centre: ${fullCentre(centre)}, district ${district.name}`,
    `Session: ${longDay(report.date)}`,
    `Incident: ${incidentId}`,
  ]
}

/** What CERT-In's directions of 28 April 2022 ask, and until when, counted from Milaan's own first knowledge. */
export function legalClock({ district, noticedAt }: AlertFacts): string {
  const { timeZone } = district.policy
  const until = noticedAt + CERT_IN_HOURS * 3_600_000
  return (
    'A cyber incident is to be reported to CERT-In within six hours of noticing it. ' +
    `Milaan noticed this at ${longTime(noticedAt, timeZone)}; the six hours end at ${longTime(until, timeZone)}.`
  )
}

/** What waits for a decision, or was already done. */
export function proposalOf({ centre, report, proposed }: AlertFacts): string {
  if (centre.status === 'suspended')
    return 'Nothing further: the centre is suspended. Its uploads are kept and reconciled.'
  if (proposed) return 'To suspend the centre. It stays active until an official confirms.'
  if (report.action === 'suspend') return 'The policy of the district suspends the centre at once.'
  return 'That you look at the centre-day. Milaan proposes no suspension.'
}

/** What the official can do now, in the console. */
export function choicesOf({ centre, report, proposed, district }: AlertFacts): readonly string[] {
  const suspension =
    centre.status === 'suspended' || report.action === 'suspend' ? [] : [suspensionChoice(proposed)]
  const sheet = report.findings.some(({ rule }) => rule === 'no-token-sheet')
  return [
    `Acknowledge the incident in the Milaan console. After ${count(district.alerts.escalateAfterMinutes, 'minute')} without it the next step of the ladder is told. Reading this e-mail acknowledges nothing.`,
    ...suspension,
    ...(sheet ? ['Ask the centre for its token sheet.'] : []),
    'Open an inquiry, or close the incident with its cause and a note.',
  ]
}

function suspensionChoice(proposed: boolean): string {
  return proposed
    ? 'Confirm or refuse the suspension.'
    : 'Propose a suspension, if you see more than Milaan does.'
}

function findingLine(finding: Finding, facts: AlertFacts): string {
  const issued = [accountsOf(finding), timesOf(finding, facts)].filter((part) => part !== '').join(', ')
  return `- ${finding.explanation} (${finding.severity})${issued ? ` Issued ${issued}.` : ''}`
}

/** `by amc-admin (16)`, the largest first. */
function accountsOf({ issuedBy }: Finding): string {
  const accounts = Object.entries(issuedBy).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  if (accounts.length === 0) return ''
  const named = accounts.slice(0, ACCOUNTS_NAMED).map(([account, n]) => `${accountName(account)} (${n})`)
  const others = accounts.length - named.length
  return `by ${named.join(', ')}${others > 0 ? ` and ${count(others, 'other account')}` : ''}`
}

function accountName(account: string): string {
  return cutWords(oneLine(account), 60) || 'an account not named'
}

/** The whole span belongs to the leading finding; of the others the report knows the first moment alone. */
function timesOf(finding: Finding, { report, issuedBetween, district }: AlertFacts): string {
  const { timeZone } = district.policy
  if (finding === leadFinding(report) && issuedBetween) {
    return span(issuedBetween.first, issuedBetween.last, timeZone)
  }
  const aboutCertificates = isByIssue(finding.rule) && Object.keys(finding.issuedBy).length > 0
  return aboutCertificates && finding.at !== null ? `from ${longTime(Date.parse(finding.at), timeZone)}` : ''
}

function figuresOf({ counts }: CentreDayReport): string {
  const { tokens, deferred, left, certificates, matched, absorbed, surplus, shortfall, pending, unjudged } =
    counts
  const known = (n: number | null, noun: string): string =>
    n === null ? `no ${noun}s known` : count(n, noun)
  const gate =
    tokens === null
      ? 'no token sheet'
      : `${count(tokens, 'token')} (${deferred ?? 0} deferred, ${left ?? 0} left)`
  const judged =
    surplus === null ? '' : `, ${surplus} surplus, ${shortfall ?? 0} tokens without a certificate`
  const byCount = absorbed ? `, ${absorbed} by number alone` : ''
  const notCompared = unjudged > 0 ? `, ${unjudged} not compared` : ''
  return `${gate}; ${known(certificates, 'certificate')}: ${matched} matched${byCount}, ${pending} pending${judged}${notCompared}.`
}
