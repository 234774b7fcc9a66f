import { describe, expect, it } from 'vitest'
import { cutOffOf, instantAt } from '../../lib/domain/calendar.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { Centre, CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import type { FraudName } from '../../lib/simulation/frauds/all.ts'
import type { SimulatedDay, SimulatedSheet } from '../../lib/simulation/simulated-day.ts'
import type { FraudTruth } from '../../lib/simulation/truth.ts'
import { arrivals, type Known } from '../bench/detection/arrivals.ts'
import { provedBy } from '../bench/detection/proving-row.ts'
import { replay } from '../bench/detection/replay.ts'
import type { Case } from '../bench/detection/score.ts'

const DATE = '2021-08-02'
const PLACE = { centreId: 'C001', date: DATE }
const at = (clock: string): number => instantAt(DATE, clock, DEFAULT_POLICY.timeZone)
const clockOf = (instant: number): string => new Date(instant + 19_800_000).toISOString().slice(11, 16)

const token = (no: number, clock: string): TokenRow => ({
  ...{ tokenNo: String(no), ref: `4137180000000${no}`, dose: 1, vaccine: '' },
  ...{ issuedAt: at(clock), outcome: 'vaccinated' },
})

const certificate = (no: number, clock: string): CertificateRow => ({
  ...PLACE,
  ...{ certificateId: `A-${no}`, ref: `4137180000000${no}`, dose: 1, vaccine: '', batch: '' },
  ...{ issuedAt: at(clock), issuedBy: 'desk', status: 'issued', received: 1 },
})

const CENTRE: Centre = {
  ...{ centreId: 'C001', name: 'Centre', block: '', opens: 540, closes: 1020 },
  ...{ status: 'active', suspendedAt: null },
}

const register = (rows: readonly TokenRow[], told: Partial<SimulatedSheet> = {}): SimulatedSheet => ({
  ...PLACE,
  sheet: { kind: 'register', rows },
  ...{ final: true, uploadedAt: at('18:00'), daysLate: 0, clockAhead: 0 },
  ...told,
})

const totals = (issued: number, told: { raised?: { tokens: number; at: number } } = {}): SimulatedSheet =>
  register([], { sheet: { kind: 'totals', issued, deferred: 0, left: 0, ...told } })

/** One centre's day; the ninth person was never there. */
function day(
  sheet: SimulatedSheet | null,
  rows: readonly CertificateRow[],
  told: Partial<FraudTruth> = {},
): { simulated: Case; known: Known; fraud: FraudTruth } {
  const fraud: FraudTruth = {
    ...PLACE,
    ...{ fraud: 'stolen-credentials', certificates: ['A-9'], tokens: [], visible: 'rows' },
    ...{ by: ['certificate-without-token'], because: '' },
    ...told,
  }
  const truth = { frauds: [fraud], doubles: [], lostSheets: [] }
  const only: SimulatedDay = {
    date: DATE,
    tokens: sheet ? [sheet] : [],
    certificates: [{ ...PLACE, rows }],
    ...{ bookings: [], stock: [], truth },
  }
  const shared = { days: [only], centres: [CENTRE] }
  return {
    simulated: {
      ...shared,
      ...{ from: DATE, to: DATE, frauds: [fraud], doubles: new Set(), lostSheets: new Set() },
    },
    known: { ...shared, past: new Map() },
    fraud,
  }
}

const FAKE = certificate(9, '10:05')
const PEOPLE = [token(1, '10:00'), token(2, '10:20'), token(3, '12:00')]
const CERTIFIED = [certificate(1, '10:02'), FAKE, certificate(2, '10:22'), certificate(3, '12:02')]

describe('how the rows of a day come in', () => {
  const seen = (sheet: SimulatedSheet) => [...arrivals(day(sheet, CERTIFIED).known, DATE, DEFAULT_POLICY)]

  it('certificates every 5 minutes, registers every 30 at minutes of their own, until the cut-off', () => {
    const moments = seen(register(PEOPLE)).map(({ at: moment, district }) => {
      const [leg] = district.tokens
      const lines = leg?.sheet.kind === 'register' ? leg.sheet.rows.length : null
      return [clockOf(moment), lines, leg?.final ?? null, district.certificates[0]?.rows.length ?? 0]
    })
    expect(moments).toEqual([
      ['09:00', null, null, 0],
      ['09:15', 0, false, 0],
      ['10:05', 0, false, 2],
      ['10:15', 1, false, 2],
      ['10:25', 1, false, 3],
      ['10:45', 2, false, 3],
      ['12:05', 2, false, 4],
      ['12:15', 3, false, 4],
      ['18:00', 3, true, 4],
      [clockOf(cutOffOf(DATE, DEFAULT_POLICY)), 3, true, 4],
    ])
  })

  it('a gate whose clock is ahead writes later times, and hands them in no later', () => {
    const ahead = PEOPLE.map((row) => ({ ...row, issuedAt: row.issuedAt! + 20 * 60_000 }))
    const first = seen(register(ahead, { clockAhead: 20 })).find(
      ({ district }) => district.tokens[0]?.sheet.kind === 'register' && district.tokens[0].sheet.rows[0],
    )
    expect(clockOf(first!.at)).toBe('10:15')
  })

  it('totals at closing, and what was added to them no earlier than it was', () => {
    const issued = seen(totals(8, { raised: { tokens: 3, at: at('19:30') } })).flatMap(
      ({ at: moment, district }) => {
        const [leg] = district.tokens
        return leg?.sheet.kind === 'totals' ? [[clockOf(moment), leg.sheet.issued, !!leg.sheet.raised]] : []
      },
    )
    expect(issued.slice(0, 2)).toEqual([
      ['18:00', 5, false],
      ['19:30', 8, true],
    ])
  })

  it('a register that is a day late, not before that', () => {
    const late = register(PEOPLE, { daysLate: 1, uploadedAt: at('18:00') + 86_400_000 })
    expect(seen(late).every(({ district }) => district.tokens.length === 0)).toBe(true)
  })
})

