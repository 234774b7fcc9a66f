import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { suspensionKey } from '../../lib/adapters/dynamodb/keys.ts'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { changeSuspension } from '../../lib/application/change-suspension.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { instantAt } from '../../lib/domain/calendar.ts'
import { neverSuspended } from '../../lib/domain/suspension.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificates, handed, register } from '../support/files.ts'
import { underPolicy } from '../support/history.ts'
import { interruptedStore } from '../support/interrupt.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const at = (time: string) => instantAt(DAY, time, 'Asia/Kolkata')

async function change(
  action: 'propose' | 'confirm' | 'propose-reinstatement' | 'confirm-reinstatement',
  by: string,
  system: TestSystem,
) {
  const command = { action, by, reason: 'seen', reference: 'AMC/1', reviewOn: '2021-09-04', incidentId: null }
  const changed = await changeSuspension('DKMM', command, null, system)
  if (!changed.ok) throw new Error(changed.refusal.reason)
}
async function suspend(system: TestSystem): Promise<void> {
  await change('propose', 'dio', system)
  await change('confirm', 'head', system)
}
async function reinstate(system: TestSystem): Promise<void> {
  await change('propose-reinstatement', 'dio', system)
  await change('confirm-reinstatement', 'head', system)
}
const whileSuspended = async ({ store }: TestSystem) =>
  (await store.head('DKMM', DAY))?.result?.findings.find(({ rule }) => rule === 'certificate-while-suspended')
    ?.count
/** Thirty people: a token every four minutes from nine o'clock, the certificate two minutes later. */
async function handInAll(system: TestSystem): Promise<void> {
  await acceptSheet(
    { centreId: 'DKMM', date: DAY, leg: 'tokens', bytes: register(30), final: true, by: 'op' },
    system,
  )
  await acceptFeed(handed(certificates(30)), system)
}

describe('a centre that was suspended for an hour', () => {
  it('has the certificates of that hour as findings, whenever they come in, and no others', async () => {
    const system = await newSystem(await database.newStore())
    system.at(DAY, '09:30')
    await suspend(system)
    system.at(DAY, '10:30')
    await reinstate(system)
    expect((await system.store.suspension('DKMM')).periods).toEqual([
      { from: at('09:30'), until: at('10:30') },
    ])
    expect((await system.store.suspensionPeriods()).get('DKMM')).toEqual([
      { from: at('09:30'), until: at('10:30') },
    ])
    system.at(DAY, '13:00')
    await handInAll(system)
    // 09:34, 09:38 and so on to 10:26; the one of 09:30 was issued at the moment itself, that of 10:30 likewise.
    expect(await whileSuspended(system)).toBe(14)
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('is judged again where its rows came in before it was known, by the sweep at the latest', async () => {
    const system = await newSystem(await database.newStore())
    system.at(DAY, '10:00')
    await handInAll(system)
    expect(await whileSuspended(system)).toBeUndefined()
    await suspend(system)
    expect((await system.store.head('DKMM', DAY))?.dueAt).toBe(at('10:00'))
    await sweep('sweep', system)
    expect(await whileSuspended(system)).toBeGreaterThan(0)
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('is judged again on the days before too, where a row of theirs was issued after it', async () => {
    const system = await newSystem(await database.newStore())
    const before = { centreId: 'DKMM', date: '2021-08-26' }
    system.at(DAY, '10:00')
    const ahead = new TextDecoder().decode(certificates(3, before)).replaceAll('2021-08-26T', '2021-08-28T1')
    const rows = { ...before, leg: 'tokens' as const, final: true, by: 'op' }
    await acceptSheet({ ...rows, bytes: register(3, before) }, system)
    await acceptFeed(handed(new TextEncoder().encode(ahead.replaceAll('T109', 'T19'))), system)
    await suspend(system)
    expect(await system.store.dueDates(at('10:00'))).toEqual(['2021-08-26'])
    await sweep('sweep', system)
    const head = await system.store.head('DKMM', '2021-08-26')
    expect(head?.result?.findings.map(({ rule }) => rule)).toContain('certificate-while-suspended')
    await expectNoStaleResult('2021-08-26', '2021-08-26', system)
  })

  it('is known at night where it was suspended before periods were kept', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table))
    system.at(DAY, '10:00')
    await handInAll(system)
    const { periods: _, ...old } = {
      ...neverSuspended('DKMM'),
      status: 'suspended',
      sequence: 2,
      since: at('09:30'),
    }
    const Item = marshall({ ...suspensionKey('DKMM'), ...old })
    await database.client().send(new PutItemCommand({ TableName: table, Item }))
    await sweep('nightly', system)
    expect((await system.store.suspensionPeriods()).get('DKMM')).toEqual([{ from: at('09:30'), until: null }])
    expect(await whileSuspended(system)).toBe(22)
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('has no result that does not know of it, though it was being made at that moment', async () => {
    for (let call = 1; ; call++) {
      const table = await database.newTable()
      const system = await newSystem(database.openStore(table))
      system.at(DAY, '10:00')
      await acceptSheet(
        { centreId: 'DKMM', date: DAY, leg: 'tokens', bytes: register(30), final: true, by: 'op' },
        system,
      )
      const other = { ...system, store: database.openStore(table) }
      const store = interruptedStore(system.store, call, () => suspend(other))
      const rows = { centreId: 'DKMM', date: DAY, leg: 'certificates' as const, final: false, by: 'registry' }
      await acceptSheet({ ...rows, bytes: certificates(30) }, { ...system, store })
      if (store.calls() < call) return
      await sweep('sweep', system)
      await expectNoStaleResult(DAY, DAY, system)
    }
  }, 60_000)

  it('is judged again where the system itself suspended it, and that once', async () => {
    const made = await newSystem(await database.newStore())
    const { suspension } = made.district.policy
    const system = underPolicy(made, { suspension: { ...suspension, mode: 'auto' } })
    system.at(DAY, '10:00')
    const rows = { centreId: 'DKMM', date: DAY, leg: 'tokens' as const, final: true, by: 'op' }
    await acceptSheet({ ...rows, bytes: register(8) }, system)
    await acceptFeed(handed(certificates(30)), system)
    expect((await system.store.suspension('DKMM')).periods).toEqual([{ from: at('10:00'), until: null }])
    expect((await system.store.head('DKMM', DAY))?.dueAt).toBe(at('10:00') - 1)
    await sweep('sweep', system)
    expect(await whileSuspended(system)).toBeGreaterThan(0)
    expect(await sweep('sweep', system)).toMatchObject({ daysJudged: 0 })
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('is what its register says where officials never decided anything', async () => {
    const system = await newSystem(await database.newStore())
    const standing = (await system.store.centre('DKMM'))!
    await system.store.putCentre({ ...standing, status: 'suspended', suspendedAt: at('10:30') })
    await handInAll(system)
    expect(await whileSuspended(system)).toBeGreaterThan(0)
    await expectNoStaleResult(DAY, DAY, system)
  })
})
