import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOneSlip, pairsOneSlipApart } from '../../lib/domain/matching/one-slip.ts'

const refs = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 1, maxLength: 5 })

describe('one slip', () => {
  it.each([
    ['a digit substituted', '41371800000012', '41371800000013'],
    ['a digit dropped', '41371800000012', '4137180000012'],
    ['a digit added', '41371800000012', '413718000000123'],
    ['two neighbours swapped', '41371800000012', '41371800000021'],
    ['the first digit lost', '41371800000012', '1371800000012'],
  ])('is %s', (_what, a, b) => {
    expect(isOneSlip(a, b)).toBe(true)
    expect(isOneSlip(b, a)).toBe(true)
  })

  it.each([
    ['none at all', '41371800000012', '41371800000012'],
    ['two digits substituted', '41371800000012', '41371800000034'],
    ['two digits swapped that are not neighbours', '4137', '7134'],
    ['a swap and a substitution', '41371800000012', '41371800000031'],
  ])('is not %s', (_what, a, b) => {
    expect(isOneSlip(a, b)).toBe(false)
  })

  it('is an optimal string alignment distance of 1', () => {
    fc.assert(
      fc.property(refs, refs, (a, b) => {
        expect(isOneSlip(a, b)).toBe(alignmentDistance(a, b) === 1)
      }),
      { numRuns: 2000 },
    )
  })

  // So few that all are compared, and so many that they are looked up.
  it.each([
    ['few', { maxLength: 10 }],
    ['many', { minLength: 21, maxLength: 40 }],
  ])('is found between any two of %s rows, each pair once', (_many, lengths) => {
    fc.assert(
      fc.property(fc.array(refs, lengths), fc.array(refs, lengths), (these, those) => {
        const rows = { these: these.map((ref) => ({ ref })), those: those.map((ref) => ({ ref })) }
        const found = pairsOneSlipApart(rows.these, rows.those, ({ ref }) => ref)
        const all = rows.these.flatMap((a) => rows.those.map((b) => [a, b] as const))
        const apart = all.filter(([a, b]) => alignmentDistance(a.ref, b.ref) === 1)
        expect(new Set(found.map(([a, b]) => `${rows.these.indexOf(a)} ${rows.those.indexOf(b)}`))).toEqual(
          new Set(apart.map(([a, b]) => `${rows.these.indexOf(a)} ${rows.those.indexOf(b)}`)),
        )
        expect(found).toHaveLength(apart.length)
      }),
    )
  })
})

/** The textbook's table. */
function alignmentDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)),
  )
  for (let j = 0; j <= b.length; j++) table[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const substituted = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, substituted)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, table[i - 2]![j - 2]! + 1)
      }
      table[i]![j] = least
    }
  }
  return table[a.length]![b.length]!
}
