import { describe, expect, it } from 'vitest'
import { daysBetween } from '../../lib/domain/calendar.ts'
import { MESS_NAMES, type MessRates } from '../../lib/simulation/mess/rates.ts'
import { slipped } from '../../lib/simulation/mess/slip.ts'
import { Random } from '../../lib/simulation/random.ts'
import { refOf } from '../../lib/simulation/refs.ts'
import type { SimulatedDistrict } from '../../lib/simulation/simulate.ts'
import { certificatesOf, slipsBetween, tokensOf, withMess } from './simulated.ts'

/** Each token with the certificate of the same person, found by place in line as nobody but a test could. */
function read(district: SimulatedDistrict) {
  const days = [...district.days()]
  const tokens = tokensOf(days)
  const certificates = certificatesOf(days)
  return { days, tokens, certificates, certified: new Map(certificates.map((row) => [row.ref, row])) }
}

const placeOf = ({ centreId, date }: { readonly centreId: string; readonly date: string }): string =>
  `${date} ${centreId}`

describe('honest mess, where everybody makes it', () => {
  it('a slip gives another ref, always one slip away, of every kind', () => {
    const random = Random.of(4)
    const refs = Array.from({ length: 2000 }, (_, place) => refOf(1, 0, 1, 8860, place))
    const lengths = refs.map((ref) => {
      const other = slipped(ref, random)
      expect(slipsBetween(ref, other)).toBe(1)
      expect(other).toMatch(/^\d+$/)
      return other.length
    })
    expect(new Set(lengths)).toEqual(new Set([13, 14, 15]))
  })

  it('typing-slip: every ref is one slip away on the other side', () => {
    const { tokens, certificates } = read(withMess({ 'typing-slip': 1 }, { centres: 3, days: 1 }))
    expect(certificates).toHaveLength(tokens.length)
    for (const { ref } of tokens) {
      expect(certificates.some((row) => row.ref === ref)).toBe(false)
      expect(certificates.filter((row) => slipsBetween(row.ref, ref) === 1)).toHaveLength(1)
    }
  })

  it('deferral: all are sent home, and some are certified a day or two later', () => {
    const { tokens, certificates } = read(withMess({ deferral: 1 }))
    expect(tokens.every(({ outcome }) => outcome === 'deferred')).toBe(true)
    const dates = new Map(tokens.map(({ ref, date }) => [ref, date]))
    const later = certificates.map(({ ref, date }) => daysBetween(dates.get(ref)!, date))
    expect(new Set(later)).toEqual(new Set([1, 2]))
    expect(certificates.length / tokens.length).toBeCloseTo(0.3, 1)
  })

  it('leaver: all leave, and nobody is certified', () => {
    const { tokens, certificates } = read(withMess({ leaver: 1 }))
    expect(tokens.every(({ outcome }) => outcome === 'left')).toBe(true)
    expect(certificates).toEqual([])
  })

  it('late-backlog: every certificate is dated one or two days later', () => {
    const { tokens, certified } = read(withMess({ 'late-backlog': 1 }))
    const later = tokens.map(({ ref, date }) => daysBetween(date, certified.get(ref)!.date))
    expect(new Set(later)).toEqual(new Set([1, 2]))
  })

  it('sister-centre: every certificate is under another centre and its account', () => {
    const { tokens, certified } = read(withMess({ 'sister-centre': 1 }))
    for (const { ref, centreId, date } of tokens) {
      const row = certified.get(ref)!
      expect(row.centreId).not.toBe(centreId)
      expect(row.date).toBe(date)
      expect(row.issuedBy).toBe(`${row.centreId.toLowerCase()}-desk`)
    }
  })

  it('wrong-dose: 1 for 2 and 2 for 1', () => {
    const { tokens, certified } = read(withMess({ 'wrong-dose': 1 }))
    for (const { ref, dose } of tokens) expect(certified.get(ref)!.dose).toBe(3 - dose!)
  })

  it('missing-dose: on one side and not on both', () => {
    const { tokens, certified } = read(withMess({ 'missing-dose': 1 }))
    const missing = tokens.map(
      ({ ref, dose }) => [dose, certified.get(ref)!.dose].filter((one) => one === null).length,
    )
    expect(new Set(missing)).toEqual(new Set([1]))
  })

  it('blank-ref: on one side and not on both', () => {
    const { tokens, certificates } = read(withMess({ 'blank-ref': 1 }))
    const blank = (rows: readonly { readonly ref: string }[]) => rows.filter(({ ref }) => ref === '').length
    expect(blank(tokens) + blank(certificates)).toBe(tokens.length)
    expect(blank(tokens)).toBeGreaterThan(blank(certificates))
  })

  it('missing-certificate: nobody is certified', () => {
    const { tokens, certificates } = read(withMess({ 'missing-certificate': 1 }))
    expect(tokens.length).toBeGreaterThan(0)
    expect(certificates).toEqual([])
  })

  it('feed-repeat: every row comes twice in the same words', () => {
    const { tokens, certificates } = read(withMess({ 'feed-repeat': 1 }))
    expect(certificates).toHaveLength(2 * tokens.length)
    const words = certificates.map((row) => JSON.stringify(row))
    expect(new Set(words).size).toBe(tokens.length)
  })

  it('double-issue: everybody is certified twice under two ids, and the truth names the second', () => {
    const { days, tokens, certificates } = read(withMess({ 'double-issue': 1 }))
    expect(new Set(certificates.map(({ certificateId }) => certificateId)).size).toBe(2 * tokens.length)
    const doubles = new Set(days.flatMap(({ truth }) => truth.doubles))
    expect(doubles.size).toBe(tokens.length)
    for (const { ref } of tokens) {
      const [first, second] = certificates
        .filter((row) => row.ref === ref)
        .sort((a, b) => a.issuedAt! - b.issuedAt!)
      expect([doubles.has(first!.certificateId), doubles.has(second!.certificateId)]).toEqual([false, true])
    }
  })

  it('revoked: beside each certificate stands one with a slip that was revoked, told of as issued, too', () => {
    const { tokens, certificates } = read(withMess({ revoked: 1 }, { centres: 3, days: 1 }))
    const revoked = certificates.filter(({ status }) => status === 'revoked')
    expect(revoked).toHaveLength(tokens.length)
    for (const { certificateId, ref } of revoked) {
      expect(certificates.filter((row) => row.certificateId === certificateId)).toHaveLength(2)
      expect(tokens.filter((token) => slipsBetween(token.ref, ref) === 1)).toHaveLength(1)
    }
  })

  it('compound: what moved has a slip besides', () => {
    const { tokens, certificates } = read(withMess({ compound: 1 }, { centres: 3, days: 1 }))
    for (const { ref, date, centreId } of tokens) {
      const [row, ...more] = certificates.filter((one) => slipsBetween(one.ref, ref) === 1)
      expect(more).toEqual([])
      expect(row!.date !== date || row!.centreId !== centreId).toBe(true)
    }
  })

  it('entangled: certificates travel from days whose sheet names nobody, too, which they else do not', () => {
    const travelling = (mess: Partial<MessRates>): number => {
      const { days } = read(withMess({ 'late-backlog': 0.5, 'sister-centre': 0.5, ...mess }))
      const home = new Map(days.flatMap(({ bookings }) => bookings.map((leg) => [placeOf(leg), leg.rows])))
      const refs = (rows: readonly { readonly ref: string }[] = []) => new Set(rows.map(({ ref }) => ref))
      return days
        .flatMap(({ certificates }) => certificates)
        .filter((leg) => leg.rows.some(({ ref }) => !refs(home.get(placeOf(leg))).has(ref)))
        .flatMap(({ centreId, date, rows }) =>
          rows.filter(({ ref }) =>
            [...home].some(
              ([place, booked]) => place !== placeOf({ centreId, date }) && refs(booked).has(ref),
            ),
          ),
        ).length
    }
    expect(travelling({ 'lost-sheet': 1 })).toBe(0)
    expect(travelling({ 'lost-sheet': 1, entangled: 1 })).toBeGreaterThan(100)
    expect(travelling({ 'totals-only': 1, 'late-backlog': 0 })).toBe(0)
    expect(travelling({ 'totals-only': 1, 'late-backlog': 0, entangled: 1 })).toBeGreaterThan(50)
  })

  it('entangled: people come back to a centre that sends totals', () => {
    const mess = { deferral: 1, 'totals-only': 1 }
    expect(read(withMess(mess)).certificates).toEqual([])
    expect(read(withMess({ ...mess, entangled: 1 })).certificates.length).toBeGreaterThan(50)
  })

  it('lost-sheet: certificates and no register, and the truth says whose', () => {
    const { days, tokens, certificates } = read(withMess({ 'lost-sheet': 1 }))
    expect(tokens).toEqual([])
    expect(certificates.length).toBeGreaterThan(0)
    for (const { truth, bookings } of days)
      expect(truth.lostSheets).toEqual(bookings.map((leg) => leg.centreId))
  })

  it('late-sheet: handed in one or two days later', () => {
    const { days } = read(withMess({ 'late-sheet': 1 }))
    const late = days.flatMap(({ tokens }) => tokens.map(({ daysLate }) => daysLate))
    expect(new Set(late)).toEqual(new Set([1, 2]))
  })

  it('totals-only: counts that agree with the certificates', () => {
    const { days, tokens } = read(withMess({ 'totals-only': 1, leaver: 0.1, deferral: 0 }))
    expect(tokens).toEqual([])
    for (const day of days) {
      for (const { centreId, sheet } of day.tokens) {
        if (sheet.kind !== 'totals') throw new Error('a register')
        const rows = day.certificates.find((leg) => leg.centreId === centreId)?.rows ?? []
        expect(sheet.issued - sheet.left).toBe(rows.length)
      }
    }
  })

  it('clock-skew: the gate is 2 to 10 minutes off, the same all along', () => {
    const { days } = read(withMess({ 'clock-skew': 1 }))
    const ahead = new Map<string, Set<number>>()
    for (const { tokens } of days) {
      for (const { centreId, clockAhead } of tokens) {
        ahead.set(centreId, (ahead.get(centreId) ?? new Set()).add(clockAhead))
      }
    }
    for (const minutes of ahead.values()) {
      expect(minutes.size).toBe(1)
      const [off] = [...minutes].map(Math.abs)
      expect(off! >= 2 && off! <= 10).toBe(true)
    }
  })

  it('evening-catch-up: nobody is certified between 14:00 and closing, many after', () => {
    const { certificates } = read(withMess({ 'evening-catch-up': 1 }))
    const hours = certificates.map(({ issuedAt }) => new Date(issuedAt! + 19_800_000).getUTCHours())
    expect(hours.filter((hour) => hour >= 14 && hour < 17)).toEqual([])
    expect(hours.filter((hour) => hour >= 17).length).toBeGreaterThan(certificates.length / 5)
  })

  it('unsorted-rows: in another order, and the same rows', () => {
    const sorted = read(withMess({}))
    const mixed = read(withMess({ 'unsorted-rows': 1 }))
    expect(mixed.certificates).not.toEqual(sorted.certificates)
    const refs = (rows: readonly { readonly ref: string }[]) => rows.map(({ ref }) => ref).sort()
    expect(refs(mixed.certificates)).toEqual(refs(sorted.certificates))
    expect(refs(mixed.tokens)).toEqual(refs(sorted.tokens))
  })

  it('has a test for each kind', () => {
    expect(MESS_NAMES).toHaveLength(20)
  })
})
