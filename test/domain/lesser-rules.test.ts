import { describe, expect, it } from 'vitest'
import {
  at,
  certificate,
  certificateRun,
  FRIDAY,
  ref,
  register,
  SUNDAY,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { found, reported, rulesOf } from '../support/judged.ts'

describe('duplicate-certificate', () => {
  it('lists those set aside on their own centre-day, from when both were issued', () => {
    const certificates = [
      certificate({ issuedAt: at('11:00') }),
      certificate({ certificateId: 'C2', centreId: 'PHC9', issuedAt: at('10:00') }),
    ]
    const parts = { tokens: [register([token()])], certificates }
    expect(rulesOf(reported(parts))).toEqual([])
    expect(found(reported(parts, { centreId: 'PHC9' }), 'duplicate-certificate')).toMatchObject({
      severity: 'major',
      count: 1,
      certificates: ['C2'],
      at: '2021-08-28T11:00:00+05:30',
    })
  })
})

describe('duplicate-token', () => {
  it('is major for a line that repeats another', () => {
    const tokens = [register([token(), token({ tokenNo: '2', issuedAt: at('10:30') })])]
    expect(found(reported({ tokens, certificates: [certificate()] }), 'duplicate-token')).toMatchObject({
      severity: 'major',
      count: 1,
      tokens: ['2'],
      at: '2021-08-28T10:30:00+05:30',
      explanation: '1 token repeats another one of the sheet.',
    })
  })

  it('is minor for numbers alone that two lines share', () => {
    const second = tokenRun(3).map((row, n) => ({ ...row, ref: ref(n + 11) }))
    const finding = found(reported({ tokens: [register([...tokenRun(3), ...second])] }), 'duplicate-token')
    expect(finding).toMatchObject({
      severity: 'minor',
      count: 3,
      tokens: ['1', '2', '3'],
      at: '2021-08-28T09:00:00+05:30',
      explanation: '3 token numbers are shared by different people.',
    })
  })

  it('knows a shared number with leading zeros again', () => {
    const tokens = [register([token({ tokenNo: '7' }), token({ tokenNo: '007', ref: ref(2) })])]
    expect(found(reported({ tokens }), 'duplicate-token')).toMatchObject({ count: 1, tokens: ['007', '7'] })
  })

  it('finds a shared number in whatever order the lines stand, and beside letters', () => {
    const lines = (...numbers: readonly string[]) => [
      register(numbers.map((tokenNo, n) => token({ tokenNo, ref: ref(n + 1) }))),
    ]
    const shared = (...numbers: readonly string[]): readonly string[] =>
      reported({ tokens: lines(...numbers) }).findings.find(({ rule }) => rule === 'duplicate-token')
        ?.tokens ?? []
    expect(shared('1', '2', '3')).toEqual([])
    expect(shared('3', '1', '2')).toEqual([])
    expect(shared('1', '2', '2', '3')).toEqual(['2'])
    expect(shared('2', '3', '1', '2')).toEqual(['2'])
    expect(shared('1.05', '1.5')).toEqual(['1.5', '1.05'].sort())
    expect(shared('A7', 'B7')).toEqual([])
    expect(shared('A7', 'A07')).toEqual(['A07', 'A7'])
  })

  it('leaves alone a number that one person has twice', () => {
    const tokens = [register([token(), token({ dose: 2 })])]
    expect(rulesOf(reported({ tokens }))).not.toContain('duplicate-token')
  })
})

describe('no-certificates', () => {
  const alone = { tokens: [register(tokenRun(3))] }

  it('is found after cut-off where nobody vaccinated has one', () => {
    expect(found(reported(alone), 'no-certificates')).toMatchObject({
      severity: 'major',
      count: 3,
      tokens: ['1', '2', '3'],
      certificates: [],
      at: '2021-08-29T12:00:00+05:30',
    })
    expect(rulesOf(reported(alone, { asOf: at('11:59', SUNDAY) }))).toEqual([])
  })

  it('is not found where a later day claimed one of its tokens', () => {
    const certificates = [certificate({ date: SUNDAY })]
    expect(rulesOf(reported({ ...alone, certificates }))).toEqual(['token-without-certificate'])
  })

  it('is not found where the feed knows the centre-day, though all of it was revoked', () => {
    const certificates = [certificate({ status: 'revoked' })]
    const report = reported({ ...alone, certificates })
    expect(rulesOf(report)).toEqual(['token-without-certificate'])
    expect(report.counts.certificates).toBe(0)
  })
})

describe('token-without-certificate', () => {
  it('says after cut-off who may be left without one', () => {
    const parts = { tokens: [register(tokenRun(3))], certificates: certificateRun(2) }
    expect(found(reported(parts), 'token-without-certificate')).toMatchObject({
      severity: 'minor',
      count: 1,
      tokens: ['3'],
      explanation: '1 of 3 vaccinated tokens has no certificate.',
    })
    expect(reported(parts).outcome).toBe('balanced')
    expect(rulesOf(reported(parts, { asOf: at('11:00', SUNDAY) }))).toEqual([])
  })

  it('counts the tokens of a totals sheet without naming any', () => {
    const parts = { tokens: [totals({ issued: 5, left: 1 })], certificates: certificateRun(2) }
    expect(found(reported(parts), 'token-without-certificate')).toMatchObject({ count: 2, tokens: [] })
  })
})

describe('the kinds of match', () => {
  it.each([
    ['dose-mismatch', 'minor', register([token({ dose: 2 })])],
    ['elsewhere', 'minor', register([token()], { centreId: 'PHC9' })],
    ['transcription', 'minor', register([token({ ref: ref(1).replace(/1$/, '2') })])],
    ['late', 'info', register([token()], { date: FRIDAY })],
  ] as const)('%s is a %s finding that names certificate and token', (rule, severity, leg) => {
    const report = reported({ tokens: [leg], certificates: [certificate()] })
    expect(found(report, rule)).toMatchObject({ severity, count: 1, certificates: ['C1'], tokens: ['1'] })
    expect(report).toMatchObject({ outcome: 'balanced', action: 'none', counts: { matched: 1 } })
  })
})
