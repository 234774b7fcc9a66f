import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { addDays, datesBetween } from '../../lib/domain/calendar.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, feed, handed, register } from '../support/files.ts'
import { quietDays, underPolicy } from '../support/history.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const TODAY = '2021-08-28'
const NIGHT = '2021-08-29'
/** Before the last 30 days, within twice the history of today. */
const OLD = '2021-06-20'
const ELSE = '2021-06-23'
/** Twelve certificates beside eight tokens are too many for the default policy, and not for this one. */
const LENIENT = { runningExcess: 500, version: 'lenient' }

/** Two days that nobody has looked at for two months, one of them with an excess, and every third day since. */
async function oldDays(): Promise<TestSystem> {
  const system = await newSystem(await database.newStore())
  system.at(TODAY, '18:00')
  const since = datesBetween(addDays(ELSE, 3), TODAY).filter((_, index) => index % 3 === 0)
  for (const file of quietDays('DKMM', [ELSE, ...since])) await acceptFeed(file, system)
  const tokens = register(8, { date: OLD })
  await acceptFeed(handed(tokens, { leg: 'tokens' }), system)
  await acceptFeed(handed(feed(certificateRows(12, { date: OLD }))), system)
  system.at(NIGHT, '01:30')
  await sweep('nightly', system)
  return system
}

const headOf = async (date: IsoDate, { store }: TestSystem) => (await store.head('DKMM', date))!
const rulesOf = async (date: IsoDate, system: TestSystem) =>
  (await headOf(date, system)).result?.findings.map(({ rule }) => rule)

describe('the night after', () => {
  it('another policy judges all that later days may rest on, as a full run would', async () => {
    const system = await oldDays()
    expect(await rulesOf(OLD, system)).toContain('running-excess')
    const lenient = underPolicy(system, LENIENT)
    await sweep('nightly', lenient)
    expect(await rulesOf(OLD, lenient)).not.toContain('running-excess')
    await expectNoStaleResult(OLD, TODAY, lenient)
  })

  it('a change of the register does so too', async () => {
    const system = await oldDays()
    const standing = (await system.store.centre('DKMM'))!
    await system.store.putCentre({ ...standing, opens: 14 * 60, closes: 20 * 60 })
    await sweep('nightly', system)
    expect(await rulesOf(OLD, system)).toContain('off-hours')
    await expectNoStaleResult(OLD, TODAY, system)
  })

  it.each([
    ['another rule was in force', { policy: `${'0'.repeat(64)}.0123456789abcdef` }],
    ['earlier days told something else', { pastSeen: '0123456789abcdef' }],
  ])('%s a day is judged anew', async (_, { policy, pastSeen }: { policy?: string; pastSeen?: string }) => {
    const system = await oldDays()
    const right = await headOf(OLD, system)
    const result = {
      ...right.result!,
      findings: [],
      fingerprint: 'wrong',
      pastSeen: pastSeen ?? right.result!.pastSeen,
    }
    const wrong = { ...right, rev: right.rev + 1, policy: policy ?? right.policy, result }
    await system.store.commit({ heads: [{ before: right, after: wrong }] })
    await sweep('nightly', system)
    const { policy: made, result: anew } = await headOf(OLD, system)
    expect([made, anew?.fingerprint]).toEqual([right.policy, right.result?.fingerprint])
  })

  it('nothing changed judges none but the last 30 days, and writes nothing', async () => {
    const system = await oldDays()
    const revs = async () => (await system.store.heads(datesBetween(OLD, NIGHT))).map(({ rev }) => rev)
    const before = await revs()
    const recent = (await system.store.heads(datesBetween(addDays(NIGHT, -30), NIGHT))).length
    expect((await sweep('nightly', system)).daysJudged).toBe(recent)
    expect(await revs()).toEqual(before)
    // What says the same under another policy is judged under it once, and not each night.
    const named = underPolicy(system, { version: 'renamed' })
    expect((await sweep('nightly', named)).daysJudged).toBe(before.length)
    expect((await sweep('nightly', named)).daysJudged).toBe(recent)
  })
})
