import { beforeEach, describe, expect, it } from 'vitest'
import type { Outbox } from '../../lib/application/outbox.ts'
import type { Message } from '../../lib/domain/outbox.ts'
import type { Instant } from '../../lib/domain/rows.ts'
import { aMessage } from '../support/messages.ts'

/** An outbox that is empty, and the way a committed state change puts a message into it. */
export interface OutboxUnderTest {
  readonly outbox: Outbox
  put(message: Message, dueAt: Instant): Promise<void>
}

const NOON = Date.parse('2021-08-28T12:00:00+05:30')
const MINUTE = 60_000

/** What every outbox keeps, in memory or in the table. `create` gives a new, empty one each time. */
export function outboxContract(name: string, create: () => Promise<OutboxUnderTest>): void {
  describe(`${name} as an outbox`, () => {
    let outbox: Outbox
    let put: (id: string, dueAt: Instant) => Promise<void>

    beforeEach(async () => {
      const made = await create()
      outbox = made.outbox
      put = (id, dueAt) => made.put(aMessage({ id }), dueAt)
    })

    it('is empty at first', async () => {
      expect(await outbox.due(NOON, 10)).toEqual([])
      expect(await outbox.claim('a', NOON, MINUTE)).toBeNull()
    })

    it('gives what is due, oldest first, and keeps back what is not', async () => {
      await put('later', NOON + 1)
      await put('second', NOON)
      await put('first', NOON - MINUTE)
      expect(await outbox.due(NOON, 10)).toEqual(['first', 'second'])
      expect(await outbox.due(NOON, 1)).toEqual(['first'])
      expect(await outbox.due(NOON + 1, 10)).toEqual(['first', 'second', 'later'])
    })

    it('hands out the message as it was written, with the number of the attempt', async () => {
      const message = aMessage({ id: 'a:b/c#d', tier: null, subject: 'One line', text: 'two\nlines, १६' })
      const made = await create()
      await made.put(message, NOON)
      expect(await made.outbox.claim(message.id, NOON, MINUTE)).toEqual({ message, attempts: 1 })
    })

    it('does not hand out what is not due yet', async () => {
      await put('a', NOON + 1)
      expect(await outbox.claim('a', NOON, MINUTE)).toBeNull()
    })

    it('gives a message to one of many who claim it at once', async () => {
      await put('a', NOON)
      const claims = await Promise.all(Array.from({ length: 8 }, () => outbox.claim('a', NOON, MINUTE)))
      expect(claims.filter((entry) => entry !== null)).toHaveLength(1)
    })

    it('holds a claimed message back until its lease is over, then gives it out again', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      expect(await outbox.due(NOON + MINUTE - 1, 10)).toEqual([])
      expect(await outbox.claim('a', NOON + MINUTE - 1, MINUTE)).toBeNull()
      expect(await outbox.due(NOON + MINUTE, 10)).toEqual(['a'])
      expect(await outbox.claim('a', NOON + MINUTE, MINUTE)).toMatchObject({ attempts: 2 })
    })

    it('never gives out again what was sent', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      await outbox.sent('a', NOON, 'receipt-1')
      expect(await outbox.due(NOON + 1000 * MINUTE, 10)).toEqual([])
      expect(await outbox.claim('a', NOON + 1000 * MINUTE, MINUTE)).toBeNull()
    })

    it('gives a failed message out again at its retry, not before', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      await outbox.failed('a', NOON, NOON + 5 * MINUTE, 'Throttled')
      expect(await outbox.due(NOON + 5 * MINUTE - 1, 10)).toEqual([])
      expect(await outbox.claim('a', NOON + 5 * MINUTE - 1, MINUTE)).toBeNull()
      expect(await outbox.due(NOON + 5 * MINUTE, 10)).toEqual(['a'])
      expect(await outbox.claim('a', NOON + 5 * MINUTE, MINUTE)).toMatchObject({ attempts: 2 })
    })

    it('never gives out again what was given up', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      await outbox.failed('a', NOON, null, 'InvalidParameter')
      expect(await outbox.due(NOON + 1000 * MINUTE, 10)).toEqual([])
      expect(await outbox.claim('a', NOON + 1000 * MINUTE, MINUTE)).toBeNull()
    })

    it('stays sent when a slower sender, its lease over, reports a failure', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      await outbox.claim('a', NOON + MINUTE, MINUTE)
      await outbox.sent('a', NOON + MINUTE, 'receipt-2')
      await outbox.failed('a', NOON + MINUTE, NOON + 2 * MINUTE, 'Throttled')
      await outbox.failed('a', NOON + MINUTE, null, 'Throttled')
      expect(await outbox.due(NOON + 1000 * MINUTE, 10)).toEqual([])
      expect(await outbox.claim('a', NOON + 1000 * MINUTE, MINUTE)).toBeNull()
    })

    it('takes the same mark twice', async () => {
      await put('a', NOON)
      await outbox.claim('a', NOON, MINUTE)
      await outbox.sent('a', NOON, 'receipt-1')
      await outbox.sent('a', NOON, 'receipt-1')
      expect(await outbox.due(NOON + 1000 * MINUTE, 10)).toEqual([])
    })
  })
}
