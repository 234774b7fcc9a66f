import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PullRun } from '../../../lib/application/pull-feed.ts'
import { Crash, type CrashPoint, crashingStore } from '../../support/crash.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type Fault, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { knownIds, newPulling, type Pulling } from '../../support/pulling.ts'
import { expectNoStaleResult } from '../../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
/** With rows that come twice, a certificate that is corrected, and a page without any. */
const PAGES = [
  feed(certificateRows(4), certificateRows(2, { centreId: 'N8' })),
  feed([]),
  feed(certificateRows(2, { centreId: 'N8', from: 2, by: 'amc-admin' }), certificateRows(2, { from: 4 })),
]
const NEVER: CrashPoint = { commit: Number.POSITIVE_INFINITY, written: false }

interface Outcome {
  readonly ids: readonly string[]
  readonly cursor: string | undefined
  readonly results: readonly unknown[]
}

async function outcomeOf({ deps: { store } }: Pulling): Promise<Outcome> {
  const heads = await store.heads([DAY])
  return {
    ids: await knownIds(store, [DAY]),
    cursor: (await store.pull())?.cursor,
    results: heads.map(({ centreId, dirty, result }) => ({ centreId, dirty, counts: result?.counts })),
  }
}

/**
 * Runs until it has caught up, each time when whatever the run before left is over. Twice: a server that gives a page
 * once more in place of the next seems to have no more, and the next run asks it again.
 */
async function untilCaughtUp(pulling: Pulling): Promise<void> {
  let inTurn = 0
  for (let runs = 0; runs < 14 && inTurn < 2; runs++) {
    inTurn = (await pulling.run()).ended === 'caught-up' ? inTurn + 1 : 0
    pulling.clock.advance(15 * 60_000)
  }
  if (inTurn < 2) throw new Error('it never caught up')
}

async function withFaults<T>(faults: readonly Fault[], work: (pulling: Pulling) => Promise<T>): Promise<T> {
  const server = await startFeedServer(PAGES)
  server.faults.push(...faults)
  try {
    return await work(await newPulling(await database.newStore(), server, { requestTimeoutSeconds: 0.4 }))
  } finally {
    await server.stop()
  }
}

async function dyingRun(pulling: Pulling, point: CrashPoint): Promise<PullRun | null> {
  try {
    return await pulling.run({}, crashingStore(pulling.deps.store, point))
  } catch (error) {
    if (error instanceof Crash) return null
    throw error
  }
}

describe('a run that dies at any of its writes', () => {
  it('is completed by the next one', async () => {
    const wanted = await withFaults([], async (pulling) => {
      await untilCaughtUp(pulling)
      return outcomeOf(pulling)
    })
    expect(wanted.ids).toHaveLength(8)
    expect(wanted.cursor).toBe('/feed?cursor=p2')
    let points = 0
    for (let commit = 1, died = true; died; commit++) {
      for (const written of [true, false]) {
        died = await withFaults([], async (pulling) => {
          if ((await dyingRun(pulling, { commit, written })) !== null) return false
          points++
          pulling.clock.advance(15 * 60_000)
          await untilCaughtUp(pulling)
          expect(await outcomeOf(pulling)).toEqual(wanted)
          await expectNoStaleResult(DAY, DAY, pulling.deps)
          return true
        })
      }
    }
    expect(points).toBeGreaterThan(15)
  }, 180_000)
})

const aFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    { kind: 'reset' },
    { kind: 'cut', framed: 'chunks' },
    { kind: 'cut', framed: 'length' },
    { kind: 'repeat' },
    { kind: 'unframed' },
    { kind: 'gzip' },
    { kind: 'chunks' },
    { kind: 'raw', bytes: 'nonsense\r\n\r\n' },
    { kind: 'hang', after: 'half' },
    { kind: 'body', body: 'name,phone\nA. Patil,9800000001\n' },
    { kind: 'body', body: '<!doctype html><p>Sign in' },
    { kind: 'status', status: 302, headers: { location: 'http://elsewhere.invalid/' } },
    { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
    { kind: 'status', status: 503, headers: { 'retry-after': '1200' } },
    { kind: 'status', status: 429, headers: { 'retry-after': 'Sat, 28 Aug 2021 07:31:00 GMT' } },
  ),
  fc
    .constantFrom(400, 401, 403, 404, 408, 410, 418, 500, 502, 503, 504)
    .map((status) => ({ kind: 'status' as const, status })),
)

describe('whatever the server, the network and the process do', () => {
  it('the feed is known in the end as it would have been without', async () => {
    const wanted = await withFaults([], async (pulling) => {
      await untilCaughtUp(pulling)
      return outcomeOf(pulling)
    })
    const aPoint = fc.option(fc.record({ commit: fc.integer({ min: 1, max: 30 }), written: fc.boolean() }), {
      nil: NEVER,
    })
    const aCase = fc.tuple(fc.array(aFault, { maxLength: 10 }), aPoint)
    const holds = ([faults, point]: [readonly Fault[], CrashPoint]): Promise<void> =>
      withFaults(faults, async (pulling) => {
        await dyingRun(pulling, point)
        pulling.clock.advance(15 * 60_000)
        await untilCaughtUp(pulling)
        expect(await outcomeOf(pulling)).toEqual(wanted)
        await expectNoStaleResult(DAY, DAY, pulling.deps)
      })
    await fc.assert(fc.asyncProperty(aCase, holds), {
      numRuns: 25,
      seed: Number(process.env.FC_SEED ?? 20210828),
    })
  }, 180_000)
})
