import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { snsClient } from '../../../lib/adapters/sns/client.ts'
import { MissingTopicError, snsPublisher } from '../../../lib/adapters/sns/publisher.ts'
import type { Publisher } from '../../../lib/application/outbox.ts'
import { statusMessages } from '../../../lib/domain/messages/status-change.ts'
import { AURANGABAD } from '../../support/alert-facts.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'
import { attributesOf, type SnsServer, startSnsServer } from '../../support/sns-server.ts'

const destinations = {
  alertTopic: 'arn:aws:sns:ap-south-1:111122223333:alerts',
  statusTopic: 'arn:aws:sns:ap-south-1:111122223333:centre-status',
  sms: {
    senderId: 'MILAAN',
    entityId: '1001000000000000001',
    maxPrice: 0.05,
    templates: AURANGABAD.alerts.sms.templates,
  },
}
const email = aMessage({ channel: 'email', subject: 'Milaan: DKMM College', text: 'केंद्र & <figures>\nline 2' })
const [status] = statusMessages({
  district: AURANGABAD,
  centre: { centreId: 'DKMM', name: 'DKMM College' },
  status: 'suspended',
  since: Date.parse('2021-08-28T13:40:00+05:30'),
  sequence: 2,
  reason: 'no token',
  reference: 'AMC/1',
  officials: [],
  incidentId: null,
})

let server: SnsServer
let publisher: Publisher

beforeAll(async () => {
  server = await startSnsServer()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = snsClient({ endpoint: server.endpoint, region: 'ap-south-1', credentials, maxAttempts: 1 })
  publisher = snsPublisher(client, destinations)
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
  server.answer({ kind: 'accept' })
})

describe('an SMS by SNS', () => {
  it('goes to the phone with exactly the attributes that India asks for', async () => {
    expect(await publisher.publish(aMessage(), anOfficial())).toEqual({
      ok: true,
      value: { receipt: 'message-1' },
    })
    const [form] = server.requests
    expect(form).toMatchObject({ Action: 'Publish', PhoneNumber: '+919999900001', Message: aMessage().text })
    expect(form).not.toHaveProperty('TopicArn')
    expect(form).not.toHaveProperty('Subject')
    expect(attributesOf(form!)).toEqual({
      'AWS.SNS.SMS.SenderID': ['String', 'MILAAN'],
      'AWS.SNS.SMS.SMSType': ['String', 'Transactional'],
      'AWS.SNS.SMS.MaxPrice': ['Number', '0.05'],
      'AWS.MM.SMS.EntityId': ['String', '1001000000000000001'],
      'AWS.MM.SMS.TemplateId': ['String', '1007000000000000001'],
    })
  })

  it('carries the id of the template that its text was made from', async () => {
    const text = 'Milaan notice: vaccination centre DKMM is now suspended. Read your e-mail for the reason.'
    await publisher.publish(aMessage({ text }), anOfficial())
    expect(attributesOf(server.requests[0]!)['AWS.MM.SMS.TemplateId']).toEqual([
      'String',
      '1007000000000000002',
    ])
  })

  it('is never sent where it equals no template or the official has no phone', async () => {
    const free = aMessage({ text: 'Sixteen of seventy-one' })
    expect(await publisher.publish(free, anOfficial())).toEqual({
      ok: false,
      refusal: { code: 'no-template', retry: false },
    })
    expect(await publisher.publish(aMessage(), anOfficial({ phone: null }))).toEqual({
      ok: false,
      refusal: { code: 'no-phone', retry: false },
    })
    expect(server.requests).toEqual([])
  })
})

describe('an e-mail by SNS', () => {
  it('goes through the alert topic to the one official whose filter it meets', async () => {
    expect(await publisher.publish(email, anOfficial())).toMatchObject({ ok: true })
    const [form] = server.requests
    expect(form).toMatchObject({
      Action: 'Publish',
      TopicArn: destinations.alertTopic,
      Subject: 'Milaan: DKMM College',
      Message: email.text,
    })
    expect(form).not.toHaveProperty('PhoneNumber')
    expect(attributesOf(form!)).toEqual({ official: ['String', 'head'] })
  })
})

describe('a centre-status by SNS', () => {
  it('goes through its own topic with what a reader filters by', async () => {
    expect(await publisher.publish(status!, null)).toMatchObject({ ok: true })
    const [form] = server.requests
    expect(form).toMatchObject({ TopicArn: destinations.statusTopic, Message: status!.text })
    expect(attributesOf(form!)).toEqual({
      centreId: ['String', 'DKMM'],
      status: ['String', 'suspended'],
      district: ['String', 'aurangabad-mh'],
    })
  })

  it.each(['not JSON', '{"centreId":"DKMM"}'])('is never sent as %s', async (text) => {
    const refusal = { code: 'not-a-centre-status', retry: false }
    expect(await publisher.publish(aMessage({ channel: 'centre-status', text }), null)).toEqual({
      ok: false,
      refusal,
    })
    expect(server.requests).toEqual([])
  })
})

describe('a refusal of SNS', () => {
  it.each([
    [400, 'Throttling', true],
    [429, 'Throttled', true],
    [500, 'InternalError', true],
    [503, 'ServiceUnavailable', true],
    [403, 'AuthorizationError', true],
    [404, 'NotFound', true],
    [400, 'InvalidParameter', false],
    [400, 'InvalidParameterValue', false],
    [400, 'OptedOut', false],
    [400, 'ValidationException', false],
  ])('%i %s: to be repeated is %s', async (code, name, retry) => {
    server.answer({ kind: 'refuse', status: code, code: name })
    const result = await publisher.publish(aMessage(), anOfficial())
    expect(result).toMatchObject({ ok: false, refusal: { retry } })
    if (!result.ok) expect(result.refusal.code).toContain(name)
    expect(JSON.stringify(result)).not.toContain('+9199')
  })

  it('by a dropped connection is to be repeated', async () => {
    server.answer({ kind: 'hang-up' })
    expect(await publisher.publish(aMessage(), anOfficial())).toMatchObject({
      ok: false,
      refusal: { retry: true },
    })
  })

  it('by a missing topic comes at start, not at the first message', () => {
    expect(() =>
      snsPublisher(snsClient({ region: 'ap-south-1' }), { ...destinations, statusTopic: '' }),
    ).toThrow(MissingTopicError)
  })
})
