import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFeed, supersedes } from '../../lib/domain/certificates.ts'
import type { CertificateRow } from '../../lib/domain/rows.ts'
import { at, certificate } from '../support/district.ts'

const versions: fc.Arbitrary<CertificateRow> = fc
  .record({
    certificateId: fc.constantFrom('C1', 'C2'),
    status: fc.constantFrom('issued' as const, 'revoked' as const),
    issuedAt: fc.constantFrom(null, at('10:00'), at('10:05')),
    received: fc.nat(2),
    issuedBy: fc.constantFrom('', 'amc-admin'),
  })
  .map(certificate)

describe('of two rows with one certificate id', () => {
  it.each([
    ['a revoked one', { status: 'revoked' as const, issuedAt: at('09:00') }, {}],
    ['the later issued', { issuedAt: at('11:00') }, { received: 9 }],
    ['the one with a time', { issuedAt: at('00:01') }, { issuedAt: null, received: 9 }],
    ['the later received', { received: 2 }, { received: 1 }],
    ['else the smaller text', { batch: 'A' }, { batch: 'B' }],
  ])('%s wins', (_which, winner, loser) => {
    expect(supersedes(certificate(winner), certificate(loser))).toBe(true)
    expect(supersedes(certificate(loser), certificate(winner))).toBe(false)
  })

  it('exactly one wins, unless they say the same', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        const same =
          JSON.stringify({ ...a, certificateId: '' }) === JSON.stringify({ ...b, certificateId: '' })
        const [one, other] = [
          { ...a, certificateId: 'C1' },
          { ...b, certificateId: 'C1' },
        ]
        expect(Number(supersedes(one, other)) + Number(supersedes(other, one))).toBe(same ? 0 : 1)
      }),
    )
  })
})

describe('a feed', () => {
  it('adds new certificates and replaces those it supersedes', () => {
    const known = [certificate({ certificateId: 'C1' }), certificate({ certificateId: 'C2' })]
    const revoked = certificate({ certificateId: 'C1', status: 'revoked', received: 2 })
    const added = certificate({ certificateId: 'C3', received: 2 })
    expect(applyFeed(known, [added, revoked])).toEqual([revoked, known[1], added])
  })

  it('gives the very same rows back where it says nothing new, though it was received later', () => {
    const known = [certificate()]
    expect(applyFeed(known, [certificate({ received: 2 })])).toBe(known)
    expect(applyFeed(known, [certificate({ issuedAt: at('09:00'), received: 2 })])).toBe(known)
    expect(applyFeed(known, [])).toBe(known)
  })

  it('comes to the same rows in any order and as often as it likes', () => {
    fc.assert(
      fc.property(fc.array(versions), fc.array(versions), (first, second) => {
        const once = applyFeed(applyFeed([], first), second)
        const again = applyFeed(applyFeed(applyFeed([], second), first), second)
        expect(contents(again)).toEqual(contents(once))
      }),
    )
  })
})

const contents = (rows: readonly CertificateRow[]): string[] =>
  rows.map(({ received: _received, ...row }) => JSON.stringify(row)).sort()
