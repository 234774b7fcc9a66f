import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import {
  at,
  booking,
  bookings,
  certificate,
  certificateRun,
  district,
  FRIDAY,
  policy,
  register,
  SATURDAY,
  SUNDAY,
  stock,
  token,
  tokenRun,
  totals,
  vials,
} from '../support/district.ts'
import { reported, rulesOf } from '../support/judged.ts'

const MONDAY = addDays(SUNDAY, 1)

describe('the outcome of a centre-day', () => {
  it('is incomplete before cut-off while the token leg is missing or not final', () => {
    const certificates = certificateRun(2)
    const asOf = at('18:00')
    expect(reported({ certificates }, { asOf }).outcome).toBe('incomplete')
    expect(
      reported({ certificates, tokens: [register(tokenRun(2), { final: false })] }, { asOf }).outcome,
    ).toBe('incomplete')
    expect(reported({ certificates, tokens: [register(tokenRun(2))] }, { asOf }).outcome).toBe('balanced')
  })

  it('is incomplete while a required leg is missing', () => {
    const tokens = [register([token({ outcome: 'left' })])]
    expect(reported({ tokens }).outcome).toBe('incomplete')
    const wanted = policy({ requiredLegs: ['stock'] })
    expect(reported({ tokens }, { policy: wanted }).outcome).toBe('incomplete')
    expect(reported({ tokens, stock: [stock([vials()])] }, { policy: wanted }).outcome).toBe('balanced')
  })

  it('is balanced without the leg where every certificate is matched', () => {
    const tokens = [register([token()], { centreId: 'PHC9' })]
    expect(reported({ tokens, certificates: [certificate()] }).outcome).toBe('balanced')
  })
})

describe('the action on a centre-day', () => {
  const surplusOf = (surplus: number, of: number) => ({
    tokens: [register(tokenRun(of - surplus))],
    certificates: certificateRun(of),
  })

  it.each([
    ['5 of 50', 5, 50, 'propose-suspension'],
    ['7 of 70', 7, 70, 'propose-suspension'],
    ['4 of 8', 4, 8, 'notify'],
    ['5 of 51', 5, 51, 'notify'],
    ['49 of 600', 49, 600, 'notify'],
    ['50 of 600', 50, 600, 'propose-suspension'],
  ] as const)('for a surplus of %s is as the thresholds say', (_figures, surplus, of, action) => {
    expect(reported(surplusOf(surplus, of)).action).toBe(action)
  })

  it('suspends in auto mode, and only notifies where the policy never does', () => {
    const asked = (mode: 'auto' | 'never') => ({ policy: policy({ suspension: { mode } }) })
    expect(reported(surplusOf(16, 71), asked('auto')).action).toBe('suspend')
    expect(reported(surplusOf(16, 71), asked('never')).action).toBe('notify')
  })

  it('leaves repeats out of the surplus', () => {
    const repeats = Array.from({ length: 9 }, (_, n) => certificate({ certificateId: `R${n}` }))
    expect(reported({ tokens: [register([token()])], certificates: repeats }).action).toBe('notify')
  })

  it('only notifies of a centre that the district does not know', () => {
    expect(reported({ ...surplusOf(16, 71), centres: [] }).action).toBe('notify')
  })

  it('counts certificates for deferred tokens in', () => {
    const tokens = [register(tokenRun(5, 1, { outcome: 'deferred' }))]
    expect(reported({ tokens, certificates: certificateRun(5) }).action).toBe('propose-suspension')
  })
})

