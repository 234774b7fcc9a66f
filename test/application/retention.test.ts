import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { chunkKey } from '../../lib/adapters/dynamodb/keys.ts'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { judgeInline } from '../../lib/application/judge-inline.ts'
import { readReport } from '../../lib/application/read-report.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, handed, register } from '../support/files.ts'
import { newSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const OLD = '2021-08-28'

async function sweptAway(): Promise<Awaited<ReturnType<typeof newSystem>>> {
  const table = await database.newTable()
  const system = await newSystem(database.openStore(table), ['DKMM', 'N8'])
  const sheet = { date: OLD, leg: 'tokens' as const, final: true, by: 'operator' }
  await acceptSheet({ ...sheet, centreId: 'DKMM', bytes: register(9) }, system)
  await acceptSheet({ ...sheet, centreId: 'N8', bytes: register(9, { centreId: 'N8' }) }, system)
  const { pk, sk } = chunkKey('DKMM', OLD, 'tokens', 1, 0)
  await database
    .client()
    .send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }))
  return { ...system, store: database.openStore(table) }
}

describe('rows past their retention', () => {
  it('take no part any more, and stop nobody else', async () => {
    const system = await sweptAway()
    system.at('2022-12-01', '12:00')
    expect(await readReport('DKMM', OLD, system)).toBeNull()
    expect((await readReport('N8', OLD, system))?.report?.counts.tokens).toBe(9)
    expect(await sweep('sweep', system)).toMatchObject({ failed: 0 })
  })

  it('are begun anew by a feed that brings that day again, which blocks no other', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table), ['DKMM'])
    const first = { centreId: 'DKMM', date: OLD, leg: 'certificates' as const, final: false, by: 'registry' }
    await acceptSheet({ ...first, bytes: certificates(9) }, system)
    const { pk, sk } = chunkKey('DKMM', OLD, 'certificates', 1, 0)
    const key = { pk: { S: pk }, sk: { S: sk } }
    await database.client().send(new DeleteItemCommand({ TableName: table, Key: key }))
    const store = database.openStore(table)
    system.at('2022-12-01', '12:00')
    const bytes = feed(certificateRows(2), certificateRows(3, { date: '2022-12-01' }))
    expect(await acceptFeed(handed(bytes), { ...system, store })).toMatchObject({ ok: true })
    expect(await store.activeFeeds()).toEqual([])
    expect((await store.head('DKMM', '2022-12-01'))?.result?.counts.certificates).toBe(3)
    expect((await store.head('DKMM', OLD))?.legs.certificates).toMatchObject({ version: 2, rows: 2 })
  })

  it('leave nothing to do for ever where a leg of theirs comes anew, and keep what was found', async () => {
    const system = await sweptAway()
    const found = (await system.store.head('DKMM', OLD))?.result
    system.at('2022-12-01', '12:00')
    const anew = { centreId: 'DKMM', date: OLD, leg: 'certificates' as const, final: false, by: 'registry' }
    await acceptSheet({ ...anew, bytes: certificates(3) }, system)
    await sweep('sweep', system)
    expect(await system.store.head('DKMM', OLD)).toMatchObject({ dirty: false, dueAt: null, result: found })
    expect(await sweep('sweep', system)).toMatchObject({ daysJudged: 0, failed: 0 })
  })

  it('are damage while they should still be there: nothing is judged without them', async () => {
    const system = await sweptAway()
    system.at('2021-08-29', '13:00')
    await expect(readReport('N8', OLD, system)).rejects.toThrow('not whole')
    expect(await sweep('cut-off', system)).toMatchObject({ failed: 1 })
  })
})

describe('judging in line', () => {
  it('is left to the sweep where it takes too long', async () => {
    const system = await newSystem(await database.newStore())
    const never = { ...system.store, inForce: () => new Promise<never>(() => undefined) }
    const touched = [{ date: OLD, centres: ['DKMM'] }]
    expect(await judgeInline(touched, { ...system, store: never }, 20)).toEqual([])
  })
})
