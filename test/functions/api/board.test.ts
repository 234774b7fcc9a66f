import { beforeAll, describe, expect, it } from 'vitest'
import { type Head, newHead } from '../../../lib/domain/head.ts'
import type { Outcome } from '../../../lib/domain/report.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi()
const PAGE = 500
const CENTRES = 620

interface Board {
  readonly centreDays: readonly { readonly centreId: string; readonly outcome: string }[]
  readonly cursor: string | null
}
const board = async (query = '') =>
  (await api.call('GET', `/v1/days/${DAY}${query}`, { as: 'dio' })).body as Board

/** A stored result with a finding of every kind that a bad day has. */
function judged(number: number): Head {
  const count = { bookings: 500, tokens: 500, deferred: 0, left: 0, doses: null, certificates: 516 }
  const rules = ['certificate-without-token', 'duplicate-certificate', 'duplicate-token', 'elsewhere', 'late']
  const outcome: Outcome = number % 3 === 0 ? 'breach' : 'balanced'
  return {
    ...newHead(`CENTRE-${number}`, DAY),
    rev: 1,
    result: {
      outcome,
      action: 'none',
      counts: { ...count, matched: 500, absorbed: 0, pending: 0, unjudged: 0, surplus: 16, shortfall: 0 },
      findings: rules.map((rule) => ({ rule, severity: 'critical', count: 16 })),
      fingerprint: '0'.repeat(64),
      judgedAt: 0,
      past: { date: DAY, certificates: 516, balance: 16, speaks: true, carriesRefs: true },
      pastSeen: '0'.repeat(16),
    },
  }
}

describe('the board of a large district', () => {
  beforeAll(async () => {
    const heads = Array.from({ length: CENTRES }, (_, index) => judged(index + 1))
    for (let from = 0; from < CENTRES; from += 50) {
      const some = heads.slice(from, from + 50)
      const change = some.map((after) => ({ before: newHead(after.centreId, DAY), after }))
      await api.system().deps.store.commit({ heads: change })
    }
  })

  it('is read page by page, worst first, no centre missing or twice', async () => {
    const first = await board()
    expect(first.centreDays).toHaveLength(PAGE)
    const second = await board(`?cursor=${first.cursor}`)
    expect(second.cursor).toBeNull()
    const all = [...first.centreDays, ...second.centreDays]
    expect(new Set(all.map(({ centreId }) => centreId)).size).toBe(CENTRES)
    const outcomes = all.map(({ outcome }) => outcome)
    expect(outcomes.lastIndexOf('breach')).toBeLessThan(outcomes.indexOf('balanced'))
    expect(all.slice(0, 3).map(({ centreId }) => centreId)).toEqual(['CENTRE-3', 'CENTRE-6', 'CENTRE-9'])
  })

  it('fits into the answer of a Lambda many times over', async () => {
    expect(Buffer.byteLength(JSON.stringify(await board()))).toBeLessThan(1_000_000)
  })
})
