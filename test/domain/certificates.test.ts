import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFeed, replaceByFeed, supersedes } from '../../lib/domain/certificates.ts'
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

describe('a feed that states the whole truth', () => {
  const row = (id: string, received: number) => certificate({ certificateId: id, received })
  const statusOf = (rows: readonly CertificateRow[]) =>
    Object.fromEntries(rows.map(({ certificateId, status }) => [certificateId, status]))

  it('takes out of the count what it omits, and leaves it on record', () => {
    const rows = replaceByFeed([row('C1', 1), row('C2', 1)], [row('C2', 2), row('C3', 2)], 2)
    expect(statusOf(rows)).toEqual({ C1: 'omitted', C2: 'issued', C3: 'issued' })
    expect(replaceByFeed(rows, [row('C2', 3), row('C3', 3)], 3)).toBe(rows)
  })

  it('leaves alone what is revoked, and what a later feed has brought', () => {
    const known = [certificate({ certificateId: 'C1', status: 'revoked' }), row('C2', 9)]
    expect(replaceByFeed(known, [], 5)).toBe(known)
  })

  it('is undone for a row by a later feed that has it, not by an earlier one that comes late', () => {
    const omitted = replaceByFeed([row('C1', 1)], [], 5)
    expect(statusOf(applyFeed(omitted, [row('C1', 4)]))).toEqual({ C1: 'omitted' })
    expect(statusOf(applyFeed(omitted, [row('C1', 6)]))).toEqual({ C1: 'issued' })
    const revoked = certificate({ certificateId: 'C1', status: 'revoked', received: 2 })
    expect(statusOf(applyFeed(omitted, [revoked]))).toEqual({ C1: 'revoked' })
  })

  it('gives, among feeds that add, the ids of the last whole one and all that came after it', () => {
    const ids = fc.uniqueArray(fc.constantFrom('C1', 'C2', 'C3', 'C4'))
    const feeds = fc.array(fc.record({ ids, whole: fc.boolean() }), { maxLength: 8 })
    fc.assert(
      fc.property(feeds, (sent) => {
        let rows: readonly CertificateRow[] = []
        let counted = new Set<string>()
        for (const [at, { ids, whole }] of sent.entries()) {
          const incoming = ids.map((id) => row(id, at + 1))
          rows = whole ? replaceByFeed(rows, incoming, at + 1) : applyFeed(rows, incoming)
          counted = whole ? new Set(ids) : new Set([...counted, ...ids])
        }
        const issued = rows.filter(({ status }) => status === 'issued').map((one) => one.certificateId)
        expect(issued.sort()).toEqual([...counted].sort())
      }),
    )
  })
})
