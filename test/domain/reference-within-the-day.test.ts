import { describe, expect, it } from 'vitest'
import type { Finding, Rule } from '../../lib/domain/report.ts'
import type { Centre, CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import {
  at,
  centre,
  certificate,
  certificateRun,
  type DistrictParts,
  FRIDAY,
  policy,
  ref,
  register,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { dayOf, findingOf, type Question } from '../support/reference/ask.ts'

/** "Time within the day" of docs/rules.md, by the reference. */

const finding = (rule: Rule, parts: DistrictParts, question: Question = {}): Finding | undefined =>
  findingOf(dayOf(parts, question), rule)

/** Certificates `C1`, `C2`, ... at these times, of people 1, 2, ... */
const issuedAt = (...times: (string | null)[]): CertificateRow[] =>
  times.map((time, n) =>
    certificate({ certificateId: `C${n + 1}`, ref: ref(n + 1), issuedAt: time === null ? null : at(time) }),
  )
const givenAt = (...times: (string | null)[]): TokenRow[] =>
  times.map((time, n) =>
    token({ tokenNo: String(n + 1), ref: ref(n + 1), issuedAt: time === null ? null : at(time) }),
  )

describe('running-excess, by the reference', () => {
  const of = (tokens: TokenRow[], certificates: CertificateRow[], question: Question = {}) =>
    finding('running-excess', { tokens: [register(tokens)], certificates }, question)

  it('lists what was issued while the excess stood at the limit, and counts the largest', () => {
    const tokens = givenAt('11:00', '11:00', '11:00', '11:00', '12:00')
    const found = of(tokens, issuedAt('10:00', '10:01', '10:02', '10:03', '12:30'))
    expect(found).toMatchObject({
      ...{ severity: 'minor', count: 4, certificates: ['C3', 'C4'] },
      at: '2021-08-28T10:02:00+05:30',
    })
  })

  it('is major where one of those listed is unexplained', () => {
    const found = of(givenAt('11:00', '11:00'), issuedAt('10:00', '10:01', '10:02'))
    expect(found).toMatchObject({ severity: 'major', certificates: ['C3'] })
  })

  it('lets tokens come first at equal times', () => {
    expect(of(givenAt('10:00', '11:00', '11:00'), issuedAt('10:00', '10:00', '10:00'))).toBe(undefined)
  })

  it('says nothing where a row lacks its time, or no token has a line', () => {
    const three = issuedAt('10:00', '10:01', '10:02')
    expect(of(givenAt('11:00', null), three)).toBe(undefined)
    expect(of(givenAt('11:00'), [...three, certificate({ certificateId: 'C9', issuedAt: null })])).toBe(
      undefined,
    )
    expect(of([], three)).toBe(undefined)
    expect(finding('running-excess', { tokens: [totals({ issued: 1 })], certificates: three })).toBe(
      undefined,
    )
  })

  it('leaves aside what is late or of another centre, and what comes after the watermark of an open sheet', () => {
    const late = register(givenAt('10:00', '10:00', '10:00'), { date: FRIDAY })
    const own = register([token({ tokenNo: '9', ref: ref(9), issuedAt: at('11:00') })])
    const certificates = issuedAt('10:01', '10:02', '10:03')
    expect(finding('running-excess', { tokens: [late, own], certificates })).toBe(undefined)
    const open = [register(givenAt('10:00'), { final: false })]
    const before = { tokens: open, certificates: certificateRun(4, 2) }
    const after = { tokens: open, certificates: issuedAt('10:01', '10:02', '10:03', '10:04') }
    const inTheDay = { asOf: at('11:00') }
    expect(finding('running-excess', before, inTheDay)).toMatchObject({ count: 4 })
    expect(finding('running-excess', after, inTheDay)).toBe(undefined)
    expect(finding('running-excess', after)).toMatchObject({ count: 3, certificates: ['C4'] })
  })
})

describe('off-hours, by the reference', () => {
  const of = (given: Partial<Centre>, time: string, minutes = 60) =>
    finding(
      'off-hours',
      { tokens: [register([token()])], certificates: issuedAt(time), centres: [centre(given)] },
      { policy: policy({ offHoursToleranceMinutes: minutes }) },
    )

  it.each([
    ['07:59:59', true],
    ['08:00', false],
    ['18:00', false],
    ['18:00:01', true],
  ])('is outside 09:00 to 17:00 and an hour at %s: %s', (time, outside) => {
    expect(of({ opens: 540, closes: 1020 }, time) !== undefined).toBe(outside)
  })

  it.each([
    ['20:59', true],
    ['21:00', false],
    ['00:00', false],
    ['06:00', false],
    ['06:01', true],
  ])('takes a closing before the opening for the next morning: 22:00 to 05:00 at %s: %s', (time, outside) => {
    expect(of({ opens: 1320, closes: 300 }, time) !== undefined).toBe(outside)
  })

  it('reaches into the night before where the tolerance does', () => {
    expect(of({ opens: 30, closes: 600 }, '23:30')).toBe(undefined)
    expect(of({ opens: 30, closes: 600 }, '23:29')).not.toBe(undefined)
  })

  it('says nothing where either end is unknown, or where the hours fill the day', () => {
    expect(of({ opens: null, closes: 540 }, '23:00')).toBe(undefined)
    expect(of({ opens: 540, closes: null }, '23:00')).toBe(undefined)
    expect(of({ opens: 60, closes: 1380 }, '00:00')).toBe(undefined)
  })

  it('is minor for a certificate that a token explains, and major for one that none does', () => {
    expect(of({}, '23:00')?.severity).toBe('minor')
    const parts = { tokens: [register([token()])], certificates: certificateRun(2), centres: [centre()] }
    const night = parts.certificates.map((row) => ({ ...row, issuedAt: at('23:00') }))
    expect(finding('off-hours', { ...parts, certificates: night })).toMatchObject({
      ...{ severity: 'major', count: 2, certificates: ['C0001', 'C0002'] },
      at: '2021-08-28T23:00:00+05:30',
    })
  })
})

describe('issue-burst, by the reference', () => {
  const two = { policy: policy({ issueBurst: { certificates: 2, minutes: 10 } }) }
  const of = (certificates: CertificateRow[]) =>
    finding('issue-burst', { tokens: [register(tokenRun(9))], certificates }, two)

  it('takes both ends of the window in, and says when one more than allowed was there', () => {
    expect(of(issuedAt('10:00', '10:05', '10:10'))).toMatchObject({
      ...{ severity: 'minor', count: 3, at: '2021-08-28T10:10:00+05:30' },
    })
    expect(of(issuedAt('10:00', '10:05', '10:10:01'))).toBe(undefined)
  })

  it('counts one account, and no account for none', () => {
    const three = issuedAt('10:00', '10:01', '10:02')
    expect(of(three.map((row, n) => ({ ...row, issuedBy: n === 0 ? 'operator' : 'amc-admin' })))).toBe(
      undefined,
    )
    expect(of(three.map((row) => ({ ...row, issuedBy: '' })))).toBe(undefined)
  })

  it('lists every one that is in any such window, and is major where one is unexplained', () => {
    const rows = issuedAt('10:00', '10:09', '10:10', '10:18', '10:30')
    expect(of(rows)?.certificates).toEqual(['C1', 'C2', 'C3', 'C4'])
    expect(
      of([...rows, certificate({ certificateId: 'X', ref: ref(99), issuedAt: at('10:15') })]),
    ).toMatchObject({ severity: 'major', count: 5 })
  })
})

describe('backdated, by the reference', () => {
  const of = (date: string, time: string) =>
    finding('backdated', {
      tokens: [register([token()])],
      certificates: [certificate({ issuedAt: at(time, date) })],
    })

  it('goes by calendar days of the district: the second day after is in time, the third is not', () => {
    expect(of('2021-08-30', '23:59')).toBe(undefined)
    expect(of('2021-08-31', '00:00')).toMatchObject({
      ...{ severity: 'minor', count: 1, certificates: ['C1'], at: '2021-08-31T00:00:00+05:30' },
    })
  })
})
