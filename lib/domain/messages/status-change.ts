import { formatInstant } from '../calendar.ts'
import type { Message, Official } from '../outbox.ts'
import type { Instant } from '../rows.ts'
import type { SuspensionStatus } from '../suspension.ts'
import { paragraphs } from './alert-body.ts'
import { centreLabel, fullCentre, longTime, type NamedCentre } from './place-and-day.ts'
import { cutWords, oneLine, plainText } from './plain-text.ts'
import { type TellingDistrict, tell } from './recipients.ts'
import { fillTemplate } from './sms-template.ts'

/** A centre's status has changed. */
export interface StatusFacts {
  readonly district: TellingDistrict
  readonly centre: NamedCentre
  readonly status: SuspensionStatus
  readonly since: Instant
  /** Grows by one with every change of this centre: whoever reads late tells the newest by it. */
  readonly sequence: number
  readonly reason: string
  readonly reference: string
  /** Everyone who is told. */
  readonly officials: readonly Official[]
  /** The incident that led to it, where there is one. */
  readonly incidentId: string | null
}

/** What machines read on the centre-status topic. */
export interface CentreStatusNotice {
  readonly centreId: string
  readonly status: SuspensionStatus
  /** ISO 8601 with the district's offset. */
  readonly since: string
  readonly sequence: number
  readonly reason: string
  readonly reference: string
  readonly district: string
}

const IN_WORDS: Readonly<Record<SuspensionStatus, string>> = {
  active: 'active',
  proposed: 'proposed for suspension',
  suspended: 'suspended',
  'reinstatement-proposed': 'proposed for reinstatement',
}

const MEANING: Readonly<Record<SuspensionStatus, string>> = {
  active: 'The centre is not suspended, and no suspension waits to be decided.',
  proposed:
    'The centre stays active until an official confirms; you can confirm or refuse in the Milaan console.',
  suspended: 'The registry is told at once. Uploads of the centre are kept and reconciled as before.',
  'reinstatement-proposed':
    'The centre stays suspended until another official than the one who proposed it confirms in the Milaan console.',
}

/** SMS and e-mail to the officials, and the notice that machines read. */
export function statusMessages(facts: StatusFacts): Message[] {
  const { centre, incidentId, sequence, officials } = facts
  const concerns = { centreId: centre.centreId, date: null, incidentId }
  const id = `${centre.centreId}:status:${sequence}`
  const words = { sms: statusSms(facts), subject: statusSubject(facts), body: statusBody(facts) }
  return [
    ...tell(officials, concerns, id, words),
    {
      id: `${id}:centre-status`,
      channel: 'centre-status',
      to: 'centre-status',
      ...concerns,
      tier: null,
      subject: null,
      text: JSON.stringify(noticeOf(facts)),
    },
  ]
}

function noticeOf({
  centre,
  status,
  since,
  sequence,
  reason,
  reference,
  district,
}: StatusFacts): CentreStatusNotice {
  const { centreId } = centre
  const at = formatInstant(since, district.policy.timeZone)
  return { centreId, status, since: at, sequence, reason, reference, district: district.district }
}

function statusSms({ district, centre, status }: StatusFacts): string {
  return fillTemplate(district.alerts.sms.templates.suspension, [
    (max) => centreLabel(centre, max),
    (max) => cutWords(IN_WORDS[status], max),
  ])
}

function statusSubject({ centre, status, district }: StatusFacts): string {
  const place = plainText(district.name) || district.district
  return cutWords(`Milaan, ${place}: ${centreLabel(centre, 40)} is ${IN_WORDS[status]}`, 99)
}

function statusBody({ district, centre, status, since, reason, reference, incidentId }: StatusFacts): string {
  return paragraphs([
    [
      `Centre: ${fullCentre(centre)}, district ${district.name}`,
      `Status: ${IN_WORDS[status]}, since ${longTime(since, district.policy.timeZone)}`,
      ...(incidentId === null ? [] : [`Incident: ${incidentId}`]),
    ],
    [`Reason: ${oneLine(reason) || 'none given'}`, `Reference: ${oneLine(reference) || 'none given'}`],
    [MEANING[status]],
  ])
}
