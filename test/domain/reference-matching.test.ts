import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import { at, certificate, certificateRun, ref, register, token, totals } from '../support/district.ts'
import { dayOf, findingOf, rulesOf } from '../support/reference/ask.ts'
import { alignmentDistance } from '../support/reference/slip.ts'

describe('each pass, by the reference', () => {
  const one = (row: Partial<TokenRow>, issued: Partial<CertificateRow>, leg = {}): ReturnType<typeof dayOf> =>
    dayOf({ tokens: [register([token(row)], leg)], certificates: [certificate(issued)] })

  it('matches a dose that is missing on one side as exact', () => {
    expect(one({ dose: null }, { dose: 2 })).toMatchObject({ outcome: 'balanced', findings: [] })
  })

  it('gives equal doses their token before missing ones', () => {
    const rows = [
      certificate({ certificateId: 'C1', dose: null }),
      certificate({ certificateId: 'C2', dose: 1 }),
    ]
    const day = dayOf({ tokens: [register([token({ dose: 1 })])], certificates: rows })
    expect(findingOf(day, 'certificate-without-token')?.certificates).toEqual(['C1'])
  })

  it('gives vaccinated people their certificate before those who were sent away', () => {
    const tokens = [
      token({ tokenNo: '1', dose: 1, outcome: 'left' }),
      token({ tokenNo: '2', dose: null, outcome: 'vaccinated' }),
    ]
    const day = dayOf({ tokens: [register(tokens)], certificates: [certificate({ dose: 1 })] })
    expect(day).toMatchObject({ outcome: 'balanced', counts: { matched: 1, shortfall: 0 } })
  })

  it('names a dose mismatch', () => {
    const found = findingOf(one({ tokenNo: '8', dose: 1 }, { dose: 2 }), 'dose-mismatch')
    expect(found).toMatchObject({ severity: 'minor', certificates: ['C1'], tokens: ['8'] })
  })

  it('claims a late token of the nearest day, and none of more than L days before', () => {
    const days = [1, 2, 4].map((back) => `2021-08-${28 - back}`)
    const tokens = days.map((date, i) => register([token({ tokenNo: String(i + 1) })], { date }))
    const late = findingOf(dayOf({ tokens, certificates: [certificate()] }), 'late')
    expect(late).toMatchObject({ severity: 'info', tokens: ['1'] })
    const tooLate = dayOf({ tokens: tokens.slice(2), certificates: [certificate()] })
    expect(tooLate.counts).toMatchObject({ matched: 0, unjudged: 1 })
  })

  it('claims a token of another centre on the same date', () => {
    const day = dayOf({
      tokens: [register([]), register([token()], { centreId: 'PHC10' })],
      certificates: [certificate()],
    })
    expect(rulesOf(day)).toEqual(['elsewhere'])
  })

  it('of the largest pairings of slips takes the one with the least minutes', () => {
    const [a, b] = ['41371800000012', '41371800000021']
    const tokens = [
      token({ tokenNo: '1', ref: a, issuedAt: at('11:00') }),
      token({ tokenNo: '2', ref: b, issuedAt: at('10:00') }),
    ]
    const issued = certificate({ ref: '41371800000011', issuedAt: at('10:05') })
    const day = dayOf({ tokens: [register(tokens)], certificates: [issued] })
    expect(findingOf(day, 'transcription')?.tokens).toEqual(['2'])
    expect(findingOf(day, 'token-without-certificate')?.tokens).toEqual(['1'])
  })

  it('counts a substitution, a digit dropped or added and a swap of neighbours as one slip', () => {
    const near = ['41371801', '4137180', '413718021', '41371820']
    expect(near.map((slip) => alignmentDistance('41371802', slip))).toEqual([1, 1, 1, 1])
    expect(alignmentDistance('12', '21')).toBe(1)
    expect(alignmentDistance('123', '31')).toBe(3)
  })

  it('pairs rows without a ref by count, and lists all that entered when there are too many', () => {
    const day = dayOf({ tokens: [totals({ issued: 3, deferred: 1 })], certificates: certificateRun(3) })
    expect(day.counts).toMatchObject({ tokens: 3, absorbed: 2, surplus: 1, shortfall: 0 })
    expect(findingOf(day, 'certificates-exceed-tokens')).toMatchObject({
      count: 1,
      certificates: ['C0001', 'C0002', 'C0003'],
      at: '2021-08-28T09:07:00+05:30',
    })
  })

  it('takes the smallest list where several matchings are as large', () => {
    const tokens = [token({ tokenNo: '10', dose: 1 }), token({ tokenNo: '9', dose: 2 })]
    const day = dayOf({ tokens: [register(tokens)], certificates: [certificate({ dose: null })] })
    expect(findingOf(day, 'token-without-certificate')?.tokens).toEqual(['10'])
  })
})

