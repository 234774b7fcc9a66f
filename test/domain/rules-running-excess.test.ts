import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import {
  at,
  certificate,
  certificateRun,
  FRIDAY,
  policy,
  ref,
  register,
  SUNDAY,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { found, reported, rulesOf } from '../support/judged.ts'

/** Certificates of the first so many people, at times of their own. */
const certificatesAt = (...times: readonly string[]): CertificateRow[] =>
  times.map((time, n) => certificate({ certificateId: `C${n + 1}`, ref: ref(n + 1), issuedAt: at(time) }))
const tokensAt = (...times: readonly string[]): TokenRow[] =>
  times.map((time, n) => token({ tokenNo: String(n + 1), ref: ref(n + 1), issuedAt: at(time) }))

/** Four people, all of whom have a certificate in the end. */
const fourTokens = tokensAt('09:00', '11:00', '11:00', '11:00')

describe('running-excess', () => {
  it('speaks once the excess reaches the limit, from that moment', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:10', '10:20')
    expect(found(reported({ tokens: [register(fourTokens)], certificates }), 'running-excess')).toEqual({
      rule: 'running-excess',
      severity: 'minor',
      count: 3,
      certificates: ['C4'],
      tokens: [],
      issuedBy: { 'amc-admin': 1 },
      at: '2021-08-28T10:20:00+05:30',
      explanation: 'At one moment 3 more certificates than tokens had been issued.',
    })
  })

  it('keeps silent one below the limit', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:10', '11:20')
    expect(rulesOf(reported({ tokens: [register(fourTokens)], certificates }))).toEqual([])
  })

  it('is major where one of those listed is unexplained', () => {
    const certificates = [
      ...certificatesAt('09:30', '10:00', '10:10'),
      certificate({ certificateId: 'C9', ref: ref(9), issuedAt: at('10:20') }),
    ]
    const report = reported({ tokens: [register(fourTokens)], certificates })
    expect(found(report, 'running-excess')).toMatchObject({ severity: 'major', certificates: ['C9'] })
  })

  it('is minor where the unexplained one is not among those listed', () => {
    const stray = certificate({ certificateId: 'C9', ref: ref(9), issuedAt: at('17:00') })
    const certificates = [...certificatesAt('09:30', '10:00', '10:10', '10:20'), stray]
    const report = reported({ tokens: [register(fourTokens)], certificates })
    expect(found(report, 'running-excess').severity).toBe('minor')
  })

  it('lets tokens come first at equal times', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:10', '11:00')
    expect(rulesOf(reported({ tokens: [register(fourTokens)], certificates }))).toEqual([])
  })

  it('lets the token of one person come before the certificate of another, too', () => {
    const certificates = [7, 8, 9].map((n) =>
      certificate({ certificateId: `C${n}`, ref: ref(n), issuedAt: at('11:00') }),
    )
    const rules = (time: string) => rulesOf(reported({ tokens: [register(tokensAt(time))], certificates }))
    expect(rules('11:00')).not.toContain('running-excess')
    expect(rules('11:01')).toContain('running-excess')
  })

  it('counts all certificates of one moment together and lists each of them', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:00', '10:00')
    const finding = found(reported({ tokens: [register(fourTokens)], certificates }), 'running-excess')
    expect(finding).toMatchObject({ count: 3, certificates: ['C2', 'C3', 'C4'] })
  })

  it('lists every moment at which the excess stands, counts the largest, and has the first', () => {
    const tokens = [register(tokensAt('09:00', '10:25', '10:26', '12:00', '12:00', '12:00'))]
    const certificates = certificatesAt('09:10', '09:20', '09:30', '10:00', '10:20', '10:30')
    expect(found(reported({ tokens, certificates }), 'running-excess')).toMatchObject({
      count: 4,
      certificates: ['C4', 'C5', 'C6'],
      at: '2021-08-28T10:00:00+05:30',
    })
  })

  it('counts tokens of every outcome, and a repeated line of the sheet not twice', () => {
    const away = token({ tokenNo: '9', ref: ref(9), issuedAt: at('09:00'), outcome: 'left' })
    const certificates = certificatesAt('09:30', '10:00', '10:10', '10:20')
    const rules = (rows: TokenRow[]) => rulesOf(reported({ tokens: [register(rows)], certificates }))
    expect(rules([...fourTokens, away])).not.toContain('running-excess')
    expect(rules([...fourTokens, token({ tokenNo: '5', issuedAt: at('09:00') })])).toContain('running-excess')
  })

  it('leaves aside certificates for tokens of other days and other centres', () => {
    const tokens = [
      register([token({ issuedAt: at('11:00') })]),
      register([token({ ref: ref(2) })], { date: FRIDAY }),
      register([token({ ref: ref(3) })], { centreId: 'PHC9' }),
    ]
    const parts = { tokens, certificates: certificatesAt('10:00', '10:00', '10:00') }
    expect(rulesOf(reported(parts))).toEqual(['elsewhere', 'late'])
    const finding = found(reported(parts, { policy: policy({ runningExcess: 1 }) }), 'running-excess')
    expect(finding).toMatchObject({ count: 1, certificates: ['C1'] })
  })

  it('is judged by every kind of match within the centre-day', () => {
    const tokens = tokensAt('11:00', '11:00', '11:00').map((row) => ({ ...row, dose: null }))
    const certificates = certificatesAt('10:00', '10:00', '10:00')
    expect(rulesOf(reported({ tokens: [register(tokens)], certificates }))).toEqual(['running-excess'])
  })

  it('asks the time of a certificate too that is left aside', () => {
    const late = certificate({ certificateId: 'C9', ref: ref(9), issuedAt: null })
    const tokens = [register(fourTokens), register([token({ ref: ref(9) })], { date: FRIDAY })]
    const certificates = [...certificatesAt('09:30', '10:00', '10:10', '10:20'), late]
    expect(rulesOf(reported({ tokens, certificates }))).toEqual(['late'])
  })

  it('is judged only where every row has its time', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:10', '10:20')
    const timeless = token({ tokenNo: '9', ref: ref(9), issuedAt: null })
    expect(rulesOf(reported({ tokens: [register([...fourTokens, timeless])], certificates }))).not.toContain(
      'running-excess',
    )
    const more = certificate({ certificateId: 'C9', ref: ref(9), issuedAt: null })
    expect(
      rulesOf(reported({ tokens: [register(fourTokens)], certificates: [...certificates, more] })),
    ).not.toContain('running-excess')
  })

  it('is not judged on a sheet of totals, or on a register without a line', () => {
    const certificates = certificatesAt('09:30', '10:00', '10:10', '10:20')
    expect(rulesOf(reported({ tokens: [totals({ issued: 1 })], certificates }))).not.toContain(
      'running-excess',
    )
    expect(rulesOf(reported({ tokens: [register([])], certificates }))).not.toContain('running-excess')
  })

  it('leaves aside what was issued after the watermark while more of the sheet may come', () => {
    const tokens = [register(tokenRun(2), { final: false })]
    const parts = { tokens, certificates: certificateRun(8) }
    expect(rulesOf(reported(parts, { asOf: at('18:00') }))).toEqual([])
    expect(rulesOf(reported(parts, { asOf: at('12:00', SUNDAY) }))).toContain('running-excess')
    const final = { ...parts, tokens: [register(tokenRun(2))] }
    expect(rulesOf(reported(final, { asOf: at('18:00') }))).toContain('running-excess')
  })

  it('leaves aside what was issued after the end of the day, before cut-off, though the sheet is final', () => {
    const night = at('01:00', SUNDAY)
    const certificates = certificateRun(5).map((row) => ({ ...row, issuedAt: night }))
    const parts = { tokens: [register(tokenRun(2))], certificates }
    expect(rulesOf(reported(parts, { asOf: at('02:00', SUNDAY) }))).not.toContain('running-excess')
    expect(rulesOf(reported(parts, { asOf: at('12:00', SUNDAY) }))).toContain('running-excess')
  })

  it('takes the limit of the centre', () => {
    const parts = { tokens: [register(tokensAt('10:00'))], certificates: certificatesAt('09:30') }
    expect(rulesOf(reported(parts))).toEqual([])
    const strict = policy({ centres: { DKMM: { runningExcess: 1 } } })
    expect(found(reported(parts, { policy: strict }), 'running-excess')).toMatchObject({
      count: 1,
      explanation: 'At one moment 1 more certificate than tokens had been issued.',
    })
    const elsewhere = policy({ centres: { PHC9: { runningExcess: 1 } } })
    expect(rulesOf(reported(parts, { policy: elsewhere }))).toEqual([])
  })
})
