import { describe, expect, it } from 'vitest'
import type { Centre, CertificateRow } from '../../lib/domain/rows.ts'
import {
  at,
  centre,
  certificate,
  FRIDAY,
  policy,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  tokenRun,
} from '../support/district.ts'
import { found, type Question, reported, rulesOf } from '../support/judged.ts'

const SECOND = 1000

/** A certificate for each moment, for people who all have a token of that morning. */
const issuedAt = (...moments: readonly (number | null)[]): CertificateRow[] =>
  moments.map((issued, n) => certificate({ certificateId: `C${n + 1}`, ref: ref(n + 1), issuedAt: issued }))

const dayOf = (certificates: readonly CertificateRow[], own: Partial<Centre> = {}) => ({
  tokens: [register(tokenRun(certificates.length).map((row) => ({ ...row, issuedAt: at('00:00') })))],
  certificates,
  centres: [centre(own)],
})

describe('off-hours', () => {
  it('has both ends of the hours with their tolerance inside', () => {
    const inside = dayOf(issuedAt(at('08:00'), at('18:00')))
    expect(rulesOf(reported(inside))).toEqual([])
    const outside = dayOf(issuedAt(at('08:00') - SECOND, at('12:00'), at('18:00') + SECOND))
    expect(found(reported(outside), 'off-hours')).toMatchObject({
      severity: 'minor',
      count: 2,
      certificates: ['C1', 'C3'],
      tokens: [],
      at: '2021-08-28T07:59:59+05:30',
      explanation:
        '2 certificates were issued outside the opening hours (09:00 to 17:00, with 60 minutes of tolerance).',
    })
  })

  it('asks for the time of day, whatever the day', () => {
    const certificates = issuedAt(at('12:00', SUNDAY), at('23:00', FRIDAY))
    expect(found(reported(dayOf(certificates)), 'off-hours').certificates).toEqual(['C2'])
    expect(rulesOf(reported(dayOf(issuedAt(at('17:30'), at('09:00', SUNDAY)))))).toEqual([])
  })

  it('is major where one of those listed is unexplained', () => {
    const night = dayOf(issuedAt(at('21:00')))
    const stray = certificate({ certificateId: 'C9', ref: ref(9), issuedAt: at('12:00') })
    const withStray = (issued: number) => ({
      ...night,
      certificates: [...night.certificates, { ...stray, issuedAt: issued }],
    })
    expect(found(reported(withStray(at('12:00'))), 'off-hours').severity).toBe('minor')
    expect(found(reported(withStray(at('22:00'))), 'off-hours').severity).toBe('major')
  })

  it('takes a closing before the opening to be of the next morning', () => {
    const night = { opens: 22 * 60, closes: 6 * 60 }
    expect(rulesOf(reported(dayOf(issuedAt(at('21:00'), at('07:00', SUNDAY)), night)))).toEqual([])
    const noon = reported(dayOf(issuedAt(at('23:30'), at('12:00')), night))
    expect(found(noon, 'off-hours').certificates).toEqual(['C2'])
  })

  it('says nothing where the hours are not known, or fill the day with their tolerance', () => {
    const night = issuedAt(at('03:00'))
    expect(rulesOf(reported(dayOf(night, { opens: null })))).toEqual([])
    expect(rulesOf(reported(dayOf(night, { closes: null })))).toEqual([])
    expect(rulesOf(reported({ ...dayOf(night), centres: null }))).toEqual([])
    const long = { opens: 9 * 60, closes: 17 * 60 }
    const tolerance = (offHoursToleranceMinutes: number): Question => ({
      policy: policy({ offHoursToleranceMinutes }),
    })
    expect(rulesOf(reported(dayOf(issuedAt(at('01:00')), long), tolerance(8 * 60)))).toEqual([])
    expect(rulesOf(reported(dayOf(issuedAt(at('01:00')), long), tolerance(8 * 60 - 1)))).toEqual([
      'off-hours',
    ])
  })

  it('leaves alone a certificate without a time', () => {
    expect(rulesOf(reported(dayOf(issuedAt(null))))).toEqual([])
    expect(found(reported(dayOf(issuedAt(null, at('23:00')))), 'off-hours')).toMatchObject({
      count: 1,
      at: '2021-08-28T23:00:00+05:30',
    })
  })

  it('takes the tolerance of the centre', () => {
    const strict = policy({ centres: { DKMM: { offHoursToleranceMinutes: 0 } } })
    const parts = dayOf(issuedAt(at('17:00'), at('17:00') + SECOND))
    expect(found(reported(parts, { policy: strict }), 'off-hours').certificates).toEqual(['C2'])
  })
})

