import type { Context } from 'aws-lambda'
import { dynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { snsClient } from '../../lib/adapters/sns/client.ts'
import { snsPublisher } from '../../lib/adapters/sns/publisher.ts'
import { escalateDue } from '../../lib/application/escalate.ts'
import type { StreamAnswer } from '../../lib/contracts/stream-event.ts'
import { systemClock } from '../../lib/runtime/clock.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { lambdaLogger } from '../../lib/runtime/logger.ts'
import { answerEvent } from './event.ts'
import type { NotifyResult } from './notify.ts'

/** What one message may still take when the time to begin another is over: both attempts of the SNS client. */
const MARGIN_MS = 20_000

const { district, table, alertTopic, statusTopic, dynamodbEndpoint } = readEnvironment(process.env)
const client = dynamoDbClient(dynamodbEndpoint)
const store = createStore({ client, tableName: table, rowsDays: district.retention.rowsDays })
const publisher = snsPublisher(snsClient(), { alertTopic, statusTopic, sms: district.alerts.sms })
const logger = lambdaLogger('notify')

/** Started by the table's stream and by the clock; while it fails, messages wait in the outbox. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<StreamAnswer | NotifyResult> {
  const budgetMs = context.getRemainingTimeInMillis() - MARGIN_MS
  return answerEvent(event, {
    outbox: store.outbox,
    directory: store,
    publisher,
    escalate: () => escalateDue({ store, district, clock: systemClock, logger }),
    clock: systemClock,
    logger,
    budgetMs,
  })
}