describe('the row that proves a fake', () => {
  const proof = (
    sheet: SimulatedSheet | null,
    fraud: FraudName = 'stolen-credentials',
    fake = FAKE,
  ): string | null => {
    const made = day(sheet, CERTIFIED, { fraud })
    const proved = provedBy(fake, made.fraud, made.simulated, DEFAULT_POLICY)
    return proved && `${clockOf(proved.at)}${proved.isArrival ? ' by arrival' : ''}`
  }

  it('is the next token, by the registry’s clock', () => {
    expect(proof(register(PEOPLE))).toBe('10:20')
    expect(proof(register(PEOPLE, { clockAhead: 4 }))).toBe('10:16')
    expect(proof(register(PEOPLE, { clockAhead: 20 }))).toBe('10:05')
  })

  it('is never a token that was made up for it, nor a place behind the last one', () => {
    const madeUp = { ...token(9, '10:06'), raisedAt: at('19:30') }
    expect(proof(register([...PEOPLE, madeUp]))).toBe('10:20')
    expect(proof(register(PEOPLE.slice(0, 1)))).toBe('18:00 by arrival')
  })

  it('is the fake itself where nothing else is needed, or all else has come', () => {
    expect(proof(register(PEOPLE), 'duplicate-certificates')).toBe('10:05')
    expect(proof(null, 'after-suspension')).toBe('10:05')
    expect(proof(register(PEOPLE), 'night-entries', certificate(9, '22:10'))).toBe('22:10')
    expect(proof(totals(3), 'night-entries', certificate(9, '22:10'))).toBe('22:10')
  })

  it('is a whole sheet or the cut-off where it takes these', () => {
    const cutOff = clockOf(cutOffOf(DATE, DEFAULT_POLICY))
    expect(proof(totals(3))).toBe('18:00 by arrival')
    expect(proof(totals(8, { raised: { tokens: 3, at: at('19:30') } }))).toBe('19:30 by arrival')
    expect(proof(register(PEOPLE), 'stock-short')).toBe('18:00 by arrival')
    expect(proof(null, 'ghost-session')).toBe(`${cutOff} by arrival`)
  })

  it('is the token of somebody who was sent home', () => {
    const sentHome = { ...token(9, '10:12'), outcome: 'deferred' as const }
    expect(proof(register([...PEOPLE, sentHome]), 'deferred-certified')).toBe('10:12')
  })

  it('is none where only weeks can tell, or nothing can', () => {
    expect(proof(totals(3), 'fills-shortfall')).toBeNull()
    expect(proof(register(PEOPLE), 'poured-away')).toBeNull()
    expect(proof(null)).toBeNull()
  })
})

describe('minutes from the proving row to the finding', () => {
  const replayed = (...made: Parameters<typeof day>) => {
    const { simulated, known } = day(...made)
    return replay(simulated, known, DATE, DEFAULT_POLICY)
  }

  it('are those until the register is handed in that goes past the fake', () => {
    const { minutes, minutesOfCounts, accusedForAWhile } = replayed(register(PEOPLE), CERTIFIED)
    // Proved at 10:20, handed in at 10:45; a comparison of counts comes at midnight.
    expect(minutes).toEqual([25])
    expect(minutesOfCounts).toEqual([13 * 60 + 40])
    expect(accusedForAWhile).toBe(0)
  })

  it('are none where a sheet proves it by its arrival, which a comparison of counts waits for, too', () => {
    const byNumber = { visible: 'count', by: ['certificates-exceed-tokens'] } as const
    expect(replayed(totals(3), CERTIFIED, byNumber)).toMatchObject({ minutes: [], minutesOfCounts: [360] })
  })

  it('are none where nothing finds it', () => {
    const unseen = replayed(register([...PEOPLE, token(9, '10:04')]), CERTIFIED)
    expect(unseen).toMatchObject({ minutes: [], minutesOfCounts: [] })
  })

  it('count whom a gap in the register accuses for a while', () => {
    // The second person's token stands in the final register alone, timed late in the day by a clock set right again.
    const rows = [token(1, '10:00'), { ...token(2, '17:30') }, token(3, '12:00')]
    expect(replayed(register(rows), CERTIFIED).accusedForAWhile).toBe(1)
  })
})
