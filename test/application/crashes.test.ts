import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { Crash, type CrashPoint, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, feed, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectLedger, expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const CENTRES = ['DKMM', 'N8', 'SHA']
const FEED = feed(
  certificateRows(9),
  certificateRows(16, { from: 1001, by: 'amc-admin' }),
  certificateRows(5, { centreId: 'N8' }),
  certificateRows(4, { centreId: 'SHA' }),
)

/** Hands in a sheet and a feed; what was answered before the process died is what may not be lost. */
async function handIn(system: TestSystem): Promise<readonly string[]> {
  const answered: string[] = []
  const tokens = {
    centreId: 'DKMM',
    date: DAY,
    leg: 'tokens' as const,
    bytes: register(9),
    final: true,
    by: 'operator',
  }
  for (const step of [() => acceptSheet(tokens, system), () => acceptFeed(handed(FEED), system)]) {
    try {
      await step()
      answered.push('2xx')
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      return answered
    }
  }
  return answered
}

/** Everything that people see of the outcome. */
async function outcomeOf({ store }: TestSystem): Promise<object> {
  const heads = await store.heads([DAY])
  const due = await store.outbox.due(Date.UTC(2023, 0), 100)
  return {
    heads: heads.map(({ centreId, dirty, result, incidentId }) => ({
      centreId,
      dirty,
      outcome: result?.outcome,
      counts: result?.counts,
      incidentId,
    })),
    due: [...due].sort(),
    suspension: await store.suspension('DKMM'),
    active: await store.activeFeeds(),
  }
}

async function runWith(
  point: CrashPoint,
): Promise<{ system: TestSystem; crashed: boolean; answered: readonly string[] }> {
  const system = await newSystem(await database.newStore(), CENTRES)
  const store = crashingStore(system.store, point)
  const answered = await handIn({ ...system, store })
  return { system, crashed: store.commits() >= point.commit, answered }
}

describe('a process that dies at any of its writes', () => {
  it('loses nothing: started again, the sweep and the same files lead where an undisturbed run does', async () => {
    const undisturbed = await runWith({ commit: Number.POSITIVE_INFINITY, written: true })
    const wanted = await outcomeOf(undisturbed.system)
    let points = 0
    for (let commit = 1; ; commit++) {
      const cases = await Promise.all([true, false].map((written) => runWith({ commit, written })))
      if (!cases[0]!.crashed) break
      for (const { system } of cases) {
        points++
        await sweep('sweep', system, { orphaned: true })
        await handIn(system)
        expect(await outcomeOf(system)).toEqual(wanted)
        await expectNoStaleResult(DAY, DAY, system)
        await expectLedger('DKMM', 'sheet-accepted', 2, system)
      }
    }
    expect(points).toBeGreaterThan(10)
  }, 120_000)

  it('needs nobody to send again what was answered: the sweep alone stores its result', async () => {
    for (let commit = 1; commit < 40; commit++) {
      const { system, crashed, answered } = await runWith({ commit, written: true })
      if (!crashed) return
      if (answered.length === 0) continue
      await sweep('sweep', system, { orphaned: true })
      expect((await system.store.head('DKMM', DAY))?.legs.tokens?.version).toBe(1)
      await expectNoStaleResult(DAY, DAY, system)
    }
  }, 120_000)
})
