import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { changeSuspension } from '../../lib/application/change-suspension.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import {
  CERTIFICATE_HEADER,
  certificateRows,
  certificates,
  feed,
  handed,
  register,
} from '../support/files.ts'
import { newSystem, OFFICIALS, type TestSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const NOBODY_EVER = Date.UTC(2023, 0)

/** As many as the register takes, all of them on the first step of the ladder, each by SMS and e-mail. */
async function fullLadder(mode: 'propose' | 'auto'): Promise<TestSystem> {
  const system = await newSystem(await database.newStore())
  for (let number = OFFICIALS.length; number < 20; number++) {
    await system.store.putOfficial({ ...OFFICIALS[0]!, officialId: `official-${number}` })
  }
  for (const official of OFFICIALS) await system.store.putOfficial({ ...official, tier: 1 })
  const { policy } = system.district
  const suspension = { ...policy.suspension, mode }
  return { ...system, district: { ...system.district, policy: { ...policy, suspension } } }
}

async function breach(system: TestSystem, date: string): Promise<void> {
  const sheet = { centreId: 'DKMM', date, leg: 'tokens' as const, bytes: register(20, { date }) }
  await acceptSheet({ ...sheet, final: true, by: 'operator' }, system)
  const bytes = feed(certificateRows(20, { date }), certificateRows(9, { date, from: 900 }))
  await acceptFeed(handed(bytes), system)
}

describe('a district with as many officials as it may have', () => {
  it('alerts and suspends at once in one transaction', async () => {
    const system = await fullLadder('auto')
    await breach(system, DAY)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'suspended' })
    expect(await system.store.outbox.due(NOBODY_EVER, 1000)).toHaveLength(20 * 2 * 2 + 1)
  })

  it('is told of a refusal and of the proposal that waited behind it in one transaction', async () => {
    const system = await fullLadder('propose')
    for (const date of ['2021-08-27', DAY]) await breach(system, date)
    const refuse = { action: 'refuse' as const, by: 'dio', reason: 'looked into', reference: 'AMC/1' }
    await changeSuspension('DKMM', { ...refuse, reviewOn: null, incidentId: null }, null, system)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'proposed', sequence: 3 })
  })
})

describe('a leg of a centre-day', () => {
  /** Certificates `from` to `from + count - 1`, without refs: nothing but their number matters here. */
  const plain = (from: number, count: number): Uint8Array => {
    const rows = Array.from({ length: count }, (_, row) => `X${from + row},DKMM,${DAY},,1,,`)
    return new TextEncoder().encode(`${[CERTIFICATE_HEADER, ...rows].join('\n')}\n`)
  }
  const upload = (bytes: Uint8Array) => ({
    centreId: 'DKMM',
    date: DAY,
    leg: 'certificates' as const,
    bytes,
    final: false,
    by: 'registry',
  })

  it('takes 50,000 rows over all its files, and refuses the file with one more, changing nothing', async () => {
    const system = await newSystem(await database.newStore())
    expect(await acceptSheet(upload(plain(0, 30_000)), system)).toMatchObject({ ok: true })
    const refused = await acceptSheet(upload(plain(30_000, 20_001)), system)
    expect(refused).toMatchObject({
      ok: false,
      refusal: { faults: [{ reason: 'too-many-rows-in-centre-day' }] },
    })
    expect((await system.store.head('DKMM', DAY))?.legs.certificates).toMatchObject({
      version: 1,
      rows: 30_000,
    })
    expect(await acceptSheet(upload(plain(30_000, 20_000)), system)).toMatchObject({ ok: true })
    expect((await system.store.head('DKMM', DAY))?.legs.certificates).toMatchObject({
      version: 2,
      rows: 50_000,
    })
  }, 60_000)

  it('is refused alone where a feed would take it over the limit, and named in the receipt', async () => {
    const system = await newSystem(await database.newStore())
    await acceptSheet(upload(plain(0, 50_000)), system)
    const answered = await acceptFeed(handed(certificates(3)), system)
    const refused = [{ centreId: 'DKMM', date: DAY, reason: 'too-many-rows' }]
    expect(answered).toMatchObject({ ok: true, value: { receipt: { refused } } })
    expect(await system.store.activeFeeds()).toEqual([])
  }, 60_000)
})
