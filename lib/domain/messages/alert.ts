import type { Message, Official } from '../outbox.ts'
import type { CentreDayReport } from '../report.ts'
import type { Centre, Instant } from '../rows.ts'
import { alertBody } from './alert-body.ts'
import { leadFinding, shortFinding } from './finding-in-words.ts'
import { centreAndDay, centreLabel, longDay } from './place-and-day.ts'
import { cutWords } from './plain-text.ts'
import { onTier, type TellingDistrict, tell } from './recipients.ts'
import { fillTemplate } from './sms-template.ts'

/** What is known when officials are told of an incident. */
export interface AlertFacts {
  readonly district: TellingDistrict
  readonly centre: Pick<Centre, 'centreId' | 'name' | 'status'>
  /** Of the incident's centre-day, its findings worst first. */
  readonly report: CentreDayReport
  readonly incidentId: string
  /** Step of the ladder to tell, 1 first. */
  readonly tier: number
  /** How often officials were told of the incident, this one included: one alert a round, tier, official and channel. */
  readonly round: number
  /** The district's whole ladder. */
  readonly officials: readonly Official[]
  /** When Milaan first knew: the legal clock starts here. */
  readonly noticedAt: Instant
  /** First and last time at which the certificates of the leading finding were issued; null where times do not tell. */
  readonly issuedBetween: { readonly first: Instant; readonly last: Instant } | null
  /** A suspension waits for an official to confirm or refuse it. */
  readonly proposed: boolean
}

const SUBJECT_LENGTH = 99

/** SMS and e-mail to the officials of one tier. No citizen's data, certificate or reference is in any of them. */
export function alertMessages(facts: AlertFacts): Message[] {
  const { district, centre, report } = facts
  const lead = leadFinding(report)
  return tellTier(facts, {
    sms: fillTemplate(district.alerts.sms.templates.finding, [
      (max) => centreAndDay(centre, report.date, max),
      (max) => shortFinding(lead, report.counts, max),
    ]),
    subject: alertSubject('Milaan', facts),
    body: alertBody(facts),
  })
}

/** `Milaan: DKMM College, 28 August 2021: 16 of 71 without a token`: ASCII, under 100 characters, one line. */
export function alertSubject(opening: string, { centre, report }: AlertFacts): string {
  const found = shortFinding(leadFinding(report), report.counts, 30)
  return cutWords(`${opening}: ${centreLabel(centre, 30)}, ${longDay(report.date)}: ${found}`, SUBJECT_LENGTH)
}

/**
 * The same words to everyone on the tier, under the incident's deterministic ids. These name the tier asked for:
 * one that is passed over and the next one, which is told for both, are two steps with two messages.
 */
export function tellTier(facts: AlertFacts, told: Parameters<typeof tell>[3]): Message[] {
  const { centre, report, incidentId, round, tier } = facts
  const concerns = { centreId: centre.centreId, date: report.date, incidentId }
  return tell(onTier(facts.officials, tier), concerns, `${incidentId}:${round}:${tier}`, told)
}
