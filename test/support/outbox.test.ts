import { outboxContract } from '../contract/outbox.ts'
import { memoryOutbox } from './outbox.ts'

outboxContract('The outbox in memory', async () => {
  const outbox = memoryOutbox()
  return { outbox, put: outbox.put }
})