describe('issue-burst', () => {
  const three = policy({ issueBurst: { certificates: 2, minutes: 10 } })

  it('speaks of more than allowed within the window, both ends included', () => {
    const burst = dayOf(issuedAt(at('10:00'), at('10:04'), at('10:10')))
    expect(found(reported(burst, { policy: three }), 'issue-burst')).toMatchObject({
      severity: 'minor',
      count: 3,
      certificates: ['C1', 'C2', 'C3'],
      at: '2021-08-28T10:10:00+05:30',
      explanation: '3 certificates were issued in a burst: more than 2 by one account within 10 minutes.',
    })
    const slower = dayOf(issuedAt(at('10:00'), at('10:04'), at('10:10') + SECOND))
    expect(rulesOf(reported(slower, { policy: three }))).toEqual([])
    expect(rulesOf(reported(dayOf(issuedAt(at('10:00'), at('10:01'))), { policy: three }))).toEqual([])
  })

  it('asks sixteen within ten minutes by default', () => {
    const everyMinute = (count: number): CertificateRow[] =>
      issuedAt(...Array.from({ length: count }, (_, n) => at('10:00') + n * 30 * SECOND))
    expect(rulesOf(reported(dayOf(everyMinute(15))))).toEqual([])
    expect(found(reported(dayOf(everyMinute(16))), 'issue-burst').count).toBe(16)
  })

  it('lists each certificate once that is in any such window, and none between windows', () => {
    const times = ['09:00', '09:05', '09:10', '09:15', '09:30', '10:00', '10:00', '10:00'] as const
    const report = reported(dayOf(issuedAt(...times.map((time) => at(time)))), { policy: three })
    expect(found(report, 'issue-burst')).toMatchObject({
      count: 7,
      certificates: ['C1', 'C2', 'C3', 'C4', 'C6', 'C7', 'C8'],
      at: '2021-08-28T09:10:00+05:30',
    })
  })

  it('does not need the feed in time order', () => {
    const times = ['10:00', '12:00', '14:00', '10:01', '12:30', '14:30', '10:02'] as const
    const mixed = dayOf(issuedAt(...times.map((time) => at(time))))
    expect(found(reported(mixed, { policy: three }), 'issue-burst').certificates).toEqual(['C1', 'C4', 'C7'])
  })

  it('does not need it so where one among them has no time', () => {
    const mixed = dayOf(issuedAt(at('10:00'), at('10:01'), null, at('14:00'), at('10:02')))
    expect(found(reported(mixed, { policy: three }), 'issue-burst').certificates).toEqual(['C1', 'C2', 'C5'])
  })

  it('counts each account by itself, and certificates without one for none', () => {
    const by = (...accounts: readonly string[]): CertificateRow[] =>
      issuedAt(...accounts.map(() => at('10:00'))).map((row, n) => ({ ...row, issuedBy: accounts[n]! }))
    expect(rulesOf(reported(dayOf(by('a', 'b', 'a', 'b')), { policy: three }))).toEqual([])
    expect(rulesOf(reported(dayOf(by('', '', '')), { policy: three }))).toEqual([])
    const both = reported(dayOf(by('a', 'b', 'a', 'b', 'a', 'b')), { policy: three })
    expect(found(both, 'issue-burst')).toMatchObject({ count: 6, issuedBy: { a: 3, b: 3 } })
  })

  it('is major where one of those listed is unexplained', () => {
    const certificates = issuedAt(at('10:00'), at('10:01'), at('10:02'))
    const parts = { ...dayOf(certificates), tokens: [register(tokenRun(2))] }
    expect(found(reported(parts, { policy: three }), 'issue-burst').severity).toBe('major')
  })

  it('takes no notice of a certificate without a time', () => {
    const parts = dayOf(issuedAt(at('10:00'), null, at('10:00'), null))
    expect(rulesOf(reported(parts, { policy: three }))).toEqual([])
  })

  it('can be told to look at single moments', () => {
    const moment = policy({ issueBurst: { certificates: 1, minutes: 0 } })
    const parts = dayOf(issuedAt(at('10:00'), at('10:00'), at('10:00') + SECOND))
    expect(found(reported(parts, { policy: moment }), 'issue-burst').certificates).toEqual(['C1', 'C2'])
  })

  it('takes the number and window of the centre', () => {
    const own = policy({ centres: { DKMM: { issueBurst: { certificates: 1, minutes: 1 } } } })
    const parts = dayOf(issuedAt(at('10:00'), at('10:01')))
    expect(rulesOf(reported(parts, { policy: own }))).toEqual(['issue-burst'])
  })
})

describe('backdated', () => {
  const MONDAY = '2021-08-30'
  const TUESDAY = '2021-08-31'
  const anyHour = { opens: null, closes: null }

  it('counts calendar days of the district, not hours', () => {
    const inTime = dayOf(issuedAt(at('23:59', MONDAY)), anyHour)
    expect(rulesOf(reported(inTime))).toEqual([])
    const tooLate = dayOf(issuedAt(at('12:00', TUESDAY), at('00:00', TUESDAY), at('10:00', MONDAY)), anyHour)
    expect(found(reported(tooLate), 'backdated')).toMatchObject({
      severity: 'minor',
      count: 2,
      certificates: ['C1', 'C2'],
      at: '2021-08-31T00:00:00+05:30',
      explanation: '2 certificates were issued more than 2 days after the vaccination date on them.',
    })
  })

  it('is major where one of those listed is unexplained', () => {
    const parts = { ...dayOf(issuedAt(at('12:00', TUESDAY))), tokens: [register(tokenRun(1, 9))] }
    expect(found(reported(parts), 'backdated').severity).toBe('major')
  })

  it('says nothing of a certificate without a time, or issued before its date', () => {
    expect(rulesOf(reported(dayOf(issuedAt(null, at('12:00', FRIDAY)), anyHour)))).toEqual([])
  })

  it('takes the days of the centre', () => {
    const strict = policy({ centres: { DKMM: { backdatedDays: 0 } } })
    const parts = dayOf(issuedAt(at('23:59', SATURDAY), at('00:00', SUNDAY)), anyHour)
    expect(found(reported(parts, { policy: strict }), 'backdated').certificates).toEqual(['C2'])
  })
})
