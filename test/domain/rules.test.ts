import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import {
  at,
  centre,
  certificate,
  certificateRun,
  FRIDAY,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { found, reported, rulesOf } from '../support/judged.ts'

describe('certificate-without-token', () => {
  const morning = { tokens: [register(tokenRun(55))], certificates: certificateRun(71) }

  it('names the sixteen of seventy-one that no token explains', () => {
    const finding = found(reported(morning), 'certificate-without-token')
    expect(finding).toEqual({
      rule: 'certificate-without-token',
      severity: 'critical',
      count: 16,
      certificates: certificateRun(16, 56).map((row) => row.certificateId),
      tokens: [],
      issuedBy: { 'amc-admin': 16 },
      at: '2021-08-28T10:00:00+05:30',
      explanation: '16 of 71 certificates have no token.',
    })
  })

  it('speaks of one certificate in the singular', () => {
    const one = reported({ tokens: [register(tokenRun(2))], certificates: certificateRun(3) })
    expect(found(one, 'certificate-without-token').explanation).toBe('1 of 3 certificates has no token.')
    const only = reported({ tokens: [register(tokenRun(1, 9))], certificates: certificateRun(1) })
    expect(found(only, 'certificate-without-token').explanation).toBe('1 of 1 certificate has no token.')
  })

  it('counts issuers in code point order and says nothing of certificates without one', () => {
    const names = ['zeta', 'Zeta', '', 'amc-admin', 'zeta']
    const certificates = names.map((issuedBy, n) =>
      certificate({ certificateId: `C${n}`, ref: ref(n), issuedBy }),
    )
    const { issuedBy } = found(
      reported({ tokens: [register(tokenRun(1, 9))], certificates }),
      'certificate-without-token',
    )
    expect(Object.entries(issuedBy)).toEqual([
      ['Zeta', 1],
      ['amc-admin', 1],
      ['zeta', 2],
    ])
  })

  it('has no moment where one of them has no time', () => {
    const certificates = [...certificateRun(1, 8), ...certificateRun(1, 9, { issuedAt: null })]
    const report = reported({ tokens: [register(tokenRun(1))], certificates })
    expect(found(report, 'certificate-without-token').at).toBeNull()
  })
})

describe('certificates-exceed-tokens', () => {
  const crowd = { tokens: [totals({ issued: 3 })], certificates: certificateRun(5) }

  it('counts those left over, and lists every one that could be among them', () => {
    const finding = found(reported(crowd), 'certificates-exceed-tokens')
    expect(finding).toMatchObject({
      severity: 'critical',
      count: 2,
      explanation:
        'Counted beside tokens or certificates without a reference, 2 of 5 certificates have no token; which of them cannot be told.',
    })
    expect(finding.certificates).toHaveLength(5)
  })

  it('became true with the first certificate that was one too many', () => {
    expect(found(reported(crowd), 'certificates-exceed-tokens').at).toBe('2021-08-28T09:08:00+05:30')
  })

  it('became true with it, though later ones may still find a token', () => {
    const late = certificateRun(2, 20, { issuedAt: at('12:30') })
    const tokens = [{ ...totals({ issued: 3 }), final: false, uploadedAt: at('12:00') }]
    const certificates = [...certificateRun(5), ...late]
    const [before, after] = [at('13:00'), at('12:00', SUNDAY)].map((asOf) =>
      reported({ tokens, certificates }, { asOf }),
    )
    expect(before?.counts).toMatchObject({ pending: 2, surplus: 2 })
    expect(found(before!, 'certificates-exceed-tokens').at).toBe('2021-08-28T09:08:00+05:30')
    expect(found(after!, 'certificates-exceed-tokens').at).toBe('2021-08-28T09:08:00+05:30')
  })

  it('takes the place of certificate-without-token', () => {
    expect(rulesOf(reported(crowd))).toEqual(['certificates-exceed-tokens'])
  })

  it('does not list a certificate that an earlier pass matched', () => {
    const tokens = [register([token(), token({ tokenNo: '2', ref: '' })])]
    const finding = found(reported({ tokens, certificates: certificateRun(3) }), 'certificates-exceed-tokens')
    expect(finding).toMatchObject({ count: 1, certificates: ['C0002', 'C0003'] })
  })
})

describe('no-token-sheet', () => {
  const lone = { certificates: [...certificateRun(2), certificate({ certificateId: 'C9' })] }

  it('lists every certificate that cannot be judged after cut-off, repeats too', () => {
    const report = reported(lone)
    expect(found(report, 'no-token-sheet')).toMatchObject({
      severity: 'critical',
      count: 3,
      certificates: ['C0001', 'C0002', 'C9'],
      at: '2021-08-29T12:00:00+05:30',
    })
    expect(report.counts).toMatchObject({ unjudged: 3, surplus: null, absorbed: null, shortfall: null })
  })

  it('waits for the cut-off', () => {
    const report = reported(lone, { asOf: at('11:59', SUNDAY) })
    expect(rulesOf(report)).toEqual(['duplicate-certificate'])
    expect(rulesOf(reported(lone, { asOf: at('12:00', SUNDAY) }))).toContain('no-token-sheet')
  })

  it('became true with the certificate where that was issued after the cut-off', () => {
    const certificates = [certificate({ issuedAt: at('15:00', SUNDAY) })]
    expect(found(reported({ certificates }), 'no-token-sheet').at).toBe('2021-08-29T15:00:00+05:30')
  })
})

describe('certificate-for-deferred-token', () => {
  it.each(['deferred', 'left'] as const)('is found for a token that says %s', (outcome) => {
    const report = reported({ tokens: [register([token({ outcome })])], certificates: [certificate()] })
    expect(found(report, 'certificate-for-deferred-token')).toMatchObject({
      severity: 'critical',
      count: 1,
      certificates: ['C1'],
      tokens: ['1'],
      explanation: '1 certificate was issued to a person whose token says deferred or left.',
    })
    expect(report.counts).toMatchObject({ matched: 0, surplus: 1 })
  })

  it('is found beside the dose mismatch', () => {
    const tokens = [register([token({ outcome: 'left' })])]
    expect(rulesOf(reported({ tokens, certificates: [certificate({ dose: 2 })] }))).toEqual([
      'certificate-for-deferred-token',
      'dose-mismatch',
    ])
  })
})

describe('unknown-centre', () => {
  it('is the only finding, lists every certificate, and counts as usual', () => {
    const report = reported({
      tokens: [register([token({ ref: ref(5) })], { centreId: 'PHC9' })],
      certificates: certificateRun(2),
      centres: [centre({ centreId: 'PHC9' })],
    })
    expect(rulesOf(report)).toEqual(['unknown-centre'])
    expect(found(report, 'unknown-centre')).toMatchObject({
      severity: 'critical',
      count: 2,
      at: '2021-08-28T09:05:00+05:30',
    })
    expect(report).toMatchObject({ outcome: 'breach', action: 'notify', counts: { unjudged: 2 } })
  })

  it('leaves no other finding to stand, even where no certificate counts', () => {
    const certificates = certificateRun(2, 1, { status: 'revoked' })
    const tokens = [register([...tokenRun(2), token({ tokenNo: '3' })])]
    expect(rulesOf(reported({ tokens, certificates, centres: [] }))).toEqual([])
  })

  it('is not judged where the district has no register of centres', () => {
    expect(rulesOf(reported({ certificates: certificateRun(1), centres: null }))).toEqual(['no-token-sheet'])
  })
})

describe('findings', () => {
  it('stand gravest first, then by rule', () => {
    const tokens = [
      register([...tokenRun(3), token({ tokenNo: '9', dose: 2, ref: ref(20) })]),
      register([token({ ref: ref(30) })], { date: FRIDAY }),
    ]
    const certificates = [
      certificate(),
      certificate({ certificateId: 'C2' }),
      certificate({ certificateId: 'C3', ref: ref(20) }),
      certificate({ certificateId: 'C4', ref: ref(30) }),
      certificate({ certificateId: 'C5', ref: ref(40) }),
    ]
    expect(rulesOf(reported({ tokens, certificates }))).toEqual([
      'certificate-without-token',
      'duplicate-certificate',
      'dose-mismatch',
      'token-without-certificate',
      'late',
    ])
  })

  it('say nothing that identifies a person or a certificate', () => {
    const tokens = [
      register([...tokenRun(3), ...tokenRun(2), token({ tokenNo: '9', dose: 2, ref: ref(20) })]),
      register([token({ ref: ref(30) })], { date: addDays(SATURDAY, -2) }),
    ]
    const certificates = [...certificateRun(8, 3), certificate({ certificateId: 'C0009', ref: ref(20) })]
    for (const { explanation } of reported({ tokens, certificates }).findings) {
      expect(explanation).not.toMatch(/\d{5}|C0/)
      expect(explanation).toMatch(/^[A-Z0-9].*\.$/)
    }
  })
})
