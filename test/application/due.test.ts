import { expect, it } from 'vitest'
import { nextDue } from '../../lib/application/verdicts.ts'
import type { Head } from '../../lib/domain/head.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { certificate, district, policy } from '../support/district.ts'

it('a missing sheet is due when it has been missing too long, also where the clocks are changed meanwhile', () => {
  const here = policy({ timeZone: 'America/New_York' })
  const date = '2021-11-05'
  const rows = district({
    certificates: [certificate({ date, issuedAt: Date.parse('2021-11-05T15:00:00Z') })],
  })
  const actionAt = (asOf: number) =>
    reconcile(rows, { from: date, to: date, asOf }, here).centreDays[0]?.action
  const missing = {
    ...{ centreId: 'DKMM', date },
    result: { findings: [{ rule: 'no-token-sheet' }] },
  } as unknown as Head
  const cutOff = nextDue(missing, Date.parse('2021-11-05T20:00:00Z'), here)!
  expect(new Date(cutOff).toISOString()).toBe('2021-11-06T16:00:00.000Z')
  const due = nextDue(missing, cutOff, here)!
  expect(new Date(due).toISOString()).toBe('2021-11-08T17:00:00.000Z')
  expect([due - 1, due].map(actionAt)).toEqual(['notify', 'propose-suspension'])
  expect(nextDue(missing, due, here)).toBeNull()
})
