import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { readReport } from '../../lib/application/read-report.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { feed, handed } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const CENTRES = ['A', 'B', 'C']
const DAYS = ['2021-08-24', '2021-08-25', '2021-08-26', '2021-08-27', '2021-08-28']

/** The same cases each time: a run of others is `FC_SEED=$RANDOM npx vitest run test/application/incremental`. */
const SEED = Number(process.env.FC_SEED ?? 20_210_828)

interface Sizes {
  readonly centres: readonly string[]
  readonly days: readonly string[]
  readonly people: number
  readonly ids: number
}

/** One hand-in for these centres and days, of so many people and certificate ids. */
function stepOf({ centres, days, people, ids }: Sizes) {
  const place = { centreId: fc.constantFrom(...centres), date: fc.constantFrom(...days) }
  const person = fc.integer({ min: 0, max: people })
  const token = fc.record({
    person,
    dose: fc.constantFrom('1', '2', ''),
    outcome: fc.constantFrom('vaccinated', 'vaccinated', 'deferred'),
  })
  const certificate = fc.record({
    ...place,
    id: fc.integer({ min: 1, max: ids }),
    person,
    dose: fc.constantFrom('1', '2', ''),
    status: fc.constantFrom('issued', 'issued', 'issued', 'revoked'),
  })
  return fc.oneof(
    fc.record({
      kind: fc.constant('register' as const),
      ...place,
      final: fc.boolean(),
      tokens: fc.array(token, { maxLength: 6 }),
    }),
    fc.record({
      kind: fc.constant('totals' as const),
      ...place,
      final: fc.boolean(),
      issued: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({
      kind: fc.constant('bookings' as const),
      ...place,
      booked: fc.array(fc.constantFrom('booked', 'cancelled'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('stock' as const), ...place, vials: fc.integer({ min: 0, max: 2 }) }),
    fc.record({
      kind: fc.constant('feed' as const),
      certificates: fc.array(certificate, { minLength: 1, maxLength: 8 }),
    }),
  )
}
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer S> ? S : never

/** A certificate's date is corrected by the look-back at most: what moves further is beyond what judging reads. */
const idOn = (date: string, id: number): number =>
  date === DAYS[0] ? id % 12 : date === DAYS.at(-1) ? 13 + (id % 12) : id

const refOf = (number: number): string => (number === 0 ? '' : `4137000000${String(1000 + number)}`)
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)

async function handIn(given: Step, system: TestSystem): Promise<void> {
  if (given.kind === 'feed') {
    const rows = given.certificates.map(
      ({ id, centreId, date, person: who, dose, status }) =>
        `K${idOn(date, id)},${centreId},${date},${refOf(who)},${dose},${date}T10:00:00+05:30,desk,${status}`,
    )
    const file = feed(rows)
    const text = new TextDecoder().decode(file).replace('issued_by\n', 'issued_by,status\n')
    await acceptFeed(handed(new TextEncoder().encode(text)), system)
    return
  }
  const { centreId, date } = given
  if (given.kind === 'bookings' || given.kind === 'stock') {
    const file = given.kind === 'bookings' ? bookingsOf(given) : stockOf(given)
    await acceptSheet({ centreId, date, leg: given.kind, bytes: file, final: false, by: 'operator' }, system)
    return
  }
  const { final } = given
  const file =
    given.kind === 'totals'
      ? bytes(['date,centre_id,tokens_issued', `${date},${centreId},${given.issued}`])
      : bytes([
          'date,centre_id,token_no,beneficiary_ref,dose,outcome',
          ...given.tokens.map(
            (row, number) =>
              `${date},${centreId},${number + 1},${refOf(row.person)},${row.dose},${row.outcome}`,
          ),
        ])
  await acceptSheet({ centreId, date, leg: 'tokens', bytes: file, final, by: 'operator' }, system)
}

function bookingsOf({ centreId, date, booked }: Extract<Step, { readonly kind: 'bookings' }>): Uint8Array {
  const lines = booked.map((status, number) => `${date},${centreId},${refOf(number + 1)},1,${status}`)
  return bytes(['date,centre_id,beneficiary_ref,dose,status', ...lines])
}

/** Two doses a vial: few people exceed them. */
function stockOf({ centreId, date, vials }: Extract<Step, { readonly kind: 'stock' }>): Uint8Array {
  const header = 'date,centre_id,vaccine,vials_opened,doses_per_vial,doses_wasted'
  return bytes([header, `${date},${centreId},COVISHIELD,${vials},2,0`])
}

interface Certified {
  readonly centreId: string
  readonly id: number
  readonly person: number
}

function certify(rows: readonly Certified[], date: string, system: TestSystem): Promise<void> {
  const certificates = rows.map((row) => ({ ...row, date, dose: '1' as const, status: 'issued' as const }))
  return handIn({ kind: 'feed', certificates }, system)
}

describe('judging only what a change can affect', () => {
  it.each([
    // So that nearly every row concerns another centre-day, too.
    ['few people', { centres: CENTRES, days: DAYS, people: 5, ids: 25 }],
    // So that few rows do but by an id, which is corrected to another person and centre.
    [
      'few certificates that are corrected again and again',
      { centres: CENTRES, days: DAYS, people: 30, ids: 5 },
    ],
  ])(
    'leaves every stored result as a full run would have it, whatever comes in of %s',
    async (_, sizes) => {
      await fc.assert(
        fc.asyncProperty(fc.array(stepOf(sizes), { minLength: 1, maxLength: 10 }), async (steps) => {
          const system = await newSystem(await database.newStore(), sizes.centres)
          system.at('2021-08-28', '18:00')
          for (const given of steps) await handIn(given, system)
          // One writer alone meets nobody: a result that is put off would be a race with itself.
          expect(system.logger.lines.filter(({ code }) => code === 'judging-postponed')).toEqual([])
          await expectNoStaleResult(DAYS[0]!, DAYS.at(-1)!, system)
        }),
        { numRuns: 60, seed: SEED },
      )
    },
    180_000,
  )

  it('judges again who had a token that a certificate claimed, before it was corrected to another ref elsewhere', async () => {
    const system = await newSystem(await database.newStore(), ['A', 'A1', 'B', 'C'])
    system.at('2021-08-28', '18:00')
    const date = DAYS[3]!
    const certified = (...rows: readonly Certified[]) => certify(rows, date, system)
    const tokens = [{ person: 1, dose: '1', outcome: 'vaccinated' }] as const
    await handIn({ kind: 'register', centreId: 'A', date, final: true, tokens: [...tokens] }, system)
    await certified({ centreId: 'A1', id: 1, person: 7 })
    await certified({ centreId: 'B', id: 2, person: 1 })
    expect((await system.store.head('A', date))?.result?.counts).toMatchObject({ shortfall: 0 })
    await certified({ centreId: 'C', id: 2, person: 9 })
    expect((await system.store.head('A', date))?.result?.counts).toMatchObject({ shortfall: 1 })
    expect((await readReport('A', date, system))?.report?.counts.shortfall).toBe(1)
    await expectNoStaleResult(DAYS[0]!, DAYS[4]!, system)
  })

  it('does not count a certificate again that was corrected, when somebody else hands in', async () => {
    const system = await newSystem(await database.newStore(), ['A', 'B', 'E', 'F'])
    system.at('2021-08-28', '18:00')
    const date = DAYS[3]!
    const certified = (...rows: readonly Certified[]) => certify(rows, date, system)
    const register = (centreId: string, ...people: readonly number[]) => {
      const tokens = people.map((person) => ({ person, dose: '1' as const, outcome: 'vaccinated' as const }))
      return handIn({ kind: 'register', centreId, date, final: true, tokens }, system)
    }
    await register('A', 1)
    await register('B', 5)
    await certified({ centreId: 'B', id: 1, person: 1 })
    await certified({ centreId: 'E', id: 2, person: 6 }, { centreId: 'E', id: 3, person: 5 })
    await certified({ centreId: 'F', id: 4, person: 7 }, { centreId: 'F', id: 3, person: 9 })
    await register('A', 1, 8)
    expect((await system.store.head('B', date))?.result?.counts).toMatchObject({ shortfall: 1 })
    await expectNoStaleResult(DAYS[0]!, DAYS[4]!, system)
  })

  it('judges a sister centre again when the token that its certificate had claimed is taken out of the sheet', async () => {
    const system = await newSystem(await database.newStore(), CENTRES)
    system.at('2021-08-28', '18:00')
    const date = DAYS[4]!
    const here = { dose: '1', outcome: 'vaccinated' } as const
    const sheet = { kind: 'register' as const, date, final: true }
    await handIn({ ...sheet, centreId: 'B', tokens: [] }, system)
    await handIn({ ...sheet, centreId: 'A', tokens: [{ ...here, person: 1 }] }, system)
    const certified = { centreId: 'B', date, id: 1, person: 1, dose: '1', status: 'issued' } as const
    await handIn({ kind: 'feed', certificates: [certified] }, system)
    expect((await system.store.head('B', date))?.result?.counts).toMatchObject({ matched: 1, surplus: 0 })
    await handIn({ ...sheet, centreId: 'A', tokens: [{ ...here, person: 2 }] }, system)
    expect((await system.store.head('B', date))?.result?.counts).toMatchObject({ matched: 0, surplus: 1 })
  })

  it('keeps in mind that a feed holds a date, though the centre that it names has only untied certificates', async () => {
    const system = await newSystem(await database.newStore(), CENTRES)
    system.at('2021-08-28', '18:00')
    const token = { person: 5, dose: '1', outcome: 'vaccinated' } as const
    const sheet = { kind: 'register' as const, date: DAYS[0]!, final: false, tokens: [token] }
    await handIn({ ...sheet, centreId: 'B' }, system)
    await handIn({ ...sheet, centreId: 'A' }, system)
    const nameless = { centreId: 'B', date: DAYS[0]!, id: 1, person: 0, dose: '1', status: 'issued' } as const
    await handIn({ kind: 'feed', certificates: [nameless] }, system)
    await handIn({ kind: 'totals', centreId: 'A', date: DAYS[3]!, final: false, issued: 0 }, system)
    await expectNoStaleResult(DAYS[0]!, DAYS[4]!, system)
  })

  it('reads no rows of centre-days that have nothing to do with it again', async () => {
    const store = await database.newStore()
    const system = await newSystem(store, CENTRES)
    await handIn({ kind: 'totals', centreId: 'A', date: DAYS[4]!, final: true, issued: 3 }, system)
    const read: string[] = []
    const watched: TestSystem['store'] = {
      ...store,
      leg: (centreId, date, leg, version) => {
        read.push(`${centreId} ${leg} ${version}`)
        return store.leg(centreId, date, leg, version)
      },
    }
    await handIn(
      { kind: 'totals', centreId: 'B', date: DAYS[4]!, final: true, issued: 4 },
      { ...system, store: watched },
    )
    expect(read).toEqual(['B tokens 1'])
  })
})
