import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { readReport } from '../../lib/application/read-report.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { datesBetween } from '../../lib/domain/calendar.ts'
import { sha256Of } from '../../lib/domain/ledger.ts'
import { policyFingerprint, policyOfMade } from '../../lib/domain/made-with.ts'
import type { Rule } from '../../lib/domain/report.ts'
import { RULE_VERSIONS } from '../../lib/domain/rules/all.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, handed, register } from '../support/files.ts'
import { quietDays, underPolicy } from '../support/history.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const place = { centreId: 'DKMM', date: DAY }
const LENIENT = { runningExcess: 500, version: 'lenient' }

/** Eight tokens and twelve certificates: too many at once for the default policy, and not for a lenient one. */
async function dayOfExcess(system: TestSystem): Promise<void> {
  await acceptSheet({ ...place, leg: 'tokens', bytes: register(8), final: true, by: 'op' }, system)
  await acceptFeed(handed(certificates(12)), system)
}

const headOf = async ({ store }: TestSystem) => (await store.head('DKMM', DAY))!
const rulesOf = async (system: TestSystem) => {
  const read = await readReport('DKMM', DAY, system)
  return read?.report?.findings.map(({ rule }) => rule)
}

describe('the policy that a result was made under', () => {
  it('is kept, and an old report made again with it to the byte under another policy', async () => {
    const system = await newSystem(await database.newStore())
    await dayOfExcess(system)
    const { policy: made, result } = await headOf(system)
    const policy = policyOfMade(made)
    expect(policy).toBe(policyFingerprint(system.district.policy))
    expect(await system.store.policy(policy)).toEqual(system.district.policy)
    const read = await readReport('DKMM', DAY, underPolicy(system, LENIENT))
    expect(sha256Of(read?.report)).toBe(result?.fingerprint)
    expect(read?.policy).toEqual(system.district.policy)
    expect(await rulesOf(underPolicy(system, LENIENT))).toContain('running-excess')
  })

  it('gives way to another at night, when every recent day is judged anew', async () => {
    const system = await newSystem(await database.newStore())
    await dayOfExcess(system)
    const lenient = underPolicy(system, LENIENT)
    await sweep('nightly', lenient)
    expect(policyOfMade((await headOf(system)).policy)).toBe(policyFingerprint(lenient.district.policy))
    expect(await rulesOf(lenient)).not.toContain('running-excess')
    await expectNoStaleResult(DAY, DAY, lenient)
  })

  it('stands in the ledger with every result, and the versions of the rules', async () => {
    const system = await newSystem(await database.newStore())
    await dayOfExcess(system)
    const stored = (await system.store.ledger('DKMM')).filter(({ kind }) => kind === 'result-stored').at(-1)
    expect(stored?.data).toMatchObject({
      madeWith: {
        policy: policyFingerprint(system.district.policy),
        rules: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    })
    const findings = stored?.data.findings as { rule: Rule; version: number }[]
    expect(findings.length).toBeGreaterThan(0)
    for (const { rule, version } of findings) expect(version).toBe(RULE_VERSIONS[rule])
  })

  it("is today's where a result is older than the keeping of policies", async () => {
    const system = await newSystem(await database.newStore())
    await dayOfExcess(system)
    const before = await headOf(system)
    const after = { ...before, rev: before.rev + 1, policy: '0123456789abcdef' }
    await system.store.commit({ heads: [{ before, after }] })
    const read = await readReport('DKMM', DAY, system)
    expect(read?.policy).toEqual(system.district.policy)
    expect(read?.report).not.toBeNull()
  })
})

describe('how usual a day is', () => {
  const days = datesBetween('2021-08-14', DAY)

  it('is looked at by the nightly run for every day past its cut-off, and written only where it changed', async () => {
    const system = await newSystem(await database.newStore(), ['DKMM'])
    system.at(DAY, '18:00')
    for (const file of quietDays('DKMM', days)) await acceptFeed(file, system)
    expect(await system.store.contexts('2021-08-27')).toBeNull()
    await acceptFeed(handed(feed(certificateRows(40, { date: '2021-08-27', from: 900_000 }))), system)
    system.at('2021-08-29', '01:30')
    const put: string[] = []
    const watched: TestSystem['store'] = {
      ...system.store,
      putContexts: (date, contexts) => {
        put.push(date)
        return system.store.putContexts(date, contexts)
      },
    }
    await sweep('nightly', { ...system, store: watched })
    const contexts = await system.store.contexts('2021-08-27')
    expect(contexts?.policy).toBe(policyFingerprint(system.district.policy))
    expect(contexts?.byCentre.get('DKMM')).toMatchObject({ c1: { exceeds: true }, unusual: true })
    expect((await system.store.contexts('2021-08-26'))?.byCentre.get('DKMM')).toMatchObject({
      unusual: false,
    })
    expect(await system.store.contexts(DAY)).toBeNull()
    expect(put).toHaveLength(14)
    put.length = 0
    await sweep('nightly', { ...system, store: watched })
    expect(put).toEqual([])
    const lenient = underPolicy({ ...system, store: watched }, LENIENT)
    await sweep('nightly', lenient)
    expect(put).toHaveLength(14)
    const { policy } = (await system.store.contexts('2021-08-27'))!
    expect(await system.store.policy(policy)).toEqual(lenient.district.policy)
  })
})
