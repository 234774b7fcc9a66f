import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet, type Upload } from '../../lib/application/accept-sheet.ts'
import { changeSuspension } from '../../lib/application/change-suspension.ts'
import { findBreak } from '../../lib/domain/ledger.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const day = { centreId: 'DKMM', date: '2021-08-28' }
const tokens = (bytes: Uint8Array, over: Partial<Upload> = {}): Upload => ({
  ...day,
  leg: 'tokens',
  bytes,
  final: false,
  by: 'operator',
  ...over,
})

async function dayOfTheFakes(): Promise<TestSystem> {
  const system = await newSystem(await database.newStore())
  system.at('2021-08-28', '13:00')
  await acceptSheet(tokens(register(55)), system)
  await acceptFeed(
    handed(feed(certificateRows(55), certificateRows(16, { from: 1001, by: 'amc-admin' }))),
    system,
  )
  return system
}

describe('the day of 28 August 2021', () => {
  it('finds 16 of 71, tells both officials of the first tier by SMS and e-mail, and proposes suspension', async () => {
    const { store } = await dayOfTheFakes()
    const head = await store.head('DKMM', '2021-08-28')
    expect(head).toMatchObject({ dirty: false, incidentId: 'DKMM.2021-08-28.1' })
    expect(head?.result).toMatchObject({
      outcome: 'breach',
      action: 'propose-suspension',
      counts: { tokens: 55, certificates: 71, surplus: 16 },
    })
    const due = await store.outbox.due(Date.UTC(2022, 0), 100)
    expect([...due].sort()).toEqual(
      ['dio:email', 'dio:sms', 'head:email', 'head:sms'].map((to) => `DKMM.2021-08-28.1:1:1:${to}`),
    )
    expect(await store.suspension('DKMM')).toMatchObject({
      status: 'proposed',
      sequence: 1,
      proposedBy: 'milaan',
    })
  })

  it('suspends when an official confirms, and says so to machines', async () => {
    const system = await dayOfTheFakes()
    const command = {
      action: 'confirm' as const,
      by: 'dio',
      reason: 'Sixteen fakes',
      reference: 'AMC/1',
      reviewOn: '2021-09-04',
      incidentId: null,
    }
    const changed = await changeSuspension('DKMM', command, 1, system)
    expect(changed).toMatchObject({ ok: true, value: { status: 'suspended', sequence: 2 } })
    expect(await system.store.outbox.due(Date.UTC(2022, 0), 100)).toContain('DKMM:status:2:centre-status')
  })

  it('keeps every decision in a whole chain', async () => {
    const { store } = await dayOfTheFakes()
    const entries = await store.ledger('DKMM')
    expect(findBreak(entries)).toBeNull()
    expect(entries.map((entry) => entry.kind)).toEqual([
      'sheet-accepted',
      'sheet-accepted',
      'result-stored',
      'suspension-changed',
    ])
  })

  it('changes nothing when the same feed comes again, in another order, and twice at once', async () => {
    const system = await dayOfTheFakes()
    const before = await system.store.outbox.due(Date.UTC(2022, 0), 100)
    const rows = [...certificateRows(55), ...certificateRows(16, { from: 1001, by: 'amc-admin' })]
    const again = await acceptFeed(handed(feed(rows)), system)
    expect(again).toMatchObject({ ok: true, value: { replay: true } })
    const reversed = feed([...rows].reverse())
    await Promise.all([1, 2].map(() => acceptFeed(handed(reversed), system)))
    expect(await system.store.outbox.due(Date.UTC(2022, 0), 100)).toEqual(before)
    expect((await system.store.head('DKMM', '2021-08-28'))?.legs.certificates?.version).toBe(1)
  })

  it('answers the receipt in force when the same sheet comes again', async () => {
    const system = await newSystem(await database.newStore())
    const first = await acceptSheet(tokens(register(55)), system)
    const again = await acceptSheet(tokens(register(55)), system)
    expect(first).toMatchObject({
      ok: true,
      value: { replay: false, receipt: { version: 1, rows: 55, outcome: 'incomplete' } },
    })
    expect(again).toMatchObject({ ok: true, value: { replay: true, receipt: { version: 1 } } })
    const closing = await acceptSheet(tokens(register(55), { final: true }), system)
    expect(closing).toMatchObject({
      ok: true,
      value: { replay: false, receipt: { version: 2, final: true } },
    })
  })

  it('refuses a bad sheet whole, keeps its bytes, and leaves the version before in force', async () => {
    const system = await newSystem(await database.newStore())
    await acceptSheet(tokens(register(55)), system)
    const bad = new TextEncoder().encode('date,centre_id,token_no\n2021-13-45,DKMM,1\n2021-08-28,OTHER,2\n')
    const refused = await acceptSheet(tokens(bad), system)
    expect(refused).toMatchObject({ ok: false, refusal: { faults: [{ row: 2 }, { row: 3 }] } })
    expect((await system.store.head('DKMM', '2021-08-28'))?.legs.tokens?.version).toBe(1)
  })

  it('is balanced when every token has its certificate and the sheet is final', async () => {
    const system = await newSystem(await database.newStore())
    await acceptSheet(
      { ...day, leg: 'certificates', bytes: certificates(55), final: false, by: 'registry' },
      system,
    )
    const receipt = await acceptSheet(tokens(register(55), { final: true }), system)
    expect(receipt).toMatchObject({ ok: true, value: { receipt: { outcome: 'balanced', findings: [] } } })
    expect(await system.store.outbox.due(Date.UTC(2022, 0), 100)).toEqual([])
  })
})