describe('what is innocent', () => {
  it('a backlog: certificates of the last three days uploaded late', () => {
    const tokens = [register(tokenRun(60), { date: FRIDAY }), register(tokenRun(5, 101))]
    const report = reported({ tokens, certificates: [...certificateRun(60), ...certificateRun(5, 101)] })
    expect(report).toMatchObject({ outcome: 'balanced', action: 'none', counts: { matched: 65, surplus: 0 } })
    expect(rulesOf(report)).toEqual(['late'])
  })

  it('a sister centre under the same account', () => {
    const tokens = [register(tokenRun(5)), register(tokenRun(60, 101), { centreId: 'PHC9' })]
    const report = reported({ tokens, certificates: [...certificateRun(5), ...certificateRun(60, 101)] })
    expect(report).toMatchObject({ outcome: 'balanced', action: 'none', counts: { surplus: 0 } })
    expect(rulesOf(report)).toEqual(['elsewhere'])
  })

  it('a forgotten sheet, which only notifies', () => {
    const report = reported({ certificates: certificateRun(60) })
    expect(report).toMatchObject({ outcome: 'breach', action: 'notify', counts: { unjudged: 60 } })
  })

  it('not so a sheet for a day on which no session was booked, or one that is missing for days', () => {
    const certificates = certificateRun(3)
    const planned = bookings([booking()])
    const others = bookings([booking()], { centreId: 'PHC9' })
    expect(reported({ certificates, bookings: [planned, others] }).action).toBe('notify')
    expect(reported({ certificates, bookings: [others] }).action).toBe('propose-suspension')
    const cancelled = bookings([booking({ status: 'cancelled' })])
    expect(reported({ certificates, bookings: [cancelled, others] }).action).toBe('propose-suspension')
    const overdue = at('12:00', addDays(MONDAY, 1))
    expect(reported({ certificates }, { asOf: overdue - 1000 }).action).toBe('notify')
    expect(reported({ certificates }, { asOf: overdue }).action).toBe('propose-suspension')
  })

  it('nor a sheet that is withheld where the district asks for more certificates than there are', () => {
    const parts = { certificates: certificateRun(3), bookings: [bookings([booking()], { centreId: 'PHC9' })] }
    const overdue = at('12:00', addDays(MONDAY, 1))
    const under = (minWithoutSheet: number) => ({
      policy: { ...DEFAULT_POLICY, suspension: { ...DEFAULT_POLICY.suspension, minWithoutSheet } },
    })
    for (const asOf of [null, overdue]) {
      expect(reported(parts, { asOf, ...under(3) }).action).toBe('propose-suspension')
      const report = reported(parts, { asOf, ...under(4) })
      expect(report.action).toBe('notify')
      expect(report.findings[0]?.explanation).toMatch(/cannot be compared with one\.$/)
    }
  })

  it('and a proposal for want of a sheet says on what ground', () => {
    const certificates = certificateRun(3)
    const explained = (parts: Parameters<typeof reported>[0], asOf?: number) =>
      reported(parts, asOf === undefined ? {} : { asOf }).findings[0]?.explanation
    const missing = 'No token sheet came by the cut-off, and 3 certificates cannot be compared with one.'
    const others = bookings([booking()], { centreId: 'PHC9' })
    expect(explained({ certificates })).toBe(missing)
    expect(explained({ certificates, bookings: [others] })).toBe(
      `${missing} Bookings were given for the date, and none for this centre: no session was planned.`,
    )
    expect(explained({ certificates }, at('12:00', addDays(MONDAY, 1)))).toBe(
      `${missing} It is still missing 2 days after the cut-off.`,
    )
  })

  it('a centre-day whose only certificate was revoked, or moved to where it belongs', () => {
    const revoked = [certificate({ status: 'revoked' })]
    expect(reported({ certificates: revoked })).toMatchObject({
      outcome: 'balanced',
      counts: { certificates: 0 },
    })
  })

  it('a backlog without names, while earlier totals leave room for it', () => {
    const certificates = certificateRun(30)
    const today = totals({ issued: 10 })
    const earlier = (issued: number, date: string) => totals({ issued }, { date })
    const roomy = [today, earlier(12, FRIDAY), earlier(8, addDays(SATURDAY, -3))]
    expect(reported({ tokens: roomy, certificates })).toMatchObject({ outcome: 'breach', action: 'notify' })
    const full = [today, earlier(12, FRIDAY), earlier(8, addDays(SATURDAY, -4))]
    expect(reported({ tokens: full, certificates }).action).toBe('propose-suspension')
  })

  it('come back tomorrow: a deferred person who is vaccinated the next day', () => {
    const tokens = [
      register(tokenRun(6, 1, { outcome: 'deferred' }), { date: FRIDAY }),
      register(tokenRun(5, 101)),
    ]
    const report = reported({ tokens, certificates: [...certificateRun(6), ...certificateRun(5, 101)] })
    expect(report).toMatchObject({ outcome: 'balanced', action: 'none', counts: { matched: 11, surplus: 0 } })
  })
})

describe('the report', () => {
  it('lists every day asked for, and centre-days by date, then centre as people count', () => {
    const legs = ['PHC10', 'PHC9'].map((centreId) => register(tokenRun(1), { centreId }))
    const tokens = [register(tokenRun(1), { date: SUNDAY }), ...legs]
    const report = reconcile(district({ tokens }), { from: SATURDAY, to: MONDAY, asOf: null }, policy())
    expect(report.dates).toEqual([SATURDAY, SUNDAY, MONDAY])
    expect(report.centreDays.map(({ centreId, date }) => `${date} ${centreId}`)).toEqual([
      `${SATURDAY} PHC9`,
      `${SATURDAY} PHC10`,
      `${SUNDAY} DKMM`,
    ])
    expect(report.totals).toMatchObject({
      centreDays: 3,
      tokens: 3,
      certificates: 0,
      surplus: 0,
      shortfall: 3,
    })
  })

  it('does not list a centre-day without a row', () => {
    const parts = district({ tokens: [register([])], bookings: [bookings([])] })
    expect(reconcile(parts, { from: SATURDAY, to: SATURDAY, asOf: null }, policy()).centreDays).toEqual([])
  })
})
