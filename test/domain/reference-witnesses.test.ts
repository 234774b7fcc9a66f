import { describe, expect, it } from 'vitest'
import type { Policy } from '../../lib/domain/policy.ts'
import type { Finding, Rule } from '../../lib/domain/report.ts'
import {
  at,
  booking,
  bookings,
  CENTRE,
  certificateRun,
  type DistrictParts,
  FRIDAY,
  policy,
  ref,
  register,
  SUNDAY,
  stock,
  token,
  tokenRun,
  totals,
  vials,
} from '../support/district.ts'
import { dayOf, findingOf } from '../support/reference/ask.ts'

/** "Other witnesses" of docs/rules.md, by the reference. */

const finding = (rule: Rule, parts: DistrictParts, given: Partial<Policy> = {}): Finding | undefined =>
  findingOf(dayOf(parts, { policy: policy(given) }), rule)

describe('certificates-exceed-doses, by the reference', () => {
  const of = (certificates: number, overfill = 0) =>
    finding(
      'certificates-exceed-doses',
      {
        tokens: [register(tokenRun(9))],
        certificates: certificateRun(certificates),
        stock: [
          stock([vials({ dosesPerVial: 2 }), vials({ vialsOpened: 2, dosesPerVial: 1, dosesWasted: 1 })]),
        ],
      },
      { overfill },
    )

  it('counts how many too many and lists all, from the first past the doses', () => {
    expect(of(3)).toBe(undefined)
    expect(of(5)).toMatchObject({
      ...{ severity: 'major', count: 2, certificates: certificateRun(5).map((row) => row.certificateId) },
      at: '2021-08-28T09:08:00+05:30',
    })
  })

  it('takes more wasted than there were for none', () => {
    const wasted = [stock([vials({ vialsOpened: 0, dosesWasted: 2 })])]
    const exceeding = (certificates: number) =>
      finding('certificates-exceed-doses', { stock: wasted, certificates: certificateRun(certificates) })
    expect([exceeding(0), exceeding(1)?.count]).toEqual([undefined, 1])
  })

  it('rounds up where a vial holds half a dose more', () => {
    expect(of(5, 0.5)).toMatchObject({ count: 1, at: '2021-08-28T09:09:00+05:30' })
  })

  it('leaves aside what is of another day', () => {
    const parts = {
      tokens: [register(tokenRun(3), { date: FRIDAY }), register([])],
      certificates: certificateRun(3),
      stock: [stock([vials({ dosesPerVial: 1 })])],
    }
    expect(finding('certificates-exceed-doses', parts, { overfill: 0 })).toBe(undefined)
  })
})

describe('tokens-exceed-bookings, by the reference', () => {
  const none = { walkIns: false }
  const booked = (...refs: string[]) => bookings(refs.map((one) => booking({ ref: one })))

  it('lists who has no booking that stands, and is true from the first token past them', () => {
    const rows = [...tokenRun(3), token({ tokenNo: '9', ref: '', issuedAt: at('12:00') })]
    const cancelled = booking({ ref: ref(3), status: 'cancelled' })
    const leg = bookings([booking({ ref: ref(2) }), booking({ ref: '' }), cancelled])
    const parts = { tokens: [register(rows)], bookings: [leg] }
    expect(finding('tokens-exceed-bookings', parts, none)).toMatchObject({
      ...{ severity: 'major', count: 2, tokens: ['1', '3', '9'], at: '2021-08-28T09:02:00+05:30' },
    })
    expect(finding('tokens-exceed-bookings', parts)).toBe(undefined)
  })

  it('says nothing while there are as many bookings', () => {
    const parts = { tokens: [register(tokenRun(2))], bookings: [booked(ref(1), ref(7))] }
    expect(finding('tokens-exceed-bookings', parts, none)).toBe(undefined)
  })

  it('counts none for a centre without any where others have some, and is not judged where nobody has', () => {
    const tokens = [totals({ issued: 2 })]
    const elsewhere = bookings([booking()], { centreId: 'PHC10' })
    expect(finding('tokens-exceed-bookings', { tokens, bookings: [elsewhere] }, none)).toMatchObject({
      ...{ count: 2, tokens: [], at: null },
    })
    expect(finding('tokens-exceed-bookings', { tokens }, none)).toBe(undefined)
  })

  it('is as each centre has it', () => {
    const parts = { tokens: [totals({ issued: 2 })], bookings: [booked(ref(1))] }
    const own = { ...none, centres: { [CENTRE]: { walkIns: true } } }
    expect(finding('tokens-exceed-bookings', parts, own)).toBe(undefined)
    const other = { ...none, centres: { PHC10: { walkIns: true } } }
    expect(finding('tokens-exceed-bookings', parts, other)).toMatchObject({ count: 1 })
  })
})

describe('register-withheld, by the reference', () => {
  const absorbed: DistrictParts = { tokens: [totals({ issued: 2 })], certificates: certificateRun(2) }
  const following = (earlier: NonNullable<DistrictParts['tokens']>): DistrictParts => ({
    ...absorbed,
    tokens: [...absorbed.tokens!, ...earlier],
  })
  const withheld = {
    ...{ severity: 'major', count: 2, certificates: ['C0001', 'C0002'] },
    at: '2021-08-28T09:05:00+05:30',
  }
  const old = { date: FRIDAY }

  it('finds what was absorbed where the policy requires a register', () => {
    expect(finding('register-withheld', absorbed)).toBe(undefined)
    expect(finding('register-withheld', absorbed, { requiresRegister: true })).toMatchObject(withheld)
  })

  it('or where an earlier sheet of the centre carried a ref', () => {
    const named = register([token({ ref: ref(77) })], old)
    expect(finding('register-withheld', following([named]))).toMatchObject(withheld)
    expect(finding('register-withheld', following([{ ...named, centreId: 'PHC10' }]))).toBe(undefined)
    expect(finding('register-withheld', following([{ ...named, date: SUNDAY }]))).toBe(undefined)
    expect(finding('register-withheld', following([register([token({ ref: '' })], old)]))).toBe(undefined)
  })

  it('as far back as the history reaches, whether that day is past its cut-off or not', () => {
    const parts = following([register([token({ ref: ref(77) })], { date: '2021-08-25' })])
    expect(finding('register-withheld', parts, { historyDays: 3 })).toMatchObject(withheld)
    expect(finding('register-withheld', parts, { historyDays: 2 })).toBe(undefined)
    const open = following([register([token({ ref: ref(77) })], old)])
    expect(findingOf(dayOf(open, { asOf: at('11:00') }), 'register-withheld')?.count).toBe(2)
  })
})
