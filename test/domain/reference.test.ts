import { describe, expect, it } from 'vitest'
import type { District } from '../../lib/domain/rows.ts'
import {
  at,
  booking,
  bookings,
  CENTRE,
  centre,
  certificate,
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
import { dayOf, findingOf, rulesOf } from '../support/reference/ask.ts'
import { referenceReconcile } from '../support/reference/reconcile.ts'

describe('the day of 28 August 2021, by the reference', () => {
  const parts = {
    tokens: [register(tokenRun(55))],
    certificates: certificateRun(71),
    bookings: [bookings(tokenRun(55).map(({ ref }) => booking({ ref })))],
  }

  it('finds the 16 of 71, by id, account and first moment, and proposes suspension', () => {
    const day = dayOf(parts)
    expect(day).toMatchObject({ outcome: 'breach', action: 'propose-suspension' })
    expect(day.findings).toEqual([
      {
        rule: 'certificate-without-token',
        severity: 'critical',
        count: 16,
        certificates: certificateRun(16, 56).map((row) => row.certificateId),
        tokens: [],
        issuedBy: { 'amc-admin': 16 },
        at: '2021-08-28T10:00:00+05:30',
        explanation: '',
      },
      {
        rule: 'running-excess',
        severity: 'major',
        count: 16,
        certificates: certificateRun(14, 58).map((row) => row.certificateId),
        tokens: [],
        issuedBy: { 'amc-admin': 14 },
        at: '2021-08-28T10:02:00+05:30',
        explanation: '',
      },
    ])
  })

  it('counts every leg', () => {
    expect(dayOf(parts).counts).toEqual({
      bookings: 55,
      tokens: 55,
      deferred: 0,
      left: 0,
      doses: null,
      certificates: 71,
      matched: 55,
      absorbed: 0,
      pending: 0,
      unjudged: 0,
      surplus: 16,
      shortfall: 0,
    })
  })

  it('finds nothing once the sixteen are left out', () => {
    const day = dayOf({ ...parts, certificates: certificateRun(55) })
    expect(day).toMatchObject({ outcome: 'balanced', action: 'none', findings: [] })
  })
})

describe('what waits, by the reference', () => {
  const parts = {
    tokens: [register([token({ issuedAt: at('10:00') })], { final: false })],
    certificates: certificateRun(3, 1, { issuedAt: at('10:05') }),
  }

  it('is pending while issued after the watermark of a sheet that is still open', () => {
    const day = dayOf(parts, { asOf: at('11:00') })
    expect(day).toMatchObject({ outcome: 'incomplete', counts: { pending: 2, surplus: 0 } })
  })

  it('is surplus once the cut-off has passed, to the minute', () => {
    expect(dayOf(parts, { asOf: at('12:00', SUNDAY) }).counts).toMatchObject({ pending: 0, surplus: 2 })
    expect(dayOf(parts, { asOf: at('11:59', SUNDAY) }).counts).toMatchObject({ pending: 2, surplus: 0 })
  })

  it('does not see what was issued after the moment asked for', () => {
    expect(dayOf(parts, { asOf: at('10:04') }).counts).toMatchObject({ tokens: 1, certificates: null })
  })

  it('is by count beside anonymous rows: no more than was issued after the watermark', () => {
    const sheet = totals({ issued: 1 }, { final: false, uploadedAt: at('10:00') })
    const rows = [
      ...certificateRun(2, 1, { issuedAt: at('09:30') }),
      ...certificateRun(1, 3, { issuedAt: at('10:30') }),
    ]
    const day = dayOf({ tokens: [sheet], certificates: rows }, { asOf: at('11:00') })
    expect(day.counts).toMatchObject({ absorbed: 1, pending: 1, surplus: 1 })
  })
})

describe('other rules, by the reference', () => {
  it('finds a certificate for a person who was deferred that day', () => {
    const day = dayOf({
      tokens: [register([token({ outcome: 'deferred' })])],
      certificates: [certificate()],
    })
    expect(day).toMatchObject({ outcome: 'breach', counts: { matched: 0, surplus: 1, deferred: 1 } })
    expect(rulesOf(day)).toEqual(['certificate-for-deferred-token'])
  })

  it('says since when: the cut-off or the first certificate, and nothing where one has no time', () => {
    const since = (...times: (number | null)[]): string | null | undefined => {
      const rows = times.map((issuedAt, i) => certificate({ certificateId: `C${i}`, ref: ref(i), issuedAt }))
      return findingOf(dayOf({ certificates: rows }), 'no-token-sheet')?.at
    }
    expect(since(at('10:00'), at('11:00'))).toBe('2021-08-29T12:00:00+05:30')
    expect(since(at('13:00', SUNDAY), at('14:00', SUNDAY))).toBe('2021-08-29T13:00:00+05:30')
    expect(since(at('13:00', SUNDAY), null)).toBe(null)
  })

  it('says of an unknown centre that alone', () => {
    const day = dayOf({ certificates: [certificate()], centres: [centre({ centreId: 'PHC10' })] })
    expect(rulesOf(day)).toEqual(['unknown-centre'])
    expect(day.action).toBe('notify')
  })

  it('finds a sheet without any certificate, from the cut-off on', () => {
    const parts = { tokens: [register(tokenRun(2))] }
    expect(dayOf(parts).findings).toMatchObject([
      { rule: 'no-certificates', severity: 'major', count: 2, at: '2021-08-29T12:00:00+05:30' },
      { rule: 'token-without-certificate', severity: 'minor', tokens: ['1', '2'] },
    ])
    expect(dayOf(parts, { asOf: at('20:00') })).toMatchObject({ outcome: 'incomplete', findings: [] })
  })

  it('takes a feed that is all revoked for a shortfall and not for a feed that is missing', () => {
    const day = dayOf({ tokens: [register([token()])], certificates: [certificate({ status: 'revoked' })] })
    expect(rulesOf(day)).toEqual(['token-without-certificate'])
    expect(day.counts.certificates).toBe(0)
  })

  it('counts bookings that stand, and doses with what is drawn beyond the label', () => {
    const parts = {
      bookings: [bookings([booking(), booking({ status: 'cancelled' })])],
      stock: [stock([vials({ vialsOpened: 3, dosesWasted: 2 }), vials()])],
    }
    expect(dayOf(parts).counts).toMatchObject({ bookings: 1, doses: 42, certificates: null, tokens: null })
    const unlabelled = [stock([vials(), vials({ dosesPerVial: null })])]
    expect(dayOf({ stock: unlabelled }).counts.doses).toBe(null)
  })

  it('balances before the cut-off only where the sheet is final', () => {
    const outcome = (final: boolean): string =>
      dayOf(
        { tokens: [register([token()], { final })], certificates: [certificate()] },
        { asOf: at('11:00') },
      ).outcome
    expect([outcome(true), outcome(false)]).toEqual(['balanced', 'incomplete'])
  })

  it('does not miss the feed of a day on which a later certificate claims a token, even a deferred one', () => {
    const tokens = [token({ outcome: 'deferred' }), token({ tokenNo: '2', ref: ref(2) })]
    const parts = { tokens: [register(tokens, { date: FRIDAY })], certificates: [certificate()] }
    expect(rulesOf(dayOf(parts, { date: FRIDAY }))).toEqual(['token-without-certificate'])
  })

  it('lists no centre-day without a row, and every day of the range', () => {
    const asked = { from: FRIDAY, to: SUNDAY, asOf: null }
    const empty: District = { tokens: [], certificates: [], bookings: [], stock: [], centres: null }
    expect(referenceReconcile(empty, asked, policy())).toMatchObject({
      dates: [FRIDAY, SATURDAY, SUNDAY],
      centreDays: [],
    })
    expect(() => dayOf({ tokens: [register([])] })).toThrow(`${CENTRE} is not listed`)
  })
})
