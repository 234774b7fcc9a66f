import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { changeSuspension } from '../../lib/application/change-suspension.ts'
import { handleIncident } from '../../lib/application/command-incident.ts'
import { escalateDue } from '../../lib/application/escalate.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, feed, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const NOBODY_EVER = Date.UTC(2023, 0)
const command = {
  by: 'dio',
  reason: 'looked into',
  reference: 'AMC/1',
  reviewOn: '2021-09-04',
  incidentId: null,
}

const tokens = (system: TestSystem, count: number, date = DAY, from = 1) =>
  acceptSheet(
    {
      centreId: 'DKMM',
      date,
      leg: 'tokens',
      bytes: register(count, { date, from }),
      final: true,
      by: 'operator',
    },
    system,
  )
const fakes = (system: TestSystem, count: number, date = DAY) =>
  acceptFeed(handed(feed(certificateRows(20, { date }), certificateRows(count, { date, from: 900 }))), system)
const toldIds = async ({ store }: TestSystem) => store.outbox.due(NOBODY_EVER, 1000)

describe('a suspension that the system proposed', () => {
  it('is taken back, and nobody further is told, when a feed of the whole truth leaves out what was too many', async () => {
    const system = await newSystem(await database.newStore())
    await tokens(system, 10)
    await fakes(system, 0)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'proposed' })
    await acceptFeed(handed(feed(certificateRows(10)), { replace: true }), system)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'active', sequence: 2 })
    expect(await toldIds(system)).toContain('DKMM:status:2:head:sms')
    system.at(DAY, '13:40')
    expect(await escalateDue(system)).toBe(0)
    const refused = await changeSuspension('DKMM', { ...command, action: 'confirm' }, null, system)
    expect(refused).toMatchObject({ ok: false, refusal: { reason: 'not-allowed', status: 'active' } })
  })

  it('comes with an alert of its own when a finding grows until the policy calls for it', async () => {
    const system = await newSystem(await database.newStore())
    await tokens(system, 20)
    await fakes(system, 3)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'active' })
    await fakes(system, 8)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'proposed' })
    expect(await toldIds(system)).toContain(`DKMM.${DAY}.1:2:1:dio:sms`)
  })

  it('is not lost behind another one that is refused', async () => {
    const system = await newSystem(await database.newStore())
    for (const date of ['2021-08-27', DAY]) {
      await tokens(system, 20, date)
      await fakes(system, 9, date)
    }
    expect(await system.store.suspension('DKMM')).toMatchObject({
      status: 'proposed',
      incidentId: 'DKMM.2021-08-27.1',
    })
    await changeSuspension('DKMM', { ...command, action: 'refuse', reviewOn: null }, null, system)
    const next = { status: 'proposed', incidentId: `DKMM.${DAY}.1`, proposedBy: 'milaan', sequence: 3 }
    expect(await system.store.suspension('DKMM')).toMatchObject(next)
    await changeSuspension('DKMM', { ...command, action: 'refuse', reviewOn: null }, null, system)
    expect(await system.store.suspension('DKMM')).toMatchObject({ status: 'active', sequence: 4 })
  })
})

describe('the ladder', () => {
  it('tells the next step once, and nobody more after an acknowledgement', async () => {
    const system = await newSystem(await database.newStore(), ['DKMM'])
    await tokens(system, 20)
    await fakes(system, 16)
    system.at(DAY, '13:29')
    expect(await escalateDue(system)).toBe(0)
    system.at(DAY, '13:31')
    expect(await escalateDue(system)).toBe(1)
    expect(await escalateDue(system)).toBe(0)
    const ids = await toldIds(system)
    expect(ids.filter((id) => id.includes('commissioner'))).toEqual([
      `DKMM.${DAY}.1:1:2:commissioner:email`,
      `DKMM.${DAY}.1:1:2:commissioner:sms`,
    ])
  })

  it('stops at an acknowledgement', async () => {
    const system = await newSystem(await database.newStore())
    await tokens(system, 20)
    await fakes(system, 16)
    await handleIncident(`DKMM.${DAY}.1`, { kind: 'acknowledge', by: 'dio', note: '' }, null, system)
    system.at(DAY, '15:00')
    expect(await escalateDue(system)).toBe(0)
  })

  it('goes on with the others where one incident cannot be told', async () => {
    const system = await newSystem(await database.newStore(), ['DKMM', 'N8'])
    await tokens(system, 20)
    await fakes(system, 16)
    const n8 = feed(certificateRows(9, { centreId: 'N8', from: 700 }))
    const sheet = { centreId: 'N8', date: DAY, leg: 'tokens' as const, final: true, by: 'operator' }
    await acceptSheet({ ...sheet, bytes: register(1, { centreId: 'N8' }) }, system)
    await acceptFeed(handed(n8), system)
    system.at(DAY, '13:31')
    const incident: TestSystem['store']['incident'] = (id) =>
      id.startsWith('DKMM') && failing ? Promise.reject(new Error('gone')) : system.store.incident(id)
    let failing = false
    const store = {
      ...system.store,
      incident,
      dueIncidents: async (now: number) => {
        const due = await system.store.dueIncidents(now)
        failing = true
        return due
      },
    }
    expect(await escalateDue({ ...system, store })).toBe(1)
    expect((await toldIds(system)).filter((id) => id.includes('commissioner'))).toHaveLength(2)
  })
})

