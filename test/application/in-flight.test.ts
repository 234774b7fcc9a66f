import { type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sourceOf } from '../../lib/application/byte-source.ts'
import { readReport } from '../../lib/application/read-report.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, handed, refOf, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const [FROM, TO] = ['2021-08-19', '2021-09-03'] as const
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The same table through a store, and so caches, of its own. */
const another = (system: TestSystem, table: string): TestSystem => ({
  ...system,
  store: database.openStore(table),
})

function signal() {
  let give: () => void = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

/**
 * As DynamoDB may: of the first transaction that counts on a mark, the mark is there, `between` happens, and the rest
 * follows. The embedded database writes all of it at one moment.
 */
function tearing(table: string, between: () => Promise<unknown>): TestSystem['store'] {
  const client = database.newClient()
  let isTorn = false
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { TransactItems?: TransactWriteItem[] }
      const mark = input.TransactItems?.find(({ Update }) => Update?.Key?.pk?.S === 'MARKS')?.Update
      if (!mark || isTorn) return next(args)
      isTorn = true
      await database.client().send(new UpdateItemCommand(mark))
      await between()
      input.TransactItems = input.TransactItems!.filter(({ Update }) => Update !== mark)
      return next(args)
    },
    { step: 'initialize' },
  )
  return database.openStore(table, client)
}

describe('a transaction of which one item can be read before the other', () => {
  it('leaves nobody with rows of before, who has read the mark and not yet the head', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table), ['C0', 'C1'])
    system.at(DAY, '18:00')
    const warm = another(system, table)
    const store = tearing(table, () => warm.store.inForce(FROM, TO))
    const tied = new TextDecoder().decode(register(4, { centreId: 'C0' })).replaceAll(',C0,', ',C1,')
    await acceptSheet(
      { centreId: 'C1', date: DAY, leg: 'tokens', final: true, by: 'op', bytes: bytes(tied) },
      { ...system, store },
    )
    await acceptSheet(
      {
        centreId: 'C0',
        date: DAY,
        leg: 'certificates',
        final: false,
        by: 'op',
        bytes: certificates(4, { centreId: 'C0' }),
      },
      warm,
    )
    await expectNoStaleResult(DAY, DAY, another(system, table))
  })
})

describe('a feed that two apply at the same time', () => {
  const bookings = (status: string) => ({
    ...{ leg: 'bookings' as const, by: 'registry' },
    source: sourceOf(
      bytes(
        `date,centre_id,beneficiary_ref,dose,slot,status\n${DAY},C0,${refOf('C0', 1)},1,09:00,${status}\n`,
      ),
    ),
  })

  it('takes nothing back that came after it, though one of them is late', async () => {
    const table = await database.newTable()
    const system = await newSystem(database.openStore(table), ['C0', 'C1'])
    system.at(DAY, '10:00')
    const [again, warm] = [another(system, table), another(system, table)]
    const [reached, released] = [signal(), signal()]
    let isFirst = true
    const head: TestSystem['store']['head'] = async (centreId, date) => {
      const before = await system.store.head(centreId, date)
      if (!isFirst) return before
      isFirst = false
      reached.give()
      await released.given
      return before
    }
    const slow = acceptFeed(bookings('booked'), { ...system, store: { ...system.store, head } })
    await reached.given
    await acceptFeed(bookings('booked'), again)
    await acceptFeed(bookings('cancelled'), again)
    await warm.store.inForce(FROM, TO)
    released.give()
    await slow
    for (const who of [system, again, warm]) expect(await sweep('sweep', who)).toMatchObject({ failed: 0 })
    expect((await warm.store.head('C0', DAY))?.result?.counts.bookings).toBe(0)
    await expectNoStaleResult(DAY, DAY, warm)
  })
})

describe('a centre-day whose first rows came with a feed that is on its way', () => {
  it('has no report yet', async () => {
    const system = await newSystem(await database.newStore(), ['C0', 'C1'])
    system.at(DAY, '18:00')
    const store = crashingStore(system.store, { commit: 4, written: true })
    const rows = feed(certificateRows(2, { centreId: 'C0' }), certificateRows(2, { centreId: 'C1' }))
    await acceptFeed(handed(rows), { ...system, store }).catch(() => null)
    expect(await system.store.activeFeeds()).toHaveLength(1)
    expect(await readReport('C0', DAY, system)).toMatchObject({ head: { dirty: true }, report: null })
    expect(await readReport('C0', '2021-08-27', system)).toBeNull()
  })
})
