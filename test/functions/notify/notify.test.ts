import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEASE_MS, type NotifyDeps, notify } from '../../../functions/notify/notify.ts'
import type { Publisher } from '../../../lib/application/outbox.ts'
import { ok, refuse } from '../../../lib/runtime/result.ts'
import { standingClock } from '../../support/clock.ts'
import { recordingLogger } from '../../support/logger.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'
import { memoryOutbox } from '../../support/outbox.ts'

const NOON = Date.parse('2021-08-28T12:00:00+05:30')
const HOUR = 3_600_000

type Publish = Publisher['publish']
type Deps = Partial<NotifyDeps> & { readonly publish?: Publish }

/** An outbox with these messages due at noon, and a publisher that keeps what went out. */
async function given(ids: readonly string[], { publish, ...deps }: Deps = {}) {
  const outbox = memoryOutbox()
  const clock = standingClock(NOON)
  const logger = recordingLogger()
  const out: string[] = []
  const accept: Publish = async () => ok({ receipt: 'receipt' })
  const publisher: Publisher = {
    async publish(message, official) {
      const result = await (publish ?? accept)(message, official)
      if (result.ok) out.push(message.id)
      return result
    },
  }
  for (const id of ids) await outbox.put(aMessage({ id }), NOON)
  const directory = { official: async () => anOfficial() }
  const all: NotifyDeps = { outbox, directory, publisher, clock, logger, random: () => 0.5, ...deps }
  return { outbox, clock, logger, out, deps: all }
}

describe('notify', () => {
  it('sends everything that is due and marks it', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `m${n}`)
    const { out, outbox, deps } = await given(ids)
    expect(await notify({}, deps)).toEqual({ sent: 250, retried: 0, failed: 0, skipped: 0, unprocessed: [] })
    expect(out).toEqual(ids)
    expect(outbox.stateOf('m0')).toEqual({ kind: 'sent', receipt: 'receipt' })
    expect(await notify({}, deps)).toMatchObject({ sent: 0, skipped: 0 })
  })

  it('sends those asked for alone, once each, and skips what it cannot claim', async () => {
    const { out, deps } = await given(['a', 'b', 'c'])
    const ids = ['a', 'a', 'c', 'never written']
    expect(await notify({ ids }, deps)).toEqual({
      sent: 2,
      retried: 0,
      failed: 0,
      skipped: 1,
      unprocessed: [],
    })
    expect(out).toEqual(['a', 'c'])
    expect(await notify({ ids }, deps)).toMatchObject({ sent: 0, skipped: 3 })
  })

  it('takes over what a killed process was sending, where it alone can be sending', async () => {
    const { out, outbox, clock, deps } = await given(['a'])
    await outbox.claim('a', clock.now(), LEASE_MS)
    expect(await notify({}, deps)).toMatchObject({ sent: 0 })
    expect(await notify({ orphaned: true }, deps)).toMatchObject({ sent: 1 })
    expect(out).toEqual(['a'])
  })

  it('looks up the official that a message is for, and nobody for machines', async () => {
    const told: unknown[] = []
    const publish: Publish = async (message, official) => {
      told.push([message.id, official?.officialId ?? null])
      return ok({ receipt: '' })
    }
    const directory = { official: async (id: string) => anOfficial({ officialId: id }) }
    const { outbox, deps } = await given([], { publish, directory })
    await outbox.put(aMessage({ id: 'to-dio', to: 'dio' }), NOON - 1)
    await outbox.put(aMessage({ id: 'status', channel: 'centre-status', to: 'centre-status' }), NOON)
    await notify({}, deps)
    expect(told).toEqual([
      ['to-dio', 'dio'],
      ['status', null],
    ])
  })

  it('puts off what was refused for now, with jitter, and sends the others', async () => {
    const publish: Publish = async ({ id }) =>
      id === 'b' ? refuse({ code: 'Throttled', retry: true }) : ok({ receipt: '' })
    const { outbox, logger, out, deps } = await given(['a', 'b', 'c'], { publish })
    expect(await notify({}, deps)).toMatchObject({ sent: 2, retried: 1 })
    expect(out).toEqual(['a', 'c'])
    expect(outbox.stateOf('b')).toEqual({ kind: 'waiting', dueAt: NOON + 7_500 })
    expect(logger.lines).toContainEqual({
      level: 'warn',
      code: 'message-retried',
      fields: { id: 'b', code: 'Throttled', attempts: 1 },
    })
  })

  it('doubles the wait with every attempt, up to an hour, and gives up after twelve', async () => {
    const publish: Publish = async () => refuse({ code: 'InternalError', retry: true })
    const { outbox, clock, logger, deps } = await given(['a'], { publish, random: () => 0.999999 })
    const waits: number[] = []
    for (let attempt = 1; attempt < 12; attempt++) {
      expect(await notify({}, deps)).toMatchObject({ retried: 1, failed: 0 })
      const state = outbox.stateOf('a')
      waits.push(state?.kind === 'waiting' ? Math.ceil((state.dueAt - clock.now()) / 1000) : 0)
      clock.advance(HOUR)
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
    expect(await notify({}, deps)).toMatchObject({ retried: 0, failed: 1 })
    expect(outbox.stateOf('a')).toEqual({ kind: 'failed', code: 'InternalError' })
    expect(logger.lines.at(-1)).toEqual({
      level: 'error',
      code: 'message-given-up',
      fields: { id: 'a', code: 'InternalError' },
    })
  })

  it('gives up at once what can never go out', async () => {
    const publish: Publish = async () => refuse({ code: 'InvalidParameter', retry: false })
    const { outbox, deps } = await given(['a'], { publish })
    expect(await notify({}, deps)).toMatchObject({ failed: 1, retried: 0 })
    expect(outbox.stateOf('a')).toEqual({ kind: 'failed', code: 'InvalidParameter' })
  })

  it('takes a fault of the publisher or the register for one that may pass, and logs no text of it', async () => {
    const publish: Publish = async ({ id }) => {
      if (id === 'a') throw new TypeError('cannot reach +919999900001')
      return ok({ receipt: '' })
    }
    const { logger, out, deps } = await given(['a', 'b'], { publish })
    expect(await notify({}, deps)).toMatchObject({ sent: 1, retried: 1 })
    expect(out).toEqual(['b'])
    expect(JSON.stringify(logger.lines)).not.toContain('+9199')

    const directory = { official: () => Promise.reject(new RangeError('no table')) }
    const register = await given(['a'], { directory })
    expect(await notify({}, register.deps)).toMatchObject({ retried: 1 })
  })

  it('goes on to the next message where the table does not answer for one, and names it', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `m${n}`)
    const { outbox, out, deps } = await given(ids)
    const broken = {
      ...outbox,
      claim: (id: string, now: number, lease: number) =>
        Number(id.slice(1)) < 120 ? Promise.reject(new Error('no answer')) : outbox.claim(id, now, lease),
    }
    const result = await notify({}, { ...deps, outbox: broken })
    expect(result).toMatchObject({ sent: 130, unprocessed: ids.slice(0, 120) })
    expect(out).toEqual(ids.slice(120))
  })

  it('begins nothing more when its time is over, and names what it leaves', async () => {
    const clock = standingClock(NOON)
    const publish: Publish = async () => {
      clock.advance(4_000)
      return ok({ receipt: '' })
    }
    const { out, deps } = await given(['a', 'b', 'c'], { publish, clock, budgetMs: 5_000 })
    expect(await notify({ ids: ['a', 'b', 'c'] }, deps)).toMatchObject({ sent: 2, unprocessed: ['c'] })
    expect(await notify({}, deps)).toMatchObject({ sent: 1 })
    expect(out).toEqual(['a', 'b', 'c'])
  })

  it('sends a message once, however many are started at the same moment', async () => {
    const { out, deps } = await given(['a', 'b', 'c'])
    await Promise.all(Array.from({ length: 5 }, () => notify({}, deps)))
    expect(out.toSorted()).toEqual(['a', 'b', 'c'])
  })
})

