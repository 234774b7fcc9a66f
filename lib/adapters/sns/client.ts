import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns'

/**
 * A client that answers or fails within seconds, so that one message that hangs cannot hold up the others: the
 * outbox is what repeats, over hours; the client repeats once.
 */
export function snsClient(config: SNSClientConfig = {}): SNSClient {
  return new SNSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...config,
  })
}
