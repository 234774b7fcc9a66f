import { describe, expect, it } from 'vitest'
import { gather } from '../../lib/domain/gather.ts'
import { judge, judgeGathered } from '../../lib/domain/judge.ts'
import { bitsFor, mix } from '../../lib/domain/packed/hashing.ts'
import { dealOut, fullest, type Parts } from '../../lib/domain/packed/parts.ts'
import { CERTIFICATE, RefTable, type Side, sideOf, TOKEN } from '../../lib/domain/packed/ref-table.ts'
import { packRefs } from '../../lib/domain/packed/refs.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { certificate, district, ref, register, SATURDAY, token } from '../support/district.ts'
import { refsOfOneHash } from '../support/refs-of-one-hash.ts'

const MANY = 3000
/** Those of the second half stand twice, a way apart. */
const crowd = (refs: readonly string[]): string[] => [...refs, ...refs.slice(refs.length / 2)]
const made = refsOfOneHash(MANY)

describe('a table of refs that were made to have one hash', () => {
  it('has them all in one slot', () => {
    const { high, low } = packRefs(refsOfOneHash(50_000).map((ref) => ({ ref })))
    const hashes = new Set(Array.from(high, (one, at) => mix(one, low[at]!)))
    expect([...hashes]).toEqual([0, 1, 2])
    expect(new Set(Array.from(hashes, (hash) => hash >>> (32 - bitsFor(100_000))))).toEqual(new Set([0]))
  })

  it('gives looking for slots up after some steps a row, however many rows there are', () => {
    for (const refs of [made.slice(0, MANY / 4), made]) {
      const { table } = chained(crowd(refs), refs)
      const rows = crowd(refs).length + refs.length
      expect(table.steps).toBeGreaterThan(rows)
      expect(table.steps).toBeLessThanOrEqual(16 * rows + 64)
    }
  })

  it('looks for the slots of other refs in less than a step a row', () => {
    const others = Array.from({ length: MANY }, (_, n) => ref(n))
    const { table } = chained(crowd(others), others)
    expect(table.steps).toBeLessThan(MANY)
  })

  it.each([
    ['on both sides', crowd(made), [...made].reverse()],
    ['among tokens alone', crowd(made), []],
    ['among certificates alone', [], crowd(made)],
    ['of which few are on both sides', crowd(made.slice(0, 2000)), crowd(made.slice(1800))],
    ['beside others', [...crowd(made), ref(1), ref(2), ref(1)], [ref(2), ...made, ref(3)]],
  ])('chains those of one ref %s', (_, tokens, certificates) => {
    const { table, sides } = chained(tokens, certificates)
    const [ofTokens, ofCertificates] = sides
    expect(Array.from(ofTokens.before)).toEqual(tokens.map((one, at) => tokens.slice(0, at).lastIndexOf(one)))
    for (const [entry, slot] of ofTokens.slotOf.entries()) {
      expect(table.last(slot, TOKEN)).toBe(tokens.lastIndexOf(tokens[entry]!))
      expect(table.last(slot, CERTIFICATE)).toBe(certificates.lastIndexOf(tokens[entry]!))
    }
    for (const [entry, slot] of ofCertificates.slotOf.entries()) {
      expect(table.last(slot, TOKEN)).toBe(tokens.lastIndexOf(certificates[entry]!))
      expect(table.last(slot, CERTIFICATE)).toBe(certificates.lastIndexOf(certificates[entry]!))
    }
  })

  it('is as good as new for the next part', () => {
    const table = new RefTable(2 * MANY, 0)
    const sides = [sideOf(TOKEN, partOf(made)), sideOf(CERTIFICATE, partOf([]))]
    table.chain(sides, 0)
    const others = [sideOf(TOKEN, partOf([ref(1), ref(1)])), sideOf(CERTIFICATE, partOf([ref(2)]))]
    table.chain(others, 0)
    expect(table.steps).toBe(0)
    expect([...others[0]!.before]).toEqual([-1, 0])
    expect(table.last(others[1]!.slotOf[0]!, TOKEN)).toBe(-1)
  })
})

describe('a district with refs that were made to have one hash', () => {
  it('is judged as the passes over all rows judge it, however its rows come', () => {
    const here = (refs: readonly string[], from: number) =>
      refs.map((one, n) => token({ tokenNo: String(from + n), ref: one, dose: n % 7 === 0 ? 2 : 1 }))
    const certificates = made.slice(100, 2600).flatMap((one, n) => {
      const row = certificate({ certificateId: `C${n}`, ref: one, dose: n % 11 === 0 ? null : 1 })
      return n % 13 === 0 ? [row, { ...row, certificateId: `D${n}`, centreId: 'OTHER' }] : [row]
    })
    const given = district({
      tokens: [
        register(here(made.slice(0, 2000), 1)),
        register(here(crowd(made.slice(1800)), 1), { centreId: 'OTHER' }),
      ],
      certificates,
    })
    const asked = { from: SATURDAY, to: SATURDAY, asOf: null }
    const judged = judge(given, asked, DEFAULT_POLICY)
    expect(judged).toEqual(judgeGathered(gather(given, null), given, asked, DEFAULT_POLICY))
    expect(judged[0]!.report.counts.matched).toBeGreaterThan(1000)
  })
})

function chained(tokens: readonly string[], certificates: readonly string[]) {
  const sides: readonly [Side, Side] = [
    sideOf(TOKEN, partOf(tokens)),
    sideOf(CERTIFICATE, partOf(certificates)),
  ]
  const table = new RefTable(fullest(sides[0].parts, sides[1].parts), 0)
  table.chain(sides, 0)
  return { table, sides }
}

/** All of them in one part, in the order given. */
function partOf(refs: readonly string[]): Parts {
  return dealOut({ ...packRefs(refs.map((ref) => ({ ref }))), note: new Int32Array(refs.length) }, 0)
}