describe('a crash of notify', () => {
  it('between publishing and marking repeats a message and loses none', async () => {
    const { outbox, clock, out, deps } = await given(['a', 'b'])
    const dying = { ...outbox, sent: () => Promise.reject(new Error('killed')) }
    expect(await notify({}, { ...deps, outbox: dying })).toMatchObject({ sent: 0, unprocessed: ['a', 'b'] })
    expect(await notify({}, deps)).toMatchObject({ sent: 0 })
    clock.advance(LEASE_MS)
    expect(await notify({}, deps)).toMatchObject({ sent: 2 })
    expect(out).toEqual(['a', 'b', 'a', 'b'])
  })

  it('anywhere, and refusals anywhere, leave every message sent at least once when it is started again', async () => {
    const step = fc.constantFrom('works', 'dies claiming', 'dies claimed', 'dies published', 'refused')
    const steps = fc.array(step, { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (script, count) => {
        const next = (
          (left) => () =>
            left.shift() ?? 'works'
        )([...script])
        const ids = Array.from({ length: count }, (_, n) => `m${n}`)
        let now: string = 'works'
        const publish: Publish = async () => {
          if (now === 'dies claimed') throw new Killed()
          return now === 'refused' ? refuse({ code: 'Throttled', retry: true }) : ok({ receipt: '' })
        }
        const { outbox, clock, out, deps } = await given(ids, { publish })
        const die = async (when: string): Promise<void> => {
          if (now === when) throw new Killed()
        }
        const mortal = {
          ...outbox,
          claim: async (id: string, at: number, lease: number) => {
            now = next()
            await die('dies claiming')
            return outbox.claim(id, at, lease)
          },
          sent: async (id: string, at: number, receipt: string) => {
            await die('dies published')
            return outbox.sent(id, at, receipt)
          },
          failed: async (id: string, at: number, retryAt: number | null, code: string) => {
            await die('dies claimed')
            return outbox.failed(id, at, retryAt, code)
          },
        }
        for (let run = 0; run <= script.length + 1; run++) {
          await notify({}, { ...deps, outbox: mortal })
          clock.advance(HOUR)
        }
        expect(new Set(out)).toEqual(new Set(ids))
        for (const id of ids) expect(outbox.stateOf(id)).toMatchObject({ kind: 'sent' })
        const repeats = out.length - ids.length
        expect(repeats).toBeLessThanOrEqual(script.filter((it) => it === 'dies published').length)
      }),
    )
  })
})

/** What a process that is gone looks like to a test. */
class Killed extends Error {
  override readonly name = 'Killed'
}
