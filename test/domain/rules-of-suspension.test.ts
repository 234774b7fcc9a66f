import { describe, expect, it } from 'vitest'
import type { Centre, SuspensionPeriod } from '../../lib/domain/rows.ts'
import { suspensionPeriods } from '../../lib/domain/suspension-periods.ts'
import {
  at,
  centre,
  certificate,
  FRIDAY,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  token,
} from '../support/district.ts'
import { found, reported, rulesOf } from '../support/judged.ts'

const SECOND = 1000

/** Whether a certificate for a token of the day, so one that is fine by itself, is found at such a centre. */
const isFound = (issuedAt: number | null, own: Partial<Centre>): boolean => {
  const parts = {
    tokens: [register([token()])],
    certificates: [certificate({ issuedAt })],
    centres: [centre({ opens: null, ...own })],
  }
  return rulesOf(reported(parts)).includes('certificate-while-suspended')
}
const since = (suspendedAt: number | null): Partial<Centre> => ({ status: 'suspended', suspendedAt })
const during = (...suspensions: SuspensionPeriod[]): Partial<Centre> => ({ suspensions })

describe('certificate-while-suspended', () => {
  it('is critical, matched or not, and lists what was issued then', () => {
    const certificates = [
      certificate({ issuedAt: at('12:30') }),
      certificate({ certificateId: 'C2', ref: ref(2), issuedAt: at('12:00') }),
      certificate({ certificateId: 'C3', ref: ref(3), issuedAt: at('13:00') }),
    ]
    const parts = { tokens: [register([token()])], certificates, centres: [centre(since(at('12:15')))] }
    expect(found(reported(parts), 'certificate-while-suspended')).toMatchObject({
      severity: 'critical',
      count: 2,
      certificates: ['C1', 'C3'],
      tokens: [],
      at: '2021-08-28T12:30:00+05:30',
      explanation: '2 certificates were issued while the centre was suspended.',
    })
  })

  it('begins after the moment of suspension, not at it', () => {
    expect(isFound(at('12:15'), since(at('12:15')))).toBe(false)
    expect(isFound(at('12:15') + SECOND, since(at('12:15')))).toBe(true)
  })

  it('ends before the reinstatement', () => {
    const period = during({ from: at('12:00'), until: at('13:00') })
    expect(isFound(at('13:00') - SECOND, period)).toBe(true)
    expect(isFound(at('13:00'), period)).toBe(false)
    expect(isFound(at('14:00'), period)).toBe(false)
  })

  it('knows of every suspension, not of the last one alone', () => {
    const periods = during({ from: null, until: at('09:00') }, { from: at('12:00'), until: null })
    expect(isFound(at('08:00'), periods)).toBe(true)
    expect(isFound(at('10:00'), periods)).toBe(false)
    expect(isFound(at('12:30'), periods)).toBe(true)
  })

  it('goes by days where the certificate has no time', () => {
    expect(isFound(null, since(at('12:00')))).toBe(false)
    expect(isFound(null, since(at('23:59', FRIDAY)))).toBe(true)
    expect(isFound(null, during({ from: at('10:00', FRIDAY), until: at('10:00') }))).toBe(false)
    expect(isFound(null, during({ from: at('10:00', FRIDAY), until: at('00:00', SUNDAY) }))).toBe(true)
  })

  it('has no moment where one of those listed has no time', () => {
    const certificates = [certificate({ issuedAt: null }), certificate({ certificateId: 'C2', ref: ref(2) })]
    const parts = { tokens: [register([token()])], certificates, centres: [centre(since(null))] }
    expect(found(reported(parts), 'certificate-while-suspended')).toMatchObject({ count: 2, at: null })
  })

  it('is all along where no moment is known', () => {
    expect(isFound(at('00:00', FRIDAY), since(null))).toBe(true)
    expect(isFound(null, since(null))).toBe(true)
  })

  it('is not found at a centre that was never suspended, or that nothing is known of', () => {
    expect(isFound(at('12:00'), { status: 'active', suspendedAt: at('09:00') })).toBe(false)
    expect(isFound(at('12:00'), { ...since(null), suspensions: [] })).toBe(false)
    const parts = { tokens: [register([token()])], certificates: [certificate()], centres: null }
    expect(rulesOf(reported(parts))).toEqual([])
  })
})

describe('the periods of suspension', () => {
  it('are those given, else what status and moment say', () => {
    const period = { from: at('09:00', SATURDAY), until: null }
    expect(suspensionPeriods(centre({ ...since(null), suspensions: [period] }))).toEqual([period])
    expect(suspensionPeriods(centre(since(at('09:00'))))).toEqual([period])
    expect(suspensionPeriods(centre())).toEqual([])
  })
})
