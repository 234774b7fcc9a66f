import type { Message, Official } from '../outbox.ts'
import { onTier } from './recipients.ts'

/**
 * E-mail about the system itself to those on the lowest step of the ladder who read e-mail. No registered template
 * of an SMS fits. It concerns no centre, so it stands in the district's own chain.
 */
export function mailSystem(
  officials: readonly Official[],
  event: string,
  { subject, body }: { readonly subject: string; readonly body: string },
): Message[] {
  const readers = officials.filter(({ channels }) => channels.includes('email'))
  return onTier(readers, 1).map(({ officialId, tier }) => ({
    id: `${event}:${officialId}:email`,
    channel: 'email',
    to: officialId,
    centreId: null,
    date: null,
    incidentId: null,
    tier,
    subject,
    text: body,
  }))
}
