import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import { at, certificate, certificateRun, ref, register, token, totals } from '../support/district.ts'
import { dayOf, findingOf } from '../support/reference/ask.ts'

/** Pass 6 and what is said beside rows without a ref. */

const nameless = { ref: '' }
const both = (
  tokens: readonly TokenRow[],
  certificates: readonly CertificateRow[],
): ReturnType<typeof dayOf> => dayOf({ tokens: [register(tokens)], certificates })

describe('rows without a ref, by the reference', () => {
  it.each([
    ['a named token with a nameless certificate', {}, nameless],
    ['a nameless token with a named certificate', nameless, {}],
    ['a nameless token with a nameless certificate', nameless, nameless],
  ])('pair %s', (_, row, issued) => {
    const day = both([token(row)], [certificate({ ...issued, dose: 2 })])
    // Two named rows would be a dose mismatch, so at least one is nameless and absorbed.
    expect(day).toMatchObject({ outcome: 'balanced', counts: { matched: 0, absorbed: 1, shortfall: 0 } })
  })

  it('leave two named rows that differ apart', () => {
    const day = both(
      [token(), token({ tokenNo: '2', ref: '' })],
      [certificate({ ref: ref(2) }), certificate({ certificateId: 'C2', ref: ref(3) })],
    )
    expect(day.counts).toMatchObject({ absorbed: 1, surplus: 1, shortfall: 1 })
  })

  it('take the nearest in time, of two the earlier, and what has no time last', () => {
    const tokens = ['09:00', '09:50', '10:10', null].map((time, i) =>
      token({ tokenNo: String(4 - i), ref: '', issuedAt: time === null ? null : at(time) }),
    )
    const unclaimed = (issued: readonly CertificateRow[]): readonly string[] | undefined =>
      findingOf(both(tokens, issued), 'token-without-certificate')?.tokens
    const first = certificate({ issuedAt: at('10:00') })
    const second = certificate({ certificateId: 'C2', ref: ref(2), issuedAt: null })
    expect(unclaimed([first])).toEqual(['1', '2', '4'])
    expect(unclaimed([first, second])).toEqual(['2', '4'])
  })

  it('pair no token that was deferred or left', () => {
    const day = both([token({ ref: '', outcome: 'left' })], [certificate()])
    expect(day.counts).toMatchObject({ absorbed: 0, surplus: 1, left: 1 })
  })
})

describe('beside rows without a ref, by the reference', () => {
  it('certificates exceed tokens from the first that is one too many', () => {
    const day = dayOf({ tokens: [totals({ issued: 1 })], certificates: certificateRun(3) })
    expect(findingOf(day, 'certificates-exceed-tokens')).toMatchObject({
      count: 2,
      at: '2021-08-28T09:06:00+05:30',
    })
  })

  it('one nameless token of any outcome, or one nameless certificate, makes it a matter of counts', () => {
    const deferred = [token(), token({ tokenNo: '2', ref: '', outcome: 'deferred' })]
    expect(both(deferred, certificateRun(2)).findings).toMatchObject([
      { rule: 'certificates-exceed-tokens', count: 1, certificates: ['C0002'] },
    ])
    const issued = [certificate(), certificate({ certificateId: 'C2', ref: '' })]
    expect(both([token()], issued).findings).toMatchObject([
      { rule: 'certificates-exceed-tokens', count: 1, certificates: ['C2'] },
    ])
  })

  it('is pending what was issued after the watermark, by count: which one was left over says nothing', () => {
    const row = token({ ref: '', issuedAt: at('10:00') })
    const before = certificate({ ref: '', issuedAt: at('09:30') })
    const after = certificate({ certificateId: 'C2', issuedAt: at('10:30') })
    const day = dayOf(
      { tokens: [register([row], { final: false })], certificates: [before, after] },
      { asOf: at('11:00') },
    )
    expect(day).toMatchObject({ counts: { absorbed: 1, pending: 1, surplus: 0 }, findings: [] })
  })
})
