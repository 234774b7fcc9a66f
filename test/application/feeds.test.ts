import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptFeed, type FeedReceipt } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { bytesOf } from '../../lib/application/byte-source.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { Crash, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { CERTIFICATE_HEADER, certificateRows, feed, handed } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { countsOf, DAY, lines, taken } from './taken-feed.ts'

const database = useEmbeddedDynamoDb()
const newDistrict = async (centres = ['DKMM', 'N8']) => newSystem(await database.newStore(), centres)

describe('a feed of every leg', () => {
  const BOOKINGS = lines(
    'date,centre_id,beneficiary_ref,dose,slot,status',
    `${DAY},DKMM,41371800000001,1,09:00,booked`,
    `${DAY},N8,41371800000002,1,09:00,booked`,
    `${DAY},N8,41371800000003,1,09:00,Cancelled`,
  )
  const STOCK = lines(
    'date,centre_id,vials_opened,vaccine,batch,doses_per_vial,doses_wasted',
    `${DAY},DKMM,3,COVISHIELD,B1,10,2`,
    `${DAY},N8,1,COVISHIELD,B1,10,0`,
  )
  const TOKENS = lines('date,centre_id,tokens_issued', `${DAY},DKMM,55`, `${DAY},N8,9`)

  it.each([
    ['bookings', BOOKINGS, { bookings: 1 }, { bookings: 1 }],
    ['stock', STOCK, { doses: 31 }, { doses: 11 }],
    ['tokens', TOKENS, { tokens: 55 }, { tokens: 9 }],
  ] as const)('of %s is counted at each centre, and changes nothing again', async (leg, bytes, dkmm, n8) => {
    const system = await newDistrict()
    expect((await taken(system, bytes, { leg })).replay).toBe(false)
    expect(await countsOf(system)).toMatchObject(dkmm)
    expect(await countsOf(system, 'N8')).toMatchObject(n8)
    const heads = await system.store.heads([DAY])
    expect((await taken(system, bytes, { leg })).replay).toBe(true)
    expect(await system.store.heads([DAY])).toEqual(heads)
  })

  it('of bookings may state the whole truth too', async () => {
    const system = await newDistrict()
    await taken(system, BOOKINGS, { leg: 'bookings' })
    const fewer = lines('date,centre_id,beneficiary_ref,dose', `${DAY},N8,41371800000009,1`)
    await taken(system, fewer, { leg: 'bookings', replace: true })
    expect(await countsOf(system, 'N8')).toMatchObject({ bookings: 1 })
    expect(await countsOf(system)).toMatchObject({ bookings: 1 })
  })

  it('of sheets is refused whole for one fault, and changes nothing', async () => {
    const system = await newDistrict()
    const bytes = lines('date,centre_id,tokens_issued', `${DAY},DKMM,55`, `${DAY},N8,many`)
    const answered = await acceptFeed(handed(bytes, { leg: 'tokens' }), system)
    expect(answered).toMatchObject({
      ok: false,
      refusal: { faults: [{ row: 3, column: 'tokens_issued', reason: 'not-a-number' }] },
    })
    expect(await system.store.heads([DAY])).toEqual([])
  })

  it('of sheets that is resumed late does not take back a sheet that came after it', async () => {
    const system = await newDistrict()
    const dying = { ...system, store: crashingStore(system.store, { commit: 3, written: true }) }
    await expect(acceptFeed(handed(TOKENS, { leg: 'tokens' }), dying)).rejects.toThrow(Crash)
    system.at(DAY, '13:10')
    const later = lines('date,centre_id,tokens_issued', `${DAY},DKMM,60`, `${DAY},N8,10`)
    await taken(system, later, { leg: 'tokens' })
    await sweep('sweep', system, { orphaned: true })
    expect(await countsOf(system)).toMatchObject({ tokens: 60 })
    expect(await countsOf(system, 'N8')).toMatchObject({ tokens: 10 })
  })
})

