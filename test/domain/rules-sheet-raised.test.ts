import { describe, expect, it } from 'vitest'
import {
  at,
  certificate,
  certificateRun,
  FRIDAY,
  ref,
  register,
  token,
  tokenRun,
  totals,
} from '../support/district.ts'
import { found, reported, rulesOf } from '../support/judged.ts'

const SECOND = 1000

describe('sheet-raised, on a register', () => {
  it('lists the lines made to fit certificates that were there before, from the first such version', () => {
    const rows = [
      ...tokenRun(1),
      ...tokenRun(1, 2, { raisedAt: at('13:30') }),
      ...tokenRun(1, 3, { raisedAt: at('13:00') }),
    ]
    const parts = { tokens: [register(rows)], certificates: certificateRun(3) }
    expect(found(reported(parts), 'sheet-raised')).toEqual({
      rule: 'sheet-raised',
      severity: 'major',
      count: 2,
      certificates: ['C0002', 'C0003'],
      tokens: ['2', '3'],
      issuedBy: { 'amc-admin': 2 },
      at: '2021-08-28T13:00:00+05:30',
      explanation:
        'A later version of the token sheet added or changed 2 tokens after certificates for them had been issued.',
    })
  })

  it('asks for a certificate that was issued before the version came', () => {
    const rules = (issuedAt: number | null): string[] =>
      rulesOf(
        reported({
          tokens: [register(tokenRun(1, 1, { raisedAt: at('13:00') }))],
          certificates: certificateRun(1, 1, { issuedAt }),
        }),
      )
    expect(rules(at('13:00') - SECOND)).toEqual(['sheet-raised'])
    expect(rules(at('13:00'))).toEqual([])
    expect(rules(null)).toEqual([])
  })

  it('leaves alone a raised line that no certificate needs', () => {
    const tokens = [register([...tokenRun(1), ...tokenRun(1, 2, { raisedAt: at('13:00') })])]
    expect(rulesOf(reported({ tokens, certificates: certificateRun(1) }))).toEqual([
      'token-without-certificate',
    ])
  })

  it('finds a raised line without a ref that absorbs a certificate', () => {
    const tokens = [register([token({ ref: '', raisedAt: at('13:00') })])]
    expect(found(reported({ tokens, certificates: certificateRun(1) }), 'sheet-raised')).toMatchObject({
      count: 1,
      tokens: ['1'],
      certificates: ['C0001'],
    })
  })

  it('finds a line raised for a certificate of another centre or a later day', () => {
    const tokens = [register(tokenRun(2, 1, { raisedAt: at('13:00') }), { date: FRIDAY })]
    const certificates = [
      certificate({ centreId: 'PHC9', date: FRIDAY }),
      certificate({ certificateId: 'C2', ref: ref(2) }),
    ]
    const report = reported({ tokens, certificates }, { date: FRIDAY })
    expect(found(report, 'sheet-raised').certificates).toEqual(['C1', 'C2'])
  })
})

describe('sheet-raised, on a totals sheet', () => {
  const sheet = (added: number) => totals({ issued: 5, raised: { tokens: added, at: at('09:08') } })

  it('lists all that the added tokens may have absorbed, and counts no more than were added', () => {
    const parts = { tokens: [sheet(2)], certificates: certificateRun(5) }
    expect(found(reported(parts), 'sheet-raised')).toMatchObject({
      severity: 'major',
      count: 2,
      certificates: ['C0001', 'C0002', 'C0003'],
      tokens: [],
      at: '2021-08-28T09:08:00+05:30',
    })
  })

  it('counts no more than were issued before', () => {
    const parts = { tokens: [sheet(4)], certificates: certificateRun(5) }
    expect(found(reported(parts), 'sheet-raised').count).toBe(3)
  })

  it('is kept where every certificate came after, or none was absorbed', () => {
    expect(rulesOf(reported({ tokens: [sheet(2)], certificates: certificateRun(2, 4) }))).not.toContain(
      'sheet-raised',
    )
    expect(rulesOf(reported({ tokens: [sheet(2)] }))).not.toContain('sheet-raised')
    const honest = { tokens: [totals({ issued: 5 })], certificates: certificateRun(5) }
    expect(rulesOf(reported(honest))).toEqual([])
  })
})