describe('repeats, by the reference', () => {
  it('keeps the certificate whose own centre-day has the token', () => {
    const rows = [
      certificate({ certificateId: 'C1', centreId: 'PHC10', issuedAt: at('09:00') }),
      certificate({ certificateId: 'C2', issuedAt: at('10:05') }),
    ]
    const parts = { tokens: [register([token()]), register([], { centreId: 'PHC10' })], certificates: rows }
    expect(dayOf(parts).findings).toEqual([])
    expect(findingOf(dayOf(parts, { centreId: 'PHC10' }), 'duplicate-certificate')).toMatchObject({
      certificates: ['C1'],
      at: '2021-08-28T10:05:00+05:30',
    })
  })

  it('sets aside a token entered twice, and calls a number shared by two people minor', () => {
    const twice = [token({ tokenNo: '4' }), token({ tokenNo: '5', issuedAt: at('10:30') })]
    const parts = { certificates: [certificate()] }
    expect(dayOf({ ...parts, tokens: [register(twice)] })).toMatchObject({
      counts: { tokens: 1 },
      findings: [{ rule: 'duplicate-token', severity: 'major', count: 1, tokens: ['5'] }],
    })
    const shared = [token({ tokenNo: '4' }), token({ tokenNo: '04', ref: ref(2) })]
    const rows = certificateRun(2)
    expect(dayOf({ tokens: [register(shared)], certificates: rows })).toMatchObject({
      counts: { tokens: 2 },
      findings: [{ rule: 'duplicate-token', severity: 'minor', count: 1, tokens: ['04', '4'] }],
    })
  })

  it('keeps a token that was deferred beside the same person vaccinated later in the day', () => {
    const rows = [token({ tokenNo: '1', outcome: 'deferred' }), token({ tokenNo: '2' })]
    const day = dayOf({ tokens: [register(rows)], certificates: [certificate()] })
    expect(day).toMatchObject({ outcome: 'balanced', counts: { tokens: 2, deferred: 1 }, findings: [] })
  })

  it('says since when a number is shared: from its second token on', () => {
    const rows = [token({ issuedAt: at('09:00') }), token({ ref: ref(2), issuedAt: at('09:30') })]
    const day = dayOf({ tokens: [register(rows)], certificates: certificateRun(2) })
    expect(findingOf(day, 'duplicate-token')?.at).toBe('2021-08-28T09:30:00+05:30')
  })

  it('keeps the earliest of two certificates, one without a time last', () => {
    const rows = [certificate({ certificateId: 'C1', issuedAt: null }), certificate({ certificateId: 'C2' })]
    const day = dayOf({ tokens: [register([token()])], certificates: rows })
    expect(findingOf(day, 'duplicate-certificate')).toMatchObject({ certificates: ['C1'], at: null })
  })

  it('counts an id once, where its latest row is, and not at all when any row of it is revoked', () => {
    const tokens = [register([token()]), register([], { centreId: 'PHC10' })]
    const moved = [
      certificate({ centreId: 'PHC10', issuedAt: at('09:00'), received: 2 }),
      certificate({ issuedAt: at('10:00') }),
    ]
    expect(dayOf({ tokens, certificates: moved }).counts.certificates).toBe(1)
    expect(dayOf({ tokens, certificates: moved }, { centreId: 'PHC10' }).counts.certificates).toBe(0)
    const revoked = [...moved, certificate({ status: 'revoked', issuedAt: at('08:00') })]
    expect(dayOf({ tokens, certificates: revoked }).counts.certificates).toBe(0)
  })
})
