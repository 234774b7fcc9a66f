import { describe, expect, it } from 'vitest'
import { findingLines } from '../../cli/reconcile/text/finding.ts'
import { aFinding } from '../support/alert-facts.ts'

const SATURDAY = '2021-08-28'
const told = (overrides: Parameters<typeof aFinding>[0]): string =>
  findingLines(aFinding(overrides), SATURDAY).join('\n')

describe('the lines of a finding', () => {
  it('say when the first certificate was issued where that made it true', () => {
    expect(told({ rule: 'off-hours' })).toContain('Issued by amc-admin (16). First at 12:04.')
  })

  it('say since when it holds where a later sheet or the cut-off made it true', () => {
    expect(told({ rule: 'sheet-raised' })).toContain('Issued by amc-admin (16). Since 12:04.')
    const drift = { rule: 'drift', issuedBy: {}, at: '2021-08-29T12:00:00+05:30' } as const
    expect(told({ ...drift, certificates: [] })).toContain('Since 12:00 on 29 August 2021.')
  })
})
