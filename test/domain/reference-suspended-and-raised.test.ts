import { describe, expect, it } from 'vitest'
import type { Finding, Rule } from '../../lib/domain/report.ts'
import type { Centre, CertificateRow } from '../../lib/domain/rows.ts'
import {
  at,
  centre,
  certificate,
  certificateRun,
  type DistrictParts,
  FRIDAY,
  register,
  SUNDAY,
  token,
  totals,
} from '../support/district.ts'
import { dayOf, findingOf, type Question } from '../support/reference/ask.ts'

/** What happened after a centre was suspended, or after its sheet was closed, by the reference. */

const finding = (rule: Rule, parts: DistrictParts, question: Question = {}): Finding | undefined =>
  findingOf(dayOf(parts, question), rule)

describe('certificate-while-suspended, by the reference', () => {
  const of = (given: Partial<Centre>, row: Partial<CertificateRow>) =>
    finding('certificate-while-suspended', {
      tokens: [register([token()])],
      certificates: [certificate(row)],
      centres: [centre(given)],
    })
  const noon = at('12:00')

  it('finds what was issued later than the moment of suspension, and not at it', () => {
    const since: Partial<Centre> = { status: 'suspended', suspendedAt: noon }
    expect(of(since, { issuedAt: noon })).toBe(undefined)
    expect(of(since, { issuedAt: noon + 1 })).toMatchObject({ severity: 'critical', certificates: ['C1'] })
    expect(of({ ...since, status: 'active' }, { issuedAt: noon + 1 })).toBe(undefined)
  })

  it('goes by the date where there is no time: after the day of suspension', () => {
    const since = (date: string): Partial<Centre> => ({ status: 'suspended', suspendedAt: at('12:00', date) })
    expect(of(since('2021-08-28'), { issuedAt: null })).toBe(undefined)
    expect(of(since(FRIDAY), { issuedAt: null })).toMatchObject({ count: 1, at: null })
  })

  it('is all along where no moment is known', () => {
    expect(of({ status: 'suspended' }, {})).toMatchObject({ count: 1, at: '2021-08-28T10:05:00+05:30' })
    expect(of({ status: 'suspended' }, { issuedAt: null })).toMatchObject({ count: 1 })
  })

  it('ends with the reinstatement, and goes by the periods alone where they are told', () => {
    const period = (from: number | null, until: number): Partial<Centre> => ({
      ...{ status: 'suspended', suspensions: [{ from, until }] },
    })
    expect(of(period(null, noon), { issuedAt: noon })).toBe(undefined)
    expect(of(period(null, noon), { issuedAt: noon - 1 })).toMatchObject({ count: 1 })
    expect(of(period(null, noon), { issuedAt: null })).toBe(undefined)
    expect(of(period(null, at('12:00', SUNDAY)), { issuedAt: null })).toMatchObject({ count: 1 })
    expect(of({ status: 'suspended', suspensions: [] }, {})).toBe(undefined)
  })
})

describe('sheet-raised, by the reference', () => {
  const raisedAt = at('11:00')

  it('finds a raised token claimed by a certificate that was there before', () => {
    const of = (issued: number | null) =>
      finding('sheet-raised', {
        tokens: [register([token({ tokenNo: '7', raisedAt })])],
        certificates: [certificate({ issuedAt: issued })],
      })
    expect(of(raisedAt - 1)).toMatchObject({
      ...{ severity: 'major', count: 1, certificates: ['C1'], tokens: ['7'] },
      at: '2021-08-28T11:00:00+05:30',
    })
    expect([of(raisedAt), of(null)]).toEqual([undefined, undefined])
  })

  it('finds it on the day of the token, wherever the certificate is', () => {
    const parts = {
      tokens: [register([token({ raisedAt: at('23:00') })], { date: FRIDAY }), register([])],
      certificates: [certificate({ issuedAt: at('22:00', FRIDAY) })],
    }
    const raised = { ...parts, tokens: [register([token({ raisedAt })], { date: FRIDAY }), register([])] }
    expect(finding('sheet-raised', raised, { date: FRIDAY })).toMatchObject({ certificates: ['C1'] })
    expect(finding('sheet-raised', raised)).toBe(undefined)
  })

  it('of totals counts what was absorbed before or what was added, whichever is fewer', () => {
    const of = (tokens: number) =>
      finding('sheet-raised', {
        tokens: [totals({ issued: 5, raised: { tokens, at: at('09:07') } })],
        certificates: certificateRun(4),
      })
    expect(of(1)).toMatchObject({ count: 1, certificates: ['C0001', 'C0002'], tokens: [] })
    expect(of(9)).toMatchObject({ count: 2, at: '2021-08-28T09:07:00+05:30' })
  })
})
