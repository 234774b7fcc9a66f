import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { Crash, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, feed, handed } from '../support/files.ts'
import { newSystem } from '../support/system.ts'
import { countsOf, DAY, lines, taken } from './taken-feed.ts'

const database = useEmbeddedDynamoDb()
const newDistrict = async (centres = ['DKMM', 'N8']) => newSystem(await database.newStore(), centres)

describe('a feed that states the whole truth', () => {
  it('takes what it omits out of the count, in the centre-days that it holds alone', async () => {
    const system = await newDistrict()
    await taken(system, feed(certificateRows(4), certificateRows(3, { centreId: 'N8' })))
    const { replay } = await taken(system, feed(certificateRows(3)), { replace: true })
    expect(replay).toBe(false)
    expect(await countsOf(system)).toMatchObject({ certificates: 3 })
    expect(await countsOf(system, 'N8')).toMatchObject({ certificates: 3 })
  })

  it('changes nothing when it comes again, and takes out what came since with its bytes the same', async () => {
    const system = await newDistrict()
    const whole = feed(certificateRows(3))
    await taken(system, whole, { replace: true })
    expect((await taken(system, whole, { replace: true })).replay).toBe(true)
    await taken(system, feed(certificateRows(5)))
    expect(await countsOf(system)).toMatchObject({ certificates: 5 })
    expect((await taken(system, whole, { replace: true })).replay).toBe(false)
    expect(await countsOf(system)).toMatchObject({ certificates: 3 })
  })

  it('keeps on record what it omits, which a later feed may bring back', async () => {
    const system = await newDistrict()
    await taken(system, feed(certificateRows(4)))
    await taken(system, feed(certificateRows(2)), { replace: true })
    const { version } = (await system.store.head('DKMM', DAY))!.legs.certificates!
    const leg = await system.store.leg('DKMM', DAY, 'certificates', version)
    expect(leg.leg === 'certificates' && leg.rows.map(({ status }) => status)).toEqual([
      ...['issued', 'issued', 'omitted', 'omitted'],
    ])
    await taken(system, feed(certificateRows(3, { from: 2 })))
    expect(await countsOf(system)).toMatchObject({ certificates: 4 })
  })

  it('that stopped half-way is finished before the next, which it then does not take back', async () => {
    const system = await newDistrict()
    await taken(system, feed(certificateRows(4)))
    const dying = { ...system, store: crashingStore(system.store, { commit: 3, written: false }) }
    await expect(acceptFeed(handed(feed(certificateRows(2)), { replace: true }), dying)).rejects.toThrow(
      Crash,
    )
    system.at(DAY, '13:05')
    await taken(system, feed(certificateRows(3)))
    await sweep('sweep', system, { orphaned: true })
    expect(await countsOf(system)).toMatchObject({ certificates: 3 })
  })
})

describe('two feeds of which the later counts', () => {
  const whole = (count: number, from = 1) =>
    handed(feed(certificateRows(count, { from }), certificateRows(count, { from, centreId: 'N8' })), {
      replace: true,
    })

  it('give the whole truth of the later, whichever is applied first, and never both', async () => {
    const system = await newDistrict()
    const answers = await Promise.all([acceptFeed(whole(5), system), acceptFeed(whole(3, 50), system)])
    const latest = answers
      .flatMap((answer) => (answer.ok ? [answer.value.receipt] : []))
      .sort((a, b) => b.version - a.version)[0]!
    const [first] = await Promise.all(['DKMM', 'N8'].map((centreId) => countsOf(system, centreId)))
    expect(latest.outcome).not.toBe('pending')
    expect([5, 3]).toContain(first?.certificates)
    expect(await countsOf(system, 'N8')).toMatchObject({ certificates: first?.certificates })
  })

  it('wait for one that died, and are finished by the sweep in their order', async () => {
    const system = await newDistrict()
    const dying = { ...system, store: crashingStore(system.store, { commit: 3, written: false }) }
    await expect(acceptFeed(handed(feed(certificateRows(4))), dying)).rejects.toThrow(Crash)
    system.at(DAY, '13:00')
    const answered = await acceptFeed(
      { ...handed(feed(certificateRows(3, { from: 50 })), { replace: true }) },
      system,
    )
    expect(answered).toMatchObject({ ok: true, value: { receipt: { outcome: 'pending' } } })
    system.at(DAY, '13:05')
    await sweep('sweep', system)
    expect(await countsOf(system)).toMatchObject({ certificates: 3 })
  }, 30_000)

  it('of sheets leave each centre with the later one', async () => {
    const centres = Array.from({ length: 12 }, (_, at) => `C${at}`)
    const system = await newDistrict(centres)
    const tokens = (count: number) =>
      handed(lines('date,centre_id,tokens_issued', ...centres.map((id) => `${DAY},${id},${count}`)), {
        leg: 'tokens',
      })
    await Promise.all([acceptFeed(tokens(7), system), acceptFeed(tokens(8), system)])
    const counts = await Promise.all(centres.map((id) => countsOf(system, id)))
    expect(new Set(counts.map((count) => count?.tokens)).size).toBe(1)
  })
})

describe('a feed that takes longer than whoever waits', () => {
  it('is answered as pending, and finished by the sweep', async () => {
    const system = await newDistrict()
    const answered = await acceptFeed({ ...handed(feed(certificateRows(4))), patienceMs: 0 }, system)
    expect(answered).toMatchObject({ ok: true, value: { receipt: { rows: 4, outcome: 'pending' } } })
    await sweep('sweep', system)
    expect(await countsOf(system)).toMatchObject({ certificates: 4 })
  })
})
