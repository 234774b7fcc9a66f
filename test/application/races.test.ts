import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectLedger, expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const CENTRES = Array.from({ length: 10 }, (_, number) => `C${number}`)

/** Ten clients with nothing in common but the table: each has a store, and so a cache, of its own. */
async function clients(count: number): Promise<readonly TestSystem[]> {
  const table = await database.newTable()
  const first = await newSystem(database.openStore(table), CENTRES)
  const others = Array.from({ length: count - 1 }, () => ({ ...first, store: database.openStore(table) }))
  return [first, ...others]
}

/** Of ten people of C0, five are certified under a sister centre: what C0 shows depends on all ten centres. */
function certificatesOf(centreId: string, number: number): Uint8Array {
  const own = certificateRows(8, { centreId })
  const sisters = number > 0 && number <= 5 ? certificateRows(1, { centreId: 'C0', from: number }) : []
  const under = sisters.map((row) => row.replaceAll(',C0,', `,${centreId},`))
  return feed(centreId === 'C0' ? certificateRows(5, { centreId: 'C0', from: 6 }) : own, under)
}

describe('writers at the same moment', () => {
  it('leave no stale result and lose no ledger entry: tokens of one centre-day and certificates of ten', async () => {
    for (let round = 0; round < 10; round++) {
      const [tokenClient, ...rest] = await clients(11)
      const tokens = {
        centreId: 'C0',
        date: DAY,
        leg: 'tokens' as const,
        bytes: register(10, { centreId: 'C0' }),
        final: true,
        by: 'op',
      }
      await Promise.all([
        acceptSheet(tokens, tokenClient!),
        ...CENTRES.map((centreId, number) =>
          acceptSheet(
            {
              centreId,
              date: DAY,
              leg: 'certificates',
              bytes: certificatesOf(centreId, number),
              final: false,
              by: 'registry',
            },
            rest[number]!,
          ),
        ),
      ])
      await expectNoStaleResult(DAY, DAY, tokenClient!)
      await expectLedger('C0', 'sheet-accepted', 2, tokenClient!)
      for (const centreId of CENTRES.slice(1)) await expectLedger(centreId, 'sheet-accepted', 1, tokenClient!)
      expect((await tokenClient!.store.head('C0', DAY))?.result).toMatchObject({
        counts: { tokens: 10, certificates: 5, shortfall: 0 },
      })
    }
  }, 120_000)

  it('end with one incident and one message a recipient and channel when feeds of ten clients overlap', async () => {
    const all = await clients(10)
    const bytes = feed(
      certificateRows(8, { centreId: 'C0' }),
      certificateRows(20, { centreId: 'C0', from: 500, by: 'stolen' }),
    )
    const tokens = {
      centreId: 'C0',
      date: DAY,
      leg: 'tokens' as const,
      bytes: register(8, { centreId: 'C0' }),
      final: true,
      by: 'op',
    }
    await Promise.all(
      all.map((client, number) =>
        number === 0 ? acceptSheet(tokens, client) : acceptFeed(handed(bytes), client),
      ),
    )
    await sweep('sweep', all[0]!, { orphaned: true })
    await expectNoStaleResult(DAY, DAY, all[0]!)
    const due = await all[0]!.store.outbox.due(Date.UTC(2022, 0), 100)
    expect([...due].sort()).toEqual(
      ['dio:email', 'dio:sms', 'head:email', 'head:sms'].map((to) => `C0.${DAY}.1:1:1:${to}`),
    )
  }, 60_000)

  it('leave no stale result on the days around', async () => {
    const all = await clients(6)
    const days = ['2021-08-25', '2021-08-26', '2021-08-27', DAY]
    await Promise.all([
      ...days.map((date, number) =>
        acceptSheet(
          {
            centreId: 'C0',
            date,
            leg: 'tokens',
            bytes: register(6, { centreId: 'C0', date, from: 1 + 6 * number }),
            final: true,
            by: 'op',
          },
          all[number]!,
        ),
      ),
      ...days.map((date, number) =>
        acceptSheet(
          {
            centreId: 'C0',
            date,
            leg: 'certificates',
            bytes: certificates(6, { centreId: 'C0', date, from: 1 + 6 * Math.max(0, number - 1) }),
            final: false,
            by: 'registry',
          },
          all[number]!,
        ),
      ),
    ])
    await expectNoStaleResult('2021-08-25', DAY, all[5]!)
  }, 60_000)
})
