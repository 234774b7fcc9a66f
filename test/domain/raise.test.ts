import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { earlierSheet, raise } from '../../lib/domain/raise.ts'
import type { TokenLeg, TokenRow, TokenSheet } from '../../lib/domain/rows.ts'
import { at, ref, register, token, tokenRun, totals } from '../support/district.ts'

const LATER = at('18:00')
const raisedBy = (before: TokenLeg, after: TokenLeg, when = LATER): TokenSheet =>
  raise(earlierSheet(before, DEFAULT_POLICY), after.sheet, when)
const linesOf = (sheet: TokenSheet): readonly TokenRow[] => (sheet.kind === 'register' ? sheet.rows : [])
/** Numbers of the lines that are marked. */
const raisedLines = (before: TokenLeg, after: TokenLeg): readonly string[] =>
  linesOf(raisedBy(before, after))
    .filter(({ raisedAt }) => raisedAt !== undefined)
    .map(({ tokenNo }) => tokenNo)
const raisedTotals = (sheet: TokenSheet) => (sheet.kind === 'totals' ? sheet.raised : null)
const open = { final: false }

describe('a later version of a register', () => {
  // Tokens 1 to 5 were given a minute apart from 09:00: the sheet says that it is complete to 09:04.
  const five = register(tokenRun(5), open)

  it('raises nothing by what was given out since', () => {
    expect(raisedLines(five, register(tokenRun(9), open))).toEqual([])
  })

  it('raises the lines that it adds at or before the watermark of the version before', () => {
    const behind = [
      token({ tokenNo: '6', ref: ref(6), issuedAt: at('09:04') }),
      token({ tokenNo: '7', ref: ref(7), issuedAt: at('09:05') }),
    ]
    expect(raisedLines(five, register([...tokenRun(5), ...behind], open))).toEqual(['6'])
  })

  it.each([
    ['ref', { ref: ref(99) }],
    ['dose', { dose: 2 }],
    ['outcome', { outcome: 'deferred' as const }],
  ])('raises a line whose %s it changes', (_, change) => {
    const [first, ...rest] = tokenRun(5)
    expect(raisedLines(five, register([{ ...first!, ...change }, ...rest], open))).toEqual(['1'])
  })

  it('raises nothing by other numbers, times, vaccines or order', () => {
    const anew = tokenRun(5).map((row) => ({ ...row, tokenNo: `${row.tokenNo}0`, vaccine: 'COVAXIN' }))
    expect(raisedLines(five, register(anew.reverse(), open))).toEqual([])
  })

  it('tells lines without a ref by their number', () => {
    const blank = (tokenNo: string) => token({ tokenNo, ref: '' })
    const before = register([blank('1'), blank('2')])
    expect(raisedLines(before, register([blank('2'), blank('1')]))).toEqual([])
    expect(raisedLines(before, register([blank('1'), blank('3')]))).toEqual(['3'])
  })

  it('counts a line that stands twice as two', () => {
    const twice = [token(), token({ tokenNo: '2' })]
    expect(raisedLines(register([token()]), register(twice))).toEqual(['2'])
  })

  it('raises a line without a time only behind a final version', () => {
    const added = register([...tokenRun(5), token({ tokenNo: '6', ref: ref(6), issuedAt: null })])
    expect(raisedLines(five, added)).toEqual([])
    expect(raisedLines(register(tokenRun(5)), added)).toEqual(['6'])
  })

  it('raises whatever a day had after its final version', () => {
    expect(raisedLines(register(tokenRun(5)), register(tokenRun(6)))).toEqual(['6'])
  })

  it('keeps what an earlier one raised, with the time at which it did, for as long as the line stands', () => {
    const padded = raisedBy(register(tokenRun(5)), register(tokenRun(6)), at('18:00'))
    const before = { ...register([]), sheet: padded }
    const again = linesOf(raisedBy(before, register(tokenRun(7)), at('19:00')))
    expect(again.map(({ raisedAt }) => raisedAt).slice(-3)).toEqual([undefined, at('18:00'), at('19:00')])
    expect(raisedLines(before, register(tokenRun(5)))).toEqual([])
  })

  it('that says the same is the same to the letter', () => {
    const padded = raisedBy(register(tokenRun(5)), register(tokenRun(6)))
    const before = { ...register([]), sheet: padded }
    expect(JSON.stringify(raisedBy(before, register(tokenRun(6)), at('20:00')))).toBe(JSON.stringify(padded))
  })
})

describe('a later sheet of totals', () => {
  it('raises how many vaccinated it has more after a final one, and nothing during the day', () => {
    const more = totals({ issued: 60, deferred: 2 })
    expect(raisedTotals(raisedBy(totals({ issued: 55 }), more))).toEqual({ tokens: 3, at: LATER })
    expect(raisedTotals(raisedBy(totals({ issued: 55 }, open), more))).toBeUndefined()
  })

  it('adds to what was raised before, takes from it, and keeps its first time', () => {
    const raised = {
      ...totals({ issued: 60 }),
      sheet: raisedBy(totals({ issued: 55 }), totals({ issued: 60 })),
    }
    const then = (issued: number) => raisedTotals(raisedBy(raised, totals({ issued }), at('20:00')))
    expect(then(62)).toEqual({ tokens: 7, at: LATER })
    expect(then(57)).toEqual({ tokens: 2, at: LATER })
    expect(then(55)).toBeUndefined()
  })

  it('in the place of a final register raises what it has more, and what that had raised', () => {
    expect(raisedTotals(raisedBy(register(tokenRun(5)), totals({ issued: 8 })))).toEqual({
      tokens: 3,
      at: LATER,
    })
    const padded = { ...register([]), sheet: raisedBy(register(tokenRun(5)), register(tokenRun(6))) }
    expect(raisedTotals(raisedBy(padded, totals({ issued: 6 }), at('20:00')))).toEqual({
      tokens: 1,
      at: LATER,
    })
  })
})

describe('a register in the place of totals', () => {
  it('names who was counted, and raises nothing by that', () => {
    expect(raisedLines(totals({ issued: 6, deferred: 1 }), register(tokenRun(5)))).toEqual([])
    expect(raisedLines(totals({ issued: 2 }, open), register(tokenRun(5)))).toEqual([])
  })

  it('raises as many lines as it has more than final totals: the last of them', () => {
    expect(raisedLines(totals({ issued: 3 }), register(tokenRun(5).reverse()))).toEqual(['5', '4'])
  })
})
