import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Token } from '../../lib/domain/centre-day.ts'
import { NearestFirst } from '../../lib/domain/matching/nearest-first.ts'
import { token } from '../support/district.ts'

const instants = fc.option(fc.nat(12), { freq: 5 })

it('takes what looking at every token left would take: nearest, earlier, first in order; untimed last', () => {
  fc.assert(
    fc.property(
      fc.array(instants, { maxLength: 12 }),
      fc.array(instants, { maxLength: 14 }),
      (given, asked) => {
        const tokens = given.map((issuedAt, n) => ({ row: token({ tokenNo: String(n), issuedAt }) }) as Token)
        const free = new NearestFirst(tokens)
        const left = [...tokens]
        for (const instant of asked) {
          const wanted = nearest(left, instant)
          expect(free.take(instant)).toBe(wanted)
          left.splice(left.indexOf(wanted!), wanted ? 1 : 0)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

function nearest(left: readonly Token[], instant: number | null): Token | null {
  const apart = ({ row }: Token): number => {
    if (instant === null) return 0
    // Half a step more for the later side breaks ties between whole numbers.
    return row.issuedAt === null
      ? 1000
      : Math.abs(row.issuedAt - instant) + (row.issuedAt > instant ? 0.5 : 0)
  }
  return left.reduce<Token | null>((best, one) => (best && apart(best) <= apart(one) ? best : one), null)
}
