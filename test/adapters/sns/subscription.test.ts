import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { snsClient } from '../../../lib/adapters/sns/client.ts'
import { confirmSubscription, subscribeOfficial } from '../../../lib/adapters/sns/subscription.ts'
import { anOfficial } from '../../support/messages.ts'
import { type SnsServer, startSnsServer } from '../../support/sns-server.ts'

const TOPIC = 'arn:aws:sns:ap-south-1:111122223333:alerts'

let server: SnsServer
let client: ReturnType<typeof snsClient>

beforeAll(async () => {
  server = await startSnsServer()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = snsClient({ endpoint: server.endpoint, region: 'ap-south-1', credentials, maxAttempts: 1 })
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
})

describe("an official's subscription", () => {
  it('has its filter from the first moment', async () => {
    const result = await subscribeOfficial(client, TOPIC, anOfficial())
    expect(result).toEqual({ ok: true, value: { subscriptionArn: `${TOPIC}:subscription-1` } })
    expect(server.requests[0]).toMatchObject({
      Action: 'Subscribe',
      TopicArn: TOPIC,
      Protocol: 'email',
      Endpoint: 'head@example.org',
      'Attributes.entry.1.key': 'FilterPolicy',
      'Attributes.entry.1.value': '{"official":["head"]}',
      ReturnSubscriptionArn: 'true',
    })
  })

  it('is refused without an address', async () => {
    const result = await subscribeOfficial(client, TOPIC, anOfficial({ email: null }))
    expect(result).toEqual({ ok: false, refusal: { reason: 'no-email' } })
    expect(server.requests).toEqual([])
  })

  it('is confirmed so that nobody unsubscribes it without signing in', async () => {
    expect(await confirmSubscription(client, TOPIC, 'token-of-the-mail')).toBe(`${TOPIC}:subscription-1`)
    expect(server.requests[0]).toMatchObject({
      Action: 'ConfirmSubscription',
      TopicArn: TOPIC,
      Token: 'token-of-the-mail',
      AuthenticateOnUnsubscribe: 'true',
    })
  })
})
