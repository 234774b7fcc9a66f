import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gather } from '../../lib/domain/gather.ts'
import { judge, judgeGathered } from '../../lib/domain/judge.ts'
import { hashText, numberKey } from '../../lib/domain/packed/columns.ts'
import { partBitsFor } from '../../lib/domain/packed/parts.ts'
import { NO_REF, packRefs, TEXT_REF } from '../../lib/domain/packed/refs.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { District } from '../../lib/domain/rows.ts'
import { simulatedDistrict } from '../../lib/simulation/simulate.ts'
import { blocksOf } from '../support/blocks.ts'
import { certificate, district, ref, register, SATURDAY, token } from '../support/district.ts'
import { questions } from '../support/district-arbitraries.ts'

const RUNS = { numRuns: 1000 }

describe('settling pairs beyond doubt on columns', () => {
  it('says of every district what the passes over all rows say', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const seenUntil = asked.seenUntil === undefined ? asked.asOf : asked.seenUntil
        const all = judgeGathered(gather(district, seenUntil), district, asked, policy)
        expect(judge(district, asked, policy)).toEqual(all)
      }),
      RUNS,
    )
  }, 60_000)

  it('says of rows that come as blocks what it says of legs', () => {
    fc.assert(
      fc.property(questions, fc.nat(), ({ district, asked, policy }, seed) => {
        const inBlocks = blocksOf(district, seed)
        expect(judge(inBlocks, asked, policy)).toEqual(judge(district, asked, policy))
      }),
      RUNS,
    )
  }, 60_000)
})

describe('what few districts have', () => {
  const agrees = (given: District): void => {
    const asked = { from: '2021-08-01', to: '2021-08-31', asOf: null }
    const all = judgeGathered(gather(given, null), given, asked, DEFAULT_POLICY)
    expect(judge(given, asked, DEFAULT_POLICY)).toEqual(all)
    expect(judge(blocksOf(given, 7), asked, DEFAULT_POLICY)).toEqual(all)
  }

  it('so many rows that they are dealt into parts', () => {
    expect(partBitsFor(40_000)).toBeGreaterThan(1)
    agrees(simulatedDistrict(7, 80, 20_000))
  }, 60_000)

  it('refs that are no digits, in several legs', () => {
    fc.assert(
      fc.property(questions, ({ district: given, asked, policy }) => {
        const withLetters = lettered(given)
        const seenUntil = asked.seenUntil === undefined ? asked.asOf : asked.seenUntil
        const all = judgeGathered(gather(withLetters, seenUntil), withLetters, asked, policy)
        expect(judge(withLetters, asked, policy)).toEqual(all)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('refs that are alike in their last eight digits', () => {
    const refOf = (n: number): string => `${String(100_000 + n)}00000000`
    const numbers = Array.from({ length: 500 }, (_, n) => n)
    const given = district({
      tokens: [register(numbers.map((n) => token({ tokenNo: String(n), ref: refOf(n) })))],
      certificates: numbers.map((n) => certificate({ certificateId: `C${n}`, ref: refOf(n) })),
    })
    const [judged] = judge(given, { from: SATURDAY, to: SATURDAY, asOf: null }, DEFAULT_POLICY)
    expect(judged!.report.counts).toMatchObject({ matched: 500, surplus: 0, shortfall: 0 })
  })

  it('ids and numbers that have a hash in common and are not one', () => {
    expect(hashText('liquid')).toBe(hashText('costarring'))
    const [one, other] = [
      { certificateId: 'liquid', ref: ref(1) },
      { certificateId: 'costarring', ref: ref(2) },
    ]
    const given = district({
      tokens: [
        register([token({ tokenNo: 'liquid', ref: ref(1) }), token({ tokenNo: 'costarring', ref: ref(2) })]),
      ],
      certificates: [certificate(one), certificate(other)],
    })
    agrees(given)
    const [judged] = judge(given, { from: SATURDAY, to: SATURDAY, asOf: null }, DEFAULT_POLICY)
    expect(judged!.report.counts.matched).toBe(2)
    expect(judged!.report.findings).toEqual([])
  })
})

/** The same district with codes for refs, as other registries have them. */
function lettered(given: District): District {
  const code = <R extends { readonly ref: string }>(row: R): R =>
    row.ref === '' ? row : { ...row, ref: `SA-${row.ref}` }
  return {
    ...given,
    tokens: given.tokens.map((leg) =>
      leg.sheet.kind === 'totals'
        ? leg
        : { ...leg, sheet: { kind: 'register', rows: leg.sheet.rows.map(code) } },
    ),
    certificates: given.certificates.map((leg) => ({ ...leg, rows: leg.rows.map(code) })),
    bookings: given.bookings.map((leg) => ({ ...leg, rows: leg.rows.map(code) })),
  }
}

describe('packed refs', () => {
  const ofDigits = fc.stringMatching(/^\d{1,18}$/)
  const anyRef = fc.oneof(ofDigits, fc.stringMatching(/^[0-9A-Z-]{0,20}$/))

  it('are equal for equal refs alone', () => {
    fc.assert(
      fc.property(anyRef, anyRef, (a, b) => {
        const { high, low, texts } = packRefs([{ ref: a }, { ref: b }])
        const textOf = (at: number): string | null => (high[at] === TEXT_REF ? texts[low[at]!]! : null)
        const isText = high[0] === TEXT_REF || high[1] === TEXT_REF
        const isSame = isText ? textOf(0) === textOf(1) : high[0] === high[1] && low[0] === low[1]
        expect(isSame).toBe(a === b)
      }),
    )
  })

  it('tell leading noughts, and a row without a ref', () => {
    const { high } = packRefs([{ ref: '012' }, { ref: '12' }, { ref: '' }])
    expect(high[0]).not.toBe(high[1])
    expect(high[2]).toBe(NO_REF)
  })
})

describe('keys of numbers and texts', () => {
  it('take 7 and 07 for one number', () => {
    expect(numberKey('07')).toBe(numberKey('7'))
    expect(numberKey('T-07')).toBe(numberKey('T-7'))
    expect(numberKey('7')).not.toBe(numberKey('70'))
  })

  it('are FNV-1a', () => {
    expect(hashText('')).toBe(0x811c9dc5)
    expect(hashText('foobar')).toBe(0xbf9cf968)
  })
})
