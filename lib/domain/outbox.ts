import type { IsoDate } from './rows.ts'

/** How a message leaves: to a person by SMS or e-mail, to machines on the centre-status topic. */
export type Channel = 'sms' | 'email' | 'centre-status'

/**
 * A message that must go out. It stands in the table before anyone tries to send it, written with the state
 * change it tells of. Its id is deterministic, so the same event found again is the same message.
 */
export interface Message {
  readonly id: string
  readonly channel: Channel
  /** Id of the official, or `centre-status`: addresses are looked up when it is sent and never stored here. */
  readonly to: string
  readonly centreId: string | null
  readonly date: IsoDate | null
  readonly incidentId: string | null
  /** Step of the ladder that it was sent to, 1 first; null for machines. */
  readonly tier: number | null
  /** E-mail only: ASCII, under 100 characters, one line. */
  readonly subject: string | null
  readonly text: string
}

/** A person who is told. */
export interface Official {
  readonly officialId: string
  readonly name: string
  readonly role: string
  /** Step of the escalation ladder, 1 first. */
  readonly tier: number
  readonly channels: readonly ('sms' | 'email')[]
  /** E.164, null where none. */
  readonly phone: string | null
  readonly email: string | null
}
