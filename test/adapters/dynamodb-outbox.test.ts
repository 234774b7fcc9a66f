import { outboxContract } from '../contract/outbox.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()

outboxContract('the outbox in DynamoDB', async () => {
  const store = await database.newStore()
  return {
    outbox: store.outbox,
    put: (message, dueAt) => store.commit({ messages: { dueAt, list: [message] } }),
  }
})
