import { describe, expect, it } from 'vitest'

import type { CertificateRow, TokenLeg } from '../../lib/domain/rows.ts'
import { at, certificate, district, FRIDAY, ref, register, SUNDAY, token } from '../support/district.ts'
import { matchesOf, told } from '../support/judged.ts'

const matched = (tokens: readonly TokenLeg[], certificates: readonly CertificateRow[], lookBackDays = 3) =>
  told(matchesOf(district({ tokens, certificates }), lookBackDays))

const on = (date: string, ...rows: Parameters<typeof register>[0]) => register(rows, { date })

describe('pass 5, transcription', () => {
  const typed = '41371800000012'
  const slip = (n: number, overrides: Partial<CertificateRow> = {}) =>
    certificate({ certificateId: `C${n}`, ref: `4137180000001${n}`, ...overrides })

  it('pairs refs one slip apart', () => {
    expect(matched([register([token({ ref: typed })])], [slip(3)])).toEqual(['C3 transcription DKMM 28 #1'])
  })

  it('stays within the centre-day, with vaccinated tokens and doses that fit', () => {
    expect(matched([register([token({ ref: typed })], { centreId: 'PHC9' })], [slip(3)])).toEqual([])
    expect(matched([on(FRIDAY, token({ ref: typed }))], [slip(3)])).toEqual([])
    expect(matched([register([token({ ref: typed, outcome: 'left' })])], [slip(3)])).toEqual([])
    expect(matched([register([token({ ref: typed, dose: 2 })])], [slip(3)])).toEqual([])
  })

  it('pairs as many as can be, then the nearest in time', () => {
    const tokens = [register([token({ ref: typed, issuedAt: at('10:00') })])]
    const rows = [
      slip(3, { issuedAt: at('11:00') }),
      slip(4, { issuedAt: at('10:05') }),
      slip(5, { issuedAt: null }),
    ]
    expect(matched(tokens, rows)).toEqual(['C4 transcription DKMM 28 #1'])
  })

  it('counts an unknown time as a day, and seconds as they are', () => {
    const tokens = [register([token({ ref: typed, issuedAt: at('10:00') })])]
    const rows = [slip(3, { issuedAt: at('10:00:31') }), slip(4, { issuedAt: at('10:00:30') })]
    expect(matched(tokens, rows)).toEqual(['C4 transcription DKMM 28 #1'])
    const nextDay = slip(4, { issuedAt: at('10:01', SUNDAY) })
    expect(matched(tokens, [nextDay, slip(5, { issuedAt: null })])).toEqual(['C5 transcription DKMM 28 #1'])
  })

  it('ends within moments for ten thousand slips that are all near one another', { timeout: 20_000 }, () => {
    const digitSum = (text: string): number => [...text].reduce((sum, digit) => sum + Number(digit), 0)
    const refs = Array.from({ length: 20_000 }, (_, n) => String(41371800000000 + n))
    const minute = (n: number): number => at('09:00') + ((n * 7919) % 480) * 60_000
    const tokens = refs.filter((text) => digitSum(text) % 2 === 0)
    const slips = refs.filter((text) => digitSum(text) % 2 === 1)
    const found = matched(
      [register(tokens.map((text, n) => token({ tokenNo: String(n), ref: text, issuedAt: minute(n) })))],
      slips.map((text, n) => certificate({ certificateId: `C${n}`, ref: text, issuedAt: minute(n + 1) })),
    )
    expect(found).toHaveLength(10_000)
  })
})

describe('pass 6, anonymous', () => {
  const blank = (tokenNo: string, time: string | null = '10:00') =>
    token({ tokenNo, ref: '', issuedAt: time === null ? null : at(time) })
  const issued = (n: number, time: string | null, overrides: Partial<CertificateRow> = {}) =>
    certificate({
      certificateId: `C${n}`,
      ref: ref(n),
      issuedAt: time === null ? null : at(time),
      ...overrides,
    })

  it('pairs by count alone with the tokens of a totals sheet, deferred and left ones aside', () => {
    const leg = { ...register([]), sheet: { kind: 'totals', issued: 4, deferred: 1, left: 1 } as const }
    const rows = [issued(3, '11:00'), issued(1, '12:00'), issued(2, '10:00')]
    expect(matched([leg], rows)).toEqual(['C2 anonymous of the totals', 'C3 anonymous of the totals'])
  })

  it('gives each certificate in turn the token nearest in time, the earlier of two as near', () => {
    const tokens = [register([blank('1', '10:00'), blank('2', '10:20'), blank('3', '12:00')])]
    const rows = [issued(1, '10:10'), issued(2, '10:11'), issued(3, '10:12')]
    expect(matched(tokens, rows)).toEqual([
      'C1 anonymous DKMM 28 #1',
      'C2 anonymous DKMM 28 #2',
      'C3 anonymous DKMM 28 #3',
    ])
  })

  it('takes tokens without a time last, in the order of their numbers', () => {
    const tokens = [register([blank('10', null), blank('9', null), blank('11', '18:00')])]
    const rows = [issued(1, '10:00'), issued(2, '10:01'), issued(3, null)]
    expect(matched(tokens, rows)).toEqual([
      'C1 anonymous DKMM 28 #11',
      'C2 anonymous DKMM 28 #9',
      'C3 anonymous DKMM 28 #10',
    ])
  })

  it('lets certificates without a ref take the tokens that have one', () => {
    const tokens = [register([token({ ref: ref(7) }), blank('2')])]
    const rows = [issued(1, '10:00'), issued(2, '09:00', { ref: '' })]
    expect(matched(tokens, rows)).toEqual(['C1 anonymous DKMM 28 #2', 'C2 anonymous DKMM 28 #1'])
  })

  it('pairs two rows with different refs never', () => {
    const tokens = [register([token({ ref: ref(7) }), blank('2')])]
    expect(matched(tokens, [issued(1, '10:00'), issued(2, '10:01')])).toEqual(['C1 anonymous DKMM 28 #2'])
  })

  it('leaves deferred tokens out', () => {
    expect(matched([register([{ ...blank('1'), outcome: 'deferred' }])], [issued(1, '10:00')])).toEqual([])
  })
})
