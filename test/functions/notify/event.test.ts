import { describe, expect, it } from 'vitest'
import { answerEvent, type EventDeps } from '../../../functions/notify/event.ts'
import { messageKey } from '../../../lib/adapters/dynamodb/keys.ts'
import { ok } from '../../../lib/runtime/result.ts'
import { standingClock } from '../../support/clock.ts'
import { recordingLogger } from '../../support/logger.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'
import { memoryOutbox } from '../../support/outbox.ts'

const NOON = Date.parse('2021-08-28T12:00:00+05:30')

async function given(ids: readonly string[]) {
  const outbox = memoryOutbox()
  for (const id of ids) await outbox.put(aMessage({ id }), NOON)
  const logger = recordingLogger()
  const out: string[] = []
  const escalated: string[] = []
  const deps: EventDeps = {
    escalate: async () => escalated.push('asked'),
    outbox,
    directory: { official: async () => anOfficial() },
    publisher: {
      async publish({ id }) {
        out.push(id)
        return ok({ receipt: 'receipt' })
      },
    },
    clock: standingClock(NOON),
    logger,
  }
  return { deps, out, logger, escalated }
}

const record = (sequence: string, { pk, sk }: { pk: string; sk: string }) => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: sequence, Keys: { pk: { S: pk }, sk: { S: sk } } },
})
const written = (sequence: string, id: string) => record(sequence, messageKey(id))

describe('an event of notify', () => {
  it('of the stream sends the messages that it names and no other', async () => {
    const { deps, out } = await given(['DKMM:1#a', 'b', 'c'])
    const Records = [written('1', 'DKMM:1#a'), record('2', { pk: 'LEDGER#c', sk: '1' }), written('3', 'b')]
    expect(await answerEvent({ Records }, deps)).toEqual({ batchItemFailures: [] })
    expect(out).toEqual(['DKMM:1#a', 'b'])
  })

  it('of the stream that comes again does nothing', async () => {
    const { deps, out } = await given(['a'])
    await answerEvent({ Records: [written('1', 'a')] }, deps)
    expect(await answerEvent({ Records: [written('1', 'a')] }, deps)).toEqual({ batchItemFailures: [] })
    expect(out).toEqual(['a'])
  })

  it('of the stream asks for those records again that were not dealt with', async () => {
    const { deps, out } = await given(['a', 'b', 'c'])
    const { outbox } = deps
    const broken: typeof outbox = {
      ...outbox,
      claim: (id, now, leaseMs) =>
        id === 'b' ? Promise.reject(new Error('no answer')) : outbox.claim(id, now, leaseMs),
    }
    const Records = [written('1', 'a'), written('2', 'b'), written('3', 'c')]
    expect(await answerEvent({ Records }, { ...deps, outbox: broken })).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    })
    expect(out).toEqual(['a', 'c'])
  })

  it('of the stream that cannot be read is let go and told', async () => {
    const { deps, out, logger } = await given(['a'])
    expect(await answerEvent({ Records: [{ dynamodb: {} }] }, deps)).toEqual({ batchItemFailures: [] })
    expect(out).toEqual([])
    expect(logger.lines).toMatchObject([{ level: 'error', code: 'notify-stream-unreadable' }])
  })

  it('of the clock sends all that is due', async () => {
    const { deps, out } = await given(['a', 'b'])
    expect(await answerEvent({ run: 'minute' }, deps)).toMatchObject({ sent: 2, unprocessed: [] })
    expect(out).toEqual(['a', 'b'])
  })

  it('of the clock asks for the next step of the ladder first, and a batch does not', async () => {
    const { deps, escalated } = await given([])
    await answerEvent({ Records: [] }, deps)
    expect(escalated).toEqual([])
    await answerEvent({ run: 'minute' }, deps)
    expect(escalated).toEqual(['asked'])
  })

  it('of the clock sends what is due even where asking fails', async () => {
    const { deps, out, logger } = await given(['a'])
    const escalate = () => Promise.reject(new Error('no answer'))
    await answerEvent({}, { ...deps, escalate })
    expect(out).toEqual(['a'])
    expect(logger.lines).toContainEqual({
      level: 'error',
      code: 'escalation-failed',
      fields: { error: 'Error' },
    })
  })
})
