import { describe, expect, it } from 'vitest'
import type { BookingRow, StockRow, TokenRow } from '../../lib/domain/rows.ts'
import {
  at,
  booking,
  bookings,
  certificateRun,
  FRIDAY,
  policy,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  stock,
  token,
  tokenRun,
  totals,
  vials,
} from '../support/district.ts'
import { found, type Question, reported, rulesOf } from '../support/judged.ts'

describe('certificates-exceed-doses', () => {
  const issued = (count: number, rows: readonly StockRow[]) => ({
    tokens: [register(tokenRun(count))],
    certificates: certificateRun(count),
    stock: [stock(rows)],
  })

  it('speaks from the first certificate past the doses, overfill counted in', () => {
    expect(rulesOf(reported(issued(11, [vials()])))).toEqual([])
    const finding = found(reported(issued(13, [vials()])), 'certificates-exceed-doses')
    expect(finding).toMatchObject({
      severity: 'major',
      count: 2,
      tokens: [],
      at: '2021-08-28T09:16:00+05:30',
      explanation: '13 certificates stand against 11 doses from the vials opened: 2 too many.',
    })
    expect(finding.certificates).toHaveLength(13)
  })

  it('sums the rows and takes off what was wasted', () => {
    const rows = [vials(), vials({ vialsOpened: 2, dosesPerVial: 5, dosesWasted: 3 })]
    expect(rulesOf(reported(issued(20, rows)))).toEqual([])
    expect(found(reported(issued(21, rows)), 'certificates-exceed-doses').count).toBe(1)
  })

  it('counts a part of a dose as none', () => {
    const half: Question = { policy: policy({ overfill: 0.5 }) }
    expect(rulesOf(reported(issued(10, [vials()]), half))).toEqual([])
    expect(found(reported(issued(11, [vials()]), half), 'certificates-exceed-doses')).toMatchObject({
      count: 1,
      at: '2021-08-28T09:15:00+05:30',
      explanation: '11 certificates stand against 10.5 doses from the vials opened: 1 too many.',
    })
  })

  it('is not judged where a row lacks doses per vial, or without a stock sheet', () => {
    expect(rulesOf(reported(issued(20, [vials(), vials({ dosesPerVial: null })])))).toEqual([])
    expect(rulesOf(reported({ ...issued(20, []), stock: [] }))).toEqual([])
  })

  it('leaves aside certificates for tokens of other days and other centres', () => {
    const tokens = [
      register(tokenRun(11)),
      register(tokenRun(1, 12), { date: FRIDAY }),
      register(tokenRun(1, 13), { centreId: 'PHC9' }),
    ]
    expect(rulesOf(reported({ ...issued(13, [vials()]), tokens }))).toEqual(['elsewhere', 'late'])
  })

  it('has no moment where one of them has no time', () => {
    const timeless = certificateRun(1, 12, { issuedAt: null })
    const parts = { ...issued(12, [vials()]), certificates: [...certificateRun(11), ...timeless] }
    expect(found(reported(parts), 'certificates-exceed-doses')).toMatchObject({ count: 1, at: null })
  })

  it('takes the overfill of the centre', () => {
    const none = policy({ centres: { DKMM: { overfill: 0 } } })
    expect(rulesOf(reported(issued(11, [vials()]), { policy: none }))).toEqual(['certificates-exceed-doses'])
  })

  it('takes more wasted than opened for no dose at all', () => {
    const wasted = [stock([vials({ vialsOpened: 0, dosesWasted: 2 })])]
    const nobody = { stock: wasted, tokens: [totals({ issued: 0 })] }
    expect(reported(nobody).findings.map(({ rule }) => rule)).not.toContain('certificates-exceed-doses')
    const one = { ...issued(1, []), stock: wasted }
    expect(found(reported(one), 'certificates-exceed-doses')).toMatchObject({
      count: 1,
      at: '2021-08-28T09:05:00+05:30',
    })
  })
})