describe('a feed', () => {
  it('that one centre-day cannot take is applied to all others, and blocks no day', async () => {
    const system = await newSystem(await database.newStore(), ['DKMM', 'N8'])
    const { store } = system
    const tooLarge: TestSystem['store'] = {
      ...store,
      commit: async (change) => {
        if (change.legs?.some((leg) => leg.centreId === 'N8')) {
          const rows = Array.from({ length: 140_000 }, (_, row) => ({
            ...{
              certificateId: `${Math.sin(row)}${Math.cos(row)}${Math.tan(row)}${row}`,
              centreId: 'N8',
              date: DAY,
            },
            ...{
              ref: `${Math.random()}${Math.random()}`,
              dose: 1,
              vaccine: '',
              batch: '',
              issuedAt: null,
              issuedBy: '',
            },
            ...{ status: 'issued' as const, received: 1 },
          }))
          return store.commit({ legs: [{ ...change.legs[0]!, content: { leg: 'certificates', rows } }] })
        }
        return store.commit(change)
      },
    }
    const bytes = feed(certificateRows(5), certificateRows(5, { centreId: 'N8' }))
    const answered = await acceptFeed(handed(bytes), { ...system, store: tooLarge })
    expect(answered).toMatchObject({
      ok: true,
      value: { receipt: { refused: [{ centreId: 'N8', date: DAY, reason: 'too-many-rows' }] } },
    })
    expect(await store.activeFeeds()).toEqual([])
    expect((await store.head('DKMM', DAY))?.dirty).toBe(false)
    expect(await store.head('N8', DAY)).toBeNull()
  }, 60_000)

  it('sent again after a correction that it contradicts is the later received, and wins', async () => {
    const system = await newSystem(await database.newStore())
    await tokens(system, 1)
    const row = (dose: number) =>
      new TextEncoder().encode(
        `certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose\nK1,DKMM,${DAY},,${dose}\n`,
      )
    const doseOf = async () => {
      const head = await system.store.head('DKMM', DAY)
      const content = await system.store.leg('DKMM', DAY, 'certificates', head!.legs.certificates!.version)
      return content.leg === 'certificates' ? content.rows[0]?.dose : null
    }
    for (const dose of [1, 2, 1]) {
      await acceptFeed(handed(row(dose)), system)
      expect(await doseOf()).toBe(dose)
    }
    const again = await acceptFeed(handed(row(1)), system)
    expect(again).toMatchObject({ ok: true, value: { replay: true } })
  })

  it('whose first real rows of a date come after an empty certificate sheet is known at every centre', async () => {
    const system = await newSystem(await database.newStore(), ['DKMM', 'A', 'B'])
    await tokens(system, 2)
    const empty = feed([])
    await acceptSheet(
      { centreId: 'A', date: DAY, leg: 'certificates', bytes: empty, final: false, by: 'registry' },
      system,
    )
    await acceptFeed(handed(feed(certificateRows(1, { centreId: 'B' }))), system)
    expect((await system.store.head('DKMM', DAY))?.result?.counts.certificates).toBe(0)
    await expectNoStaleResult(DAY, DAY, system)
  })
})
