import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import {
  at,
  booking,
  bookings,
  certificate,
  certificateRun,
  FRIDAY,
  policy,
  register,
  SUNDAY,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { dayOf, rulesOf } from '../support/reference/ask.ts'

/** CONTRACT section 4, "what is innocent never proposes", and where each innocence ends. */

const people = (count: number, overrides: Partial<TokenRow> = {}): TokenRow[] =>
  tokenRun(count, 1, { issuedAt: null, ...overrides })

/** A minute apart, as one operator can. */
const issued = (count: number): CertificateRow[] => certificateRun(count)

describe('innocent, by the reference', () => {
  it('is a backlog of registers: Friday entered on Saturday', () => {
    const parts = { tokens: [register(people(60), { date: FRIDAY }), register([])], certificates: issued(60) }
    expect(dayOf(parts)).toMatchObject({ outcome: 'balanced', action: 'none', counts: { surplus: 0 } })
    expect(rulesOf(dayOf(parts))).toEqual(['late'])
    expect(dayOf(parts, { date: FRIDAY }).findings).toEqual([])
  })

  it('is a sister centre that entered under this account', () => {
    const tokens = [register(people(60), { centreId: 'PHC10' }), register([])]
    const day = dayOf({ tokens, certificates: issued(60) })
    expect(day).toMatchObject({ outcome: 'balanced', action: 'none' })
    expect(rulesOf(day)).toEqual(['elsewhere'])
  })

  it('is a person who was told to come back and did', () => {
    const tokens = [register(people(1, { outcome: 'deferred' }), { date: FRIDAY }), register([])]
    const day = dayOf({ tokens, certificates: issued(1) })
    expect(day).toMatchObject({ outcome: 'balanced', counts: { matched: 1, surplus: 0 } })
    expect(rulesOf(day)).toEqual(['late'])
  })
})

describe('a forgotten sheet, by the reference', () => {
  const parts = { certificates: issued(60) }

  it('notifies, and no more', () => {
    expect(dayOf(parts)).toMatchObject({ outcome: 'breach', action: 'notify', counts: { unjudged: 60 } })
    expect(rulesOf(dayOf(parts))).toEqual(['no-token-sheet'])
    expect(dayOf({ ...parts, bookings: [bookings([booking()])] }).action).toBe('notify')
  })

  it('waits for its cut-off', () => {
    expect(dayOf(parts, { asOf: at('20:00') })).toMatchObject({ outcome: 'incomplete', findings: [] })
  })

  it('proposes when no session was planned there', () => {
    const elsewhere = bookings([booking()], { centreId: 'PHC10' })
    expect(dayOf({ ...parts, bookings: [elsewhere] }).action).toBe('propose-suspension')
  })

  it('proposes when it is still missing two days after the cut-off', () => {
    expect(dayOf(parts, { asOf: at('11:59', '2021-08-31') }).action).toBe('notify')
    expect(dayOf(parts, { asOf: at('12:00', '2021-08-31') }).action).toBe('propose-suspension')
  })

  it('is no finding where every certificate is explained by another record', () => {
    const tokens = [register(people(60), { date: FRIDAY })]
    expect(dayOf({ ...parts, tokens })).toMatchObject({ outcome: 'balanced', counts: { surplus: null } })
  })
})

describe('a backlog on totals sheets, by the reference', () => {
  const backlog = (before: number) => ({
    tokens: [totals({ issued: before }, { date: FRIDAY }), totals({ issued: 10 })],
    certificates: issued(30),
  })

  it('is a finding, and proposes only past the tokens that the days before left unpaired', () => {
    expect(dayOf(backlog(20))).toMatchObject({ action: 'notify', counts: { surplus: 20 } })
    expect(dayOf(backlog(19)).action).toBe('propose-suspension')
  })

  it('does not borrow from the day after, nor from more than L days before', () => {
    const [before, day] = backlog(20).tokens
    const moved = (date: string) => ({ ...backlog(20), tokens: [{ ...before!, date }, day!] })
    expect(dayOf(moved(SUNDAY)).action).toBe('propose-suspension')
    expect(dayOf(moved('2021-08-24')).action).toBe('propose-suspension')
  })
})

describe('suspension, by the reference', () => {
  const surplus = (fakes: number, honest: number) => ({
    tokens: [register(people(honest))],
    certificates: issued(honest + fakes),
  })

  it('needs five that are a tenth of the certificates, or fifty', () => {
    expect(dayOf(surplus(4, 1)).action).toBe('notify')
    expect(dayOf(surplus(5, 45)).action).toBe('propose-suspension')
    expect(dayOf(surplus(5, 46)).action).toBe('notify')
    const few = policy({ suspension: { anyway: 6 } })
    expect(dayOf(surplus(6, 60), { policy: few }).action).toBe('propose-suspension')
  })

  it('does not count repeats', () => {
    const repeated = Array.from({ length: 9 }, (_, i) => certificate({ certificateId: `C${i}` }))
    const day = dayOf({ tokens: [register([token()])], certificates: repeated })
    expect(day).toMatchObject({ action: 'notify', counts: { matched: 1, surplus: 8 } })
  })

  it('is at once, or never, where the policy says so', () => {
    expect(dayOf(surplus(5, 1), { policy: policy({ suspension: { mode: 'auto' } }) }).action).toBe('suspend')
    expect(dayOf(surplus(5, 1), { policy: policy({ suspension: { mode: 'never' } }) }).action).toBe('notify')
  })
})