describe('tokens-exceed-bookings', () => {
  const bookedOnly: Question = { policy: policy({ walkIns: false }) }
  const given = (tokens: readonly TokenRow[], rows: readonly BookingRow[]) => ({
    tokens: [register(tokens)],
    certificates: certificateRun(3),
    bookings: [bookings(rows)],
  })
  const booked = (count: number): BookingRow[] =>
    Array.from({ length: count }, (_, n) => booking({ ref: ref(n + 1) }))

  it('lists the tokens that nobody booked, from the first one past the bookings', () => {
    expect(rulesOf(reported(given(tokenRun(3), booked(3)), bookedOnly))).toEqual([])
    expect(
      found(reported(given(tokenRun(3), booked(1)), bookedOnly), 'tokens-exceed-bookings'),
    ).toMatchObject({
      severity: 'major',
      count: 2,
      certificates: [],
      tokens: ['2', '3'],
      at: '2021-08-28T09:01:00+05:30',
      explanation:
        '3 tokens were given out against 1 booking: 2 too many where nobody is served without one.',
    })
  })

  it('is kept where walk-ins are taken', () => {
    expect(rulesOf(reported(given(tokenRun(3), booked(1))))).toEqual([])
    const own = policy({ centres: { DKMM: { walkIns: false } } })
    expect(rulesOf(reported(given(tokenRun(3), booked(1)), { policy: own }))).toEqual([
      'tokens-exceed-bookings',
    ])
  })

  it('counts what is not vaccinated, and blank refs as not booked', () => {
    const rows = [
      ...tokenRun(1),
      token({ tokenNo: '2', ref: ref(2), outcome: 'left' }),
      token({ tokenNo: '3', ref: '' }),
    ]
    const finding = found(reported(given(rows, booked(2)), bookedOnly), 'tokens-exceed-bookings')
    expect(finding).toMatchObject({ count: 1, tokens: ['3'] })
  })

  it('counts standing bookings alone', () => {
    const rows = [booking(), booking({ ref: ref(2), status: 'cancelled' })]
    const finding = found(reported(given(tokenRun(2), rows), bookedOnly), 'tokens-exceed-bookings')
    expect(finding).toMatchObject({ count: 1, tokens: ['2'] })
  })

  it('counts and lists a line that repeats another not twice', () => {
    const rows = [...tokenRun(2), token({ tokenNo: '9' })]
    expect(rulesOf(reported(given(rows, booked(2)), bookedOnly))).not.toContain('tokens-exceed-bookings')
    const strangers = given(rows, [booking({ ref: ref(7) })])
    expect(found(reported(strangers, bookedOnly), 'tokens-exceed-bookings').tokens).toEqual(['1', '2'])
  })

  it('takes a booking without a ref for nobody', () => {
    const parts = given([token({ ref: '' }), token({ tokenNo: '2', ref: '' })], [booking({ ref: '' })])
    expect(found(reported(parts, bookedOnly), 'tokens-exceed-bookings')).toMatchObject({
      count: 1,
      tokens: ['1', '2'],
    })
  })

  it('takes no bookings for none at all where other centres were given some', () => {
    const parts = { tokens: [register(tokenRun(1))], certificates: certificateRun(1) }
    expect(rulesOf(reported(parts, bookedOnly))).toEqual([])
    const others = { ...parts, bookings: [bookings([booking()], { centreId: 'PHC9' })] }
    expect(found(reported(others, bookedOnly), 'tokens-exceed-bookings')).toMatchObject({
      count: 1,
      tokens: ['1'],
    })
    const otherDay = { ...parts, bookings: [bookings([booking()], { date: SUNDAY })] }
    expect(rulesOf(reported(otherDay, bookedOnly))).toEqual([])
  })

  it('lists none of a totals sheet, and has no moment there or where a time is missing', () => {
    const sheet = { ...given([], booked(1)), tokens: [totals({ issued: 3 })] }
    expect(found(reported(sheet, bookedOnly), 'tokens-exceed-bookings')).toMatchObject({
      count: 2,
      tokens: [],
      at: null,
    })
    const timeless = given([...tokenRun(1), token({ tokenNo: '2', ref: ref(2), issuedAt: null })], booked(1))
    expect(found(reported(timeless, bookedOnly), 'tokens-exceed-bookings').at).toBeNull()
  })
})

describe('register-withheld', () => {
  const bare = { tokens: [totals({ issued: 3 })], certificates: certificateRun(2) }
  const asked: Question = { policy: policy({ requiresRegister: true }) }

  it('lists what was paired by count alone where a register is required', () => {
    expect(rulesOf(reported(bare))).toEqual(['token-without-certificate'])
    expect(found(reported(bare, asked), 'register-withheld')).toMatchObject({
      severity: 'major',
      count: 2,
      certificates: ['C0001', 'C0002'],
      tokens: [],
      at: '2021-08-28T09:05:00+05:30',
      explanation:
        'For want of references 2 certificates could be paired by count alone; a register with references is expected of this centre.',
    })
  })

  it('speaks of a centre that has kept a register before', () => {
    const rulesAfter = (leg = register(tokenRun(1, 50), { date: FRIDAY })) =>
      rulesOf(reported({ ...bare, tokens: [...bare.tokens, leg] }))
    expect(rulesAfter()).toContain('register-withheld')
    expect(rulesAfter(register([token({ ref: '' })], { date: FRIDAY }))).not.toContain('register-withheld')
    expect(rulesAfter(totals({ issued: 9 }, { date: FRIDAY }))).not.toContain('register-withheld')
    expect(rulesAfter(register(tokenRun(1, 50), { centreId: 'PHC9', date: FRIDAY }))).not.toContain(
      'register-withheld',
    )
    expect(rulesAfter(register(tokenRun(1, 50), { date: SUNDAY }))).not.toContain('register-withheld')
  })

  it('is kept where every certificate has its own line', () => {
    const named = { tokens: [register(tokenRun(2))], certificates: certificateRun(2) }
    expect(rulesOf(reported(named, asked))).toEqual([])
  })

  it('speaks of blank lines of a register too, and has no moment where a time is missing', () => {
    const tokens = [register([token({ ref: '' })])]
    const certificates = certificateRun(1, 1, { issuedAt: null })
    expect(found(reported({ tokens, certificates }, asked), 'register-withheld')).toMatchObject({
      count: 1,
      at: null,
    })
  })

  it('is required of a single centre', () => {
    const own = policy({ centres: { DKMM: { requiresRegister: true } } })
    expect(rulesOf(reported(bare, { policy: own, date: SATURDAY, asOf: at('12:00', SUNDAY) }))).toContain(
      'register-withheld',
    )
  })
})
