import { PublishCommand, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns'
import type { Publisher, PublishRefusal } from '../../application/outbox.ts'
import { centreStatusSchema } from '../../contracts/centre-status.ts'
import { addressOf } from '../../domain/messages/address.ts'
import { type SmsTemplate, templateOf } from '../../domain/messages/sms-template.ts'
import type { Message, Official } from '../../domain/outbox.ts'
import { ok, type Result, refuse } from '../../runtime/result.ts'
import { refusalOf } from './publish-error.ts'

/** What India's operators ask of a sender; the district file has it. */
export interface SmsSender {
  readonly senderId: string
  readonly entityId: string
  /** USD a message. */
  readonly maxPrice: number
  readonly templates: Readonly<Record<string, SmsTemplate>>
}

export interface SnsDestinations {
  /** Topic to which officials' e-mail addresses are subscribed, each with a filter on `official`. */
  readonly alertTopic: string
  /** Topic that machines read. */
  readonly statusTopic: string
  readonly sms: SmsSender
}

type Attributes = NonNullable<PublishCommandInput['MessageAttributes']>

/**
 * Sends by Amazon SNS; the receipt is its MessageId. Accepted is not delivered: an SMS past the spend limit and a
 * mail to an unconfirmed subscription are accepted too. Throws at once where a topic is missing.
 */
export function snsPublisher(client: Pick<SNSClient, 'send'>, destinations: SnsDestinations): Publisher {
  if (destinations.alertTopic === '' || destinations.statusTopic === '') throw new MissingTopicError()
  return {
    async publish(message, official) {
      const input = inputOf(message, official, destinations)
      if (!input.ok) return input
      try {
        const { MessageId } = await client.send(new PublishCommand(input.value))
        return ok({ receipt: MessageId ?? '' })
      } catch (error) {
        return refuse(refusalOf(error))
      }
    },
  }
}

export class MissingTopicError extends Error {
  override readonly name = 'MissingTopicError'
  constructor() {
    super('the alert topic and the centre-status topic must both be configured')
  }
}

function inputOf(
  message: Message,
  official: Official | null,
  { alertTopic, statusTopic, sms }: SnsDestinations,
): Result<PublishCommandInput, PublishRefusal> {
  const address = addressOf(message, official)
  switch (address.kind) {
    case 'phone':
      return smsInput(message, address.phone, sms)
    case 'email':
      return ok({
        TopicArn: alertTopic,
        ...(message.subject === null ? {} : { Subject: message.subject }),
        Message: message.text,
        MessageAttributes: { official: text(address.officialId) },
      })
    case 'centre-status':
      return statusInput(message, statusTopic)
    case 'nowhere':
      return refuse({ code: address.code, retry: false })
  }
}

/** A text that equals no registered template would be paid for and dropped by the operator in silence. */
function smsInput(
  message: Message,
  phone: string,
  { senderId, entityId, maxPrice, templates }: SmsSender,
): Result<PublishCommandInput, PublishRefusal> {
  const template = templateOf(message.text, Object.values(templates))
  if (!template) return refuse({ code: 'no-template', retry: false })
  return ok({
    PhoneNumber: phone,
    Message: message.text,
    MessageAttributes: {
      'AWS.SNS.SMS.SenderID': text(senderId),
      'AWS.SNS.SMS.SMSType': text('Transactional'),
      'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: String(maxPrice) },
      'AWS.MM.SMS.EntityId': text(entityId),
      'AWS.MM.SMS.TemplateId': text(template.id),
    },
  })
}

/** Its attributes let a reader subscribe to one centre, or to suspensions alone. */
function statusInput(message: Message, statusTopic: string): Result<PublishCommandInput, PublishRefusal> {
  const notice = noticeIn(message.text)
  if (!notice) return refuse({ code: 'not-a-centre-status', retry: false })
  return ok({
    TopicArn: statusTopic,
    Message: message.text,
    MessageAttributes: {
      centreId: text(notice.centreId),
      status: text(notice.status),
      district: text(notice.district),
    },
  })
}

function noticeIn(json: string): { centreId: string; status: string; district: string } | undefined {
  try {
    return centreStatusSchema.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}

function text(value: string): Attributes[string] {
  return { DataType: 'String', StringValue: value }
}