describe('a feed that was cut off on its way', () => {
  const rows = certificateRows(40)
  const text = `${[CERTIFICATE_HEADER, ...rows].join('\n')}\n`

  it('changes nothing until it is whole, wherever within a row it was cut', async () => {
    const system = await newDistrict()
    const row = text.slice(0, 2000).split('\n').length
    const start = text.lastIndexOf('\n', 2000) + 1
    for (const end of [start + 3, start + 10, start + 30]) {
      const answered = await acceptFeed(handed(Buffer.from(text.slice(0, end))), system)
      expect(answered).toMatchObject({ ok: false, refusal: { faults: [{ row, reason: 'cut-off-feed' }] } })
    }
    expect(await system.store.heads([DAY])).toEqual([])
    expect((await taken(system, Buffer.from(text))).receipt).toMatchObject({ rows: 40 })
  })

  it('may be sent on from where it was cut, under the same header', async () => {
    const system = await newDistrict()
    await taken(system, feed(rows.slice(0, 25)))
    await taken(system, feed(rows.slice(20)))
    expect(await countsOf(system)).toMatchObject({ certificates: 40 })
    expect((await taken(system, Buffer.from(text))).replay).toBe(false)
    expect(await countsOf(system)).toMatchObject({ certificates: 40 })
  })
})

describe('rows in quarantine', () => {
  const bad = (count: number) => Array.from({ length: count }, (_, row) => `BAD-${row},DKMM,${DAY},,x,,`)

  it('are kept with their reasons beside the raw file, and counted on the board of their day', async () => {
    const system = await newDistrict()
    const bytes = feed(certificateRows(2), bad(2), ['C9,DKMM,never,,1,,'])
    const { receipt } = await taken(system, bytes)
    expect(receipt).toMatchObject({ rows: 5, quarantinedRows: 3 })
    const key = `raw/feeds/certificates/${receipt.sha256}.quarantined.csv`
    const list = await bytesOf(await system.rawFiles.open(key))
    expect(new TextDecoder().decode(list)).toBe(
      'row,column,reason\n4,dose,bad-dose\n5,dose,bad-dose\n6,vaccinated_on,bad-date\n',
    )
    expect(await system.store.quarantines(DAY)).toMatchObject([{ leg: 'certificates', rows: 3 }])
    await taken(system, bytes)
    expect(await system.store.quarantines(DAY)).toHaveLength(1)
  })

  it('are told to officials past the share of the policy, once, and not below it', async () => {
    const system = await newDistrict()
    const told = async () =>
      (await system.store.outbox.due(Date.UTC(2023, 0), 1000)).filter((id) => id.includes('quarantine'))
    await taken(system, feed(certificateRows(200), bad(3)))
    expect(await told()).toEqual([])
    const bytes = feed(certificateRows(20), bad(3))
    await taken(system, bytes)
    expect(await told()).toHaveLength(2)
    await taken(system, bytes)
    expect(await told()).toHaveLength(2)
  })
})

describe('a feed of more rows than memory should hold', () => {
  it('is the same to every centre-day as in small feeds, and leaves nothing on the disk', async () => {
    const centres = ['A', 'B', 'C', 'D']
    const system = await newDistrict(centres)
    const of = (centreId: string) =>
      Array.from(
        { length: 30_000 },
        (_, at) => `${centreId}-${at},${centreId},${DAY},${41371800000000 + at},1,,`,
      )
    const columns = centres.map(of)
    const mixed = columns[0]!.flatMap((_, at) => columns.map((column) => column[at]!))
    const { receipt } = await taken(system, feed(mixed))
    expect(receipt).toMatchObject({ rows: 120_000, quarantinedRows: 0, refused: [] })
    expect((receipt as FeedReceipt).centreDays.map(({ centreId }) => centreId)).toEqual(centres)
    const small = await newDistrict(centres)
    await taken(small, feed(columns[2]!))
    const rowsIn = async ({ store }: TestSystem) => {
      const leg = await store.leg('C', DAY, 'certificates', 1)
      return leg.leg === 'certificates' ? leg.rows.map(({ received, ...row }) => row) : []
    }
    expect(await rowsIn(system)).toEqual(await rowsIn(small))
    expect(await readdir(join(system.directory, 'spool'))).toEqual([])
  }, 60_000)
})

describe('a certificate sheet of which only bad rows are new', () => {
  it('has them counted and kept all the same, once', async () => {
    const system = await newDistrict()
    const at = { centreId: 'DKMM', date: DAY, leg: 'certificates' as const, final: false, by: 'registry' }
    await acceptSheet({ ...at, bytes: feed(certificateRows(2)) }, system)
    const bytes = feed(certificateRows(2), [`BAD,DKMM,${DAY},,x,,`])
    for (const _ of [1, 2]) await acceptSheet({ ...at, bytes }, system)
    expect(await system.store.quarantines(DAY)).toMatchObject([{ rows: 1 }])
  })
})
