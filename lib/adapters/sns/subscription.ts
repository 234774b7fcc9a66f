import { ConfirmSubscriptionCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import type { Official } from '../../domain/outbox.ts'
import { ok, type Result, refuse } from '../../runtime/result.ts'

/**
 * Subscribes an official's address to the alert topic, for messages to that official alone. The filter goes with
 * the subscription: set afterwards it would take up to 15 minutes, in which everyone's alerts arrived. Nothing
 * is delivered until it is confirmed. Answers the subscription's ARN; faults of the client are thrown.
 */
export async function subscribeOfficial(
  client: Pick<SNSClient, 'send'>,
  alertTopic: string,
  official: Official,
): Promise<Result<{ subscriptionArn: string }, { reason: 'no-email' }>> {
  if (!official.email) return refuse({ reason: 'no-email' })
  const { SubscriptionArn } = await client.send(
    new SubscribeCommand({
      TopicArn: alertTopic,
      Protocol: 'email',
      Endpoint: official.email,
      Attributes: { FilterPolicy: JSON.stringify({ official: [official.officialId] }) },
      ReturnSubscriptionArn: true,
    }),
  )
  return ok({ subscriptionArn: SubscriptionArn ?? '' })
}

/**
 * Confirms with the token of the confirmation mail. Unlike a clicked link this leaves no unsubscribe link that
 * works without signing in, which a mail scanner would follow. Answers the subscription's ARN.
 */
export async function confirmSubscription(
  client: Pick<SNSClient, 'send'>,
  alertTopic: string,
  token: string,
): Promise<string> {
  const { SubscriptionArn } = await client.send(
    new ConfirmSubscriptionCommand({ TopicArn: alertTopic, Token: token, AuthenticateOnUnsubscribe: 'true' }),
  )
  return SubscriptionArn ?? ''
}
