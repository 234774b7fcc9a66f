import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { readDays } from '../../lib/application/district-days.ts'
import { StaleWrite } from '../../lib/application/store.ts'
import { assureUnchanged } from '../../lib/application/store-verdicts.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { judgeTargets, spanOf } from '../../lib/application/verdicts.ts'
import { addDays, datesBetween } from '../../lib/domain/calendar.ts'
import { crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { handed } from '../support/files.ts'
import { certificatesOfDay, quietDays, registerOfDay, SHORT_MEMORY, underPolicy } from '../support/history.ts'
import { interruptedStore } from '../support/interrupt.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const CENTRES = ['A', 'B']
const FIRST = '2021-08-12'
const LAST = '2021-08-28'
const DAYS = datesBetween(FIRST, LAST)

/** The same cases each time: a run of others is `FC_SEED=$RANDOM npx vitest run test/application/history`. */
const USUAL = 20_210_828
const SEED = Number(process.env.FC_SEED ?? USUAL)

const place = { centreId: fc.constantFrom(...CENTRES), date: fc.constantFrom(...DAYS) }
const count = fc.integer({ min: 0, max: 7 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('register' as const), ...place, count }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('certificates' as const), ...place, count }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('totals' as const), ...place, count }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), hours: fc.constantFrom(1, 20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('policy' as const), h: fc.constantFrom(1, 1.5, 3) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** A system whose policy and clock the steps move. */
class Played {
  system: TestSystem
  #hour = 18

  constructor(system: TestSystem) {
    this.system = system
    system.at(LAST, '18:00')
  }

  async play(given: Step): Promise<void> {
    if (given.kind === 'time') {
      this.#hour += given.hours
      const two = String(this.#hour % 24).padStart(2, '0')
      this.system.at(addDays(LAST, Math.floor(this.#hour / 24)), `${two}:00`)
      await sweep('sweep', this.system)
    } else if (given.kind === 'policy') {
      const { policy } = this.system.district
      this.system = underPolicy(this.system, { drift: { ...policy.drift, h: given.h } })
      await sweep('nightly', this.system)
    } else await handIn(given, this.system)
  }
}

async function handIn(given: Exclude<Step, { kind: 'time' | 'policy' }>, system: TestSystem): Promise<void> {
  const { centreId, date, kind, count: number } = given
  const text = `date,centre_id,tokens_issued\n${date},${centreId},${number}\n`
  const bytes =
    kind === 'register'
      ? registerOfDay(centreId, date, number)
      : kind === 'certificates'
        ? certificatesOfDay(centreId, date, number)
        : new TextEncoder().encode(text)
  const leg = kind === 'certificates' ? ('certificates' as const) : ('tokens' as const)
  await acceptSheet({ centreId, date, leg, bytes, final: true, by: 'op', replace: true }, system)
}

const OLD = '2021-08-18'
const LATER = '2021-08-25'
const sheet = { leg: 'tokens' as const, final: true, by: 'op' }

/** A centre that only counts, on a day; whether its blanks are an excuse is told by its earlier sheets. */
async function countOnly(system: TestSystem): Promise<void> {
  await handIn({ kind: 'totals', centreId: 'B', date: LATER, count: 3 }, system)
  await handIn({ kind: 'certificates', centreId: 'B', date: LATER, count: 3 }, system)
}

/** Shows that this centre can write down refs. */
const registerOfOld = (system: TestSystem) =>
  acceptSheet({ ...sheet, centreId: 'B', date: OLD, bytes: registerOfDay('B', OLD, 4) }, system)

const rulesOf = async (centreId: string, date: string, { store }: TestSystem): Promise<readonly string[]> =>
  (await store.head(centreId, date))?.result?.findings.map(({ rule }) => rule) ?? []

async function newDistrict(table?: string): Promise<TestSystem> {
  const store = database.openStore(table ?? (await database.newTable()))
  const system = underPolicy(await newSystem(store, CENTRES), SHORT_MEMORY)
  system.at(LAST, '18:00')
  return system
}

/** Nothing is left to do, or to be told. */
async function expectAllTold(system: TestSystem): Promise<void> {
  await expectNoStaleResult(FIRST, LAST, system)
  expect((await system.store.heads(DAYS)).filter(({ untold }) => untold !== undefined)).toEqual([])
}

describe('days that look back on others', () => {
  it('stand as a full run would have them, whatever comes in of whatever day, in whatever order', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const played = new Played(await newDistrict())
        for (const file of quietDays('A', DAYS)) await acceptFeed(file, played.system)
        for (const given of steps) await played.play(given)
        const { system } = played
        expect(system.logger.lines.filter(({ code }) => code === 'judging-postponed')).toEqual([])
        await expectAllTold(system)
        const heads = await system.store.heads(DAYS)
        for (const { rule } of heads.flatMap(({ result }) => result?.findings ?? [])) seen.add(rule)
      }),
      { numRuns: 12, seed: SEED },
    )
    // What looks back was there to be stale.
    if (SEED === USUAL) expect([...seen]).toEqual(expect.arrayContaining(['drift', 'register-withheld']))
  }, 240_000)

  it('are judged again, further than rows reach, when an old day says something else, and back again', async () => {
    const system = await newDistrict()
    await countOnly(system)
    expect(await rulesOf('B', LATER, system)).not.toContain('register-withheld')
    await registerOfOld(system)
    expect(await rulesOf('B', LATER, system)).toContain('register-withheld')
    await expectAllTold(system)
    await handIn({ kind: 'totals', centreId: 'B', date: OLD, count: 4 }, system)
    expect(await rulesOf('B', LATER, system)).not.toContain('register-withheld')
    await expectAllTold(system)
  })

  it('pass on what they are told: a day that speaks since takes no part in the drift of days after it', async () => {
    const system = await newDistrict()
    for (const file of quietDays('B', DAYS)) await acceptFeed(file, system)
    for (const date of [OLD, '2021-08-19'])
      await handIn({ kind: 'totals', centreId: 'B', date, count: 5 }, system)
    for (const date of datesBetween('2021-08-12', '2021-08-17'))
      await handIn({ kind: 'totals', centreId: 'B', date, count: 5 }, system)
    const before = (await system.store.head('B', LATER))?.result?.pastSeen
    await handIn({ kind: 'register', centreId: 'B', date: '2021-08-17', count: 5 }, system)
    expect((await system.store.head('B', OLD))?.result?.past.speaks).toBe(true)
    expect((await system.store.head('B', LATER))?.result?.pastSeen).not.toBe(before)
    await expectAllTold(system)
  })

  it('are told by the sweep where the process died at any write of the intake that they hang on', async () => {
    for (let commit = 1; ; commit++) {
      const runs = await Promise.all(
        [true, false].map(async (written) => {
          const system = await newDistrict()
          await countOnly(system)
          const store = crashingStore(system.store, { commit, written })
          const died = await registerOfOld({ ...system, store }).then(
            () => store.commits() >= commit,
            () => true,
          )
          return { system, died, accepted: written || commit > 1 }
        }),
      )
      if (!runs.some(({ died }) => died)) {
        expect(commit).toBeGreaterThan(4)
        return
      }
      for (const { system, accepted } of runs) {
        await sweep('sweep', system)
        await expectAllTold(system)
        expect((await rulesOf('B', LATER, system)).includes('register-withheld')).toBe(accepted)
      }
    }
  }, 120_000)

  it('are told right where somebody judges them while the old day comes in, held up at any moment', async () => {
    const laterCertificates = (system: TestSystem) =>
      handIn({ kind: 'certificates', centreId: 'B', date: LATER, count: 3 }, system)
    const laterTotals = (system: TestSystem) =>
      handIn({ kind: 'totals', centreId: 'B', date: LATER, count: 3 }, system)
    const pairs = [
      { held: laterCertificates, first: laterTotals, other: registerOfOld },
      { held: laterTotals, first: laterCertificates, other: registerOfOld },
      { held: registerOfOld, first: laterTotals, other: laterCertificates },
      { held: laterTotals, first: async () => {}, other: registerOfOld },
      { held: registerOfOld, first: async () => {}, other: countOnly },
    ]
    for (const { held, first, other } of pairs) {
      for (let call = 1; ; call++) {
        const table = await database.newTable()
        const system = await newDistrict(table)
        await first(system)
        const another = { ...system, store: database.openStore(table) }
        const store = interruptedStore(system.store, call, () => other(another))
        await held({ ...system, store })
        if (store.calls() < call) break
        await sweep('sweep', system)
        await expectAllTold(system)
      }
    }
  }, 240_000)

  it('are begun again where an earlier day tells something else before their result is known to stand', async () => {
    const system = await newDistrict()
    await countOnly(system)
    const span = spanOf(LATER, LATER, system.district.policy)
    const snapshot = await readDays(system, span.window)
    const moment = { now: system.clock.now(), origin: null }
    const heads = await system.store.heads(datesBetween(span.window.from, span.window.to))
    const judgement = await judgeTargets(heads, snapshot, span, moment, system)
    await assureUnchanged(judgement, judgement.verdicts, system)
    await registerOfOld(system)
    await expect(assureUnchanged(judgement, judgement.verdicts, system)).rejects.toThrow(StaleWrite)
  })

  it('are told though they came while the earlier one was being written, and though telling them failed', async () => {
    const system = await newDistrict()
    let [commits, isFailed] = [0, false]
    const store: TestSystem['store'] = {
      ...system.store,
      commit: async (change) => {
        if (++commits === 2) await countOnly(system)
        return system.store.commit(change)
      },
      headsOf: async (places) => {
        if (commits < 2 || isFailed) return system.store.headsOf(places)
        isFailed = true
        throw new Error('throttled')
      },
    }
    await registerOfOld({ ...system, store })
    expect(isFailed).toBe(true)
    system.at(LAST, '18:05')
    await sweep('sweep', system)
    await expectAllTold(system)
  })

  it('are told nothing by a day of which rows came in that its result has not seen', async () => {
    const system = await newDistrict()
    await registerOfOld(system)
    const hung = crashingStore(system.store, { commit: 2, written: true })
    await acceptFeed(handed(certificatesOfDay('A', OLD, 1)), { ...system, store: hung }).catch(() => null)
    const totals = new TextEncoder().encode(`date,centre_id,tokens_issued\n${OLD},B,4\n`)
    const sheet = { centreId: 'B', date: OLD, leg: 'tokens' as const, final: true, by: 'op' }
    await acceptSheet({ ...sheet, bytes: totals }, system)
    expect(await system.store.head('B', OLD)).toMatchObject({ dirty: true })
    await countOnly(system)
    const told = JSON.stringify(
      (await system.store.ledger('B')).filter(({ kind }) => kind === 'result-stored'),
    )
    expect(told).toContain(LATER)
    expect(told).not.toContain('register-withheld')
    system.at(LAST, '18:05')
    await sweep('sweep', system, { orphaned: true })
    await expectAllTold(system)
  })

  it('are told once by a file of many days, each of them judged again by no other', async () => {
    const system = await newDistrict()
    let heads = 0
    const commit: TestSystem['store']['commit'] = (change) => {
      heads += change.heads?.length ?? 0
      return system.store.commit(change)
    }
    const [tokens] = quietDays('A', DAYS)
    await acceptFeed(tokens!, { ...system, store: { ...system.store, commit } })
    // Accepted, judged, judged as the neighbour of the day before, and marked as told.
    expect(heads).toBeLessThanOrEqual(4 * DAYS.length)
    await expectAllTold(system)
  })

  it('cost the latest day of a centre one read of its earlier days, and no write', async () => {
    const system = await newDistrict()
    for (const file of quietDays('A', DAYS)) await acceptFeed(file, system)
    const { historyDays } = system.district.policy
    let [reads, commits] = [0, 0]
    const store: TestSystem['store'] = {
      ...system.store,
      heads: () => Promise.reject(new Error('heads of every centre')),
      headsOf: (places) => {
        if (places.length >= historyDays - 3) reads++
        return system.store.headsOf(places)
      },
      commit: (change) => {
        commits++
        return system.store.commit(change)
      },
    }
    await handIn({ kind: 'register', centreId: 'A', date: LAST, count: 6 }, { ...system, store })
    expect([reads, commits]).toEqual([1, 2])
    await expectAllTold(system)
  })
})
