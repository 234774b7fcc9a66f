import type { Message, Official } from '../outbox.ts'
import type { IsoDate } from '../rows.ts'
import type { SmsTemplate } from './sms-template.ts'

/** What messages need of the district file. */
export interface TellingDistrict {
  readonly district: string
  readonly name: string
  readonly policy: { readonly timeZone: string }
  readonly alerts: {
    readonly escalateAfterMinutes: number
    readonly sms: { readonly templates: { readonly finding: SmsTemplate; readonly suspension: SmsTemplate } }
  }
}

/** One text for each way of telling a person. */
export interface Told {
  readonly sms: string
  readonly subject: string
  readonly body: string
}

/** What all messages of one event share. */
export interface Concerns {
  readonly centreId: string
  readonly date: IsoDate | null
  readonly incidentId: string | null
}

/** Those on the lowest step of the ladder at or above `tier`: a step that nobody stands on is passed over. */
export function onTier(officials: readonly Official[], tier: number): readonly Official[] {
  const step = Math.min(...officials.map((official) => official.tier).filter((at) => at >= tier))
  return officials.filter((official) => official.tier === step)
}

/** A message for each official and channel; `event` is the part of the id before recipient and channel. */
export function tell(
  officials: readonly Official[],
  concerns: Concerns,
  event: string,
  told: Told,
): Message[] {
  return officials.flatMap((official) =>
    [...new Set(official.channels)].map((channel) => ({
      id: `${event}:${official.officialId}:${channel}`,
      channel,
      to: official.officialId,
      ...concerns,
      tier: official.tier,
      subject: channel === 'email' ? told.subject : null,
      text: channel === 'email' ? told.body : told.sms,
    })),
  )
}
