import { describe, expect, it } from 'vitest'
import { reconcile, SweepIncomplete } from '../../../functions/reconcile/reconcile.ts'
import { acceptFeed } from '../../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../../lib/application/accept-sheet.ts'
import type { Deps } from '../../../lib/application/deps.ts'
import type { Change, Store } from '../../../lib/application/store.ts'
import { parsePolicy } from '../../../lib/contracts/policy.ts'
import { Crash, crashingStore } from '../../support/crash.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { certificateRows, certificates, feed, handed, register } from '../../support/files.ts'
import { newSystem, type TestSystem } from '../../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const LATER = Date.UTC(2023, 0)
const headOf = ({ store }: Deps, centreId = 'DKMM') => store.head(centreId, DAY)
const dueIn = async ({ store }: Deps) => [...(await store.outbox.due(LATER, 1000))].sort()

async function ready(centres: readonly string[] = ['DKMM', 'N8']): Promise<TestSystem> {
  return newSystem(await database.newStore(), centres)
}

function counting(store: Store): { store: Store; commits: Change[] } {
  const commits: Change[] = []
  const commit = (change: Change) => {
    commits.push(change)
    return store.commit(change)
  }
  return { store: { ...store, commit }, commits }
}

const handIn = (deps: Deps, leg: 'tokens' | 'certificates', bytes: Uint8Array, final = false) =>
  acceptSheet({ centreId: 'DKMM', date: DAY, leg, bytes, final, by: 'someone' }, deps)

describe('the event of the schedule', () => {
  it.each([{}, { run: 'sweep' }, { run: 'cut-off' }, { run: 'nightly' }, { run: 'sweep', more: 1 }])(
    'runs for %j',
    async (event) => {
      const swept = await reconcile(event, await ready())
      expect(swept).toEqual({ feedsResumed: 0, daysJudged: 0, daysPending: 0, failed: 0 })
    },
  )

  it.each([{ run: 'monthly' }, null, 'sweep', []])('is refused when it is %j', async (event) => {
    await expect(reconcile(event, await ready())).rejects.toThrow()
  })
})

describe('a sweep', () => {
  it('writes nothing where there is nothing to do, by day or by night', async () => {
    const system = await ready()
    await handIn(system, 'certificates', certificates(5))
    await handIn(system, 'tokens', register(5), true)
    system.at('2021-08-29', '12:01')
    await reconcile({ run: 'cut-off' }, system)
    const { store, commits } = counting(system.store)
    for (const run of ['sweep', 'cut-off', 'nightly']) await reconcile({ run }, { ...system, store })
    expect(commits).toEqual([])
  })

  it('resumes a feed that stopped, but not before its lease has run out', async () => {
    const system = await ready()
    await handIn(system, 'tokens', register(3), true)
    const bytes = feed(
      certificateRows(3),
      certificateRows(16, { from: 1001 }),
      certificateRows(2, { centreId: 'N8' }),
    )
    const dying = crashingStore(system.store, { commit: 3, written: true })
    await expect(acceptFeed(handed(bytes), { ...system, store: dying })).rejects.toThrow(Crash)
    const [feedBefore] = await system.store.activeFeeds()
    expect(feedBefore).toBeDefined()

    expect(await reconcile({ run: 'sweep' }, system)).toMatchObject({ feedsResumed: 0 })
    expect(await system.store.activeFeeds()).toHaveLength(1)
    system.at(DAY, '13:01')
    expect(await reconcile({ run: 'sweep' }, system)).toMatchObject({ feedsResumed: 0 })

    system.at(DAY, '13:02')
    expect(await reconcile({ run: 'sweep' }, system)).toMatchObject({ feedsResumed: 1, daysPending: 0 })
    expect(await system.store.activeFeeds()).toEqual([])
    expect((await headOf(system))?.result).toMatchObject({ outcome: 'breach', counts: { surplus: 16 } })
    expect((await headOf(system, 'N8'))?.legs.certificates?.rows).toBe(2)
  })

  it('turns a centre-day without a token sheet into a breach at cut-off, and alerts once', async () => {
    const system = await ready()
    await handIn(system, 'certificates', certificates(5))
    expect((await headOf(system))?.result).toMatchObject({ outcome: 'incomplete' })
    system.at('2021-08-29', '11:59')
    await reconcile({ run: 'sweep' }, system)
    expect(await dueIn(system)).toEqual([])

    system.at('2021-08-29', '12:00')
    await reconcile({ run: 'cut-off' }, system)
    expect((await headOf(system))?.result).toMatchObject({
      outcome: 'breach',
      action: 'notify',
      findings: [{ rule: 'no-token-sheet', severity: 'critical', count: 5 }],
    })
    const alerts = await dueIn(system)
    expect(alerts).toHaveLength(4)
    for (const run of ['sweep', 'cut-off', 'nightly']) await reconcile({ run }, system)
    expect(await dueIn(system)).toEqual(alerts)
    expect(await system.store.incidents('open')).toHaveLength(1)
  })

  it('stores by night what another policy says of the same rows, and not before', async () => {
    const system = await ready()
    await handIn(system, 'tokens', register(20), true)
    await handIn(system, 'certificates', feed(certificateRows(20), certificateRows(4, { from: 1001 })))
    expect((await headOf(system))?.result?.action).toBe('notify')
    const policy = parsePolicy({ suspension: { minSurplus: 3 } })
    const stricter = { ...system, district: { ...system.district, policy } }
    await reconcile({ run: 'sweep' }, stricter)
    expect((await headOf(system))?.result?.action).toBe('notify')
    await reconcile({ run: 'nightly' }, stricter)
    expect((await headOf(system))?.result?.action).toBe('propose-suspension')
  })

  it('judges every other day beside one that fails, and then says that it failed', async () => {
    const system = await ready()
    const dirty = crashingStore(system.store, { commit: 2, written: false })
    await handIn({ ...system, store: dirty } as Deps, 'tokens', register(3)).catch(() => undefined)
    const early = { centreId: 'N8', date: '2021-08-01', leg: 'tokens' as const, final: false, by: 'x' }
    const stalled = crashingStore(system.store, { commit: 2, written: false })
    const bytes = register(1, { centreId: 'N8', date: '2021-08-01' })
    await acceptSheet({ ...early, bytes }, { ...system, store: stalled }).catch(() => undefined)
    expect([(await headOf(system))?.dirty, (await system.store.head('N8', '2021-08-01'))?.dirty]).toEqual([
      true,
      true,
    ])

    const heads: Store['heads'] = (dates) =>
      dates.includes('2021-08-01') ? Promise.reject(new RangeError('damaged')) : system.store.heads(dates)
    const failing = { ...system, store: { ...system.store, heads } }
    await expect(reconcile({ run: 'sweep' }, failing)).rejects.toThrow(SweepIncomplete)
    expect((await headOf(system))?.dirty).toBe(false)
    expect(await reconcile({ run: 'sweep' }, system)).toMatchObject({ daysJudged: 1, failed: 0 })
  })
})
