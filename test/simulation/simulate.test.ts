import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { DOSES_TO_DATE } from '../../lib/simulation/centre-sizes.ts'
import { FRAUD_NAMES } from '../../lib/simulation/frauds/all.ts'
import { DEFAULT_OPTIONS } from '../../lib/simulation/options.ts'
import { simulate, simulatedDistrict } from '../../lib/simulation/simulate.ts'
import { certificatesOf, simulated, tokensOf, withMess } from './simulated.ts'

describe('a simulated district', () => {
  const ALL = Object.fromEntries(FRAUD_NAMES.map((name) => [name, 1]))
  const full = { mess: {}, frauds: ALL, centres: 20, days: 8 }

  it('is the same under the same seed, also when its days are gone through again', () => {
    const district = simulated(full)
    const first = JSON.stringify([...district.days()])
    expect(JSON.stringify([...district.days()])).toBe(first)
    expect(JSON.stringify([...simulated(full).days()])).toBe(first)
  })

  it('is another one under another seed, and beside another district of the same', () => {
    const days = (seed: number) => JSON.stringify([...simulated({ ...full, seed }).days()])
    expect(days(2)).not.toBe(days(1))
    const two = [...simulate({ ...DEFAULT_OPTIONS, districts: 2 })].map(({ days }) =>
      JSON.stringify([...days()]),
    )
    expect(two[0]).not.toBe(two[1])
  })

  it('changes nowhere but where a fraud is committed', () => {
    const honest = [...simulated().days()]
    const guilty = simulated({ frauds: { 'stolen-credentials': 1 } })
    const days = [...guilty.days()]
    const { centreId, date } = days.flatMap(({ truth }) => truth.frauds)[0]!
    const others = (all: typeof honest) =>
      certificatesOf(all).filter((row) => row.centreId !== centreId || row.date !== date)
    expect(others(days)).toEqual(others(honest))
    expect(certificatesOf(days).length).toBeGreaterThan(certificatesOf(honest).length)
  })

  it('has centres of real sizes: a middling one sees about as many as real ones did', () => {
    const days = [...simulated({ centres: 300, days: 6 }).days()]
    const perWeek = tokensOf(days).length / 300
    const real = DOSES_TO_DATE.reduce((sum, doses) => sum + doses, 0) / DOSES_TO_DATE.length / 15
    expect(perWeek / real).toBeGreaterThan(0.85)
    expect(perWeek / real).toBeLessThan(1.15)
  })

  it('is quieter on weekends', () => {
    const days = [...simulated({ centres: 60, days: 7 }).days()]
    const perDay = days.slice(0, 7).map((day) => tokensOf([day]).length)
    const [monday = 0, , , , , saturday = 0, sunday = 0] = perDay
    expect(saturday).toBeLessThan(monday * 0.8)
    expect(sunday).toBeLessThan(saturday * 0.5)
  })

  it('without mess has one certificate for each token, minutes later, by the account of the centre', () => {
    const days = [...simulated().days()]
    const tokens = new Map(tokensOf(days).map((token) => [token.ref, token]))
    const certificates = certificatesOf(days)
    expect(certificates).toHaveLength(tokens.size)
    for (const { ref, dose, centreId, date, issuedAt, issuedBy } of certificates) {
      const token = tokens.get(ref)
      expect(token).toMatchObject({ dose, centreId, date, outcome: 'vaccinated' })
      const minutes = (issuedAt! - token!.issuedAt!) / 60_000
      expect(minutes).toBeGreaterThanOrEqual(2)
      expect(minutes).toBeLessThanOrEqual(25)
      expect(issuedBy).toBe(`${centreId.toLowerCase()}-desk`)
    }
  })

  it('gives tokens within opening hours, in the order of their numbers', () => {
    for (const { tokens } of simulated().days()) {
      for (const { sheet, date } of tokens) {
        if (sheet.kind !== 'register') throw new Error('a totals sheet without mess')
        const times = sheet.rows.map(({ issuedAt }) => issuedAt!)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(times[0]).toBeGreaterThanOrEqual(Date.parse(`${date}T09:00:00+05:30`))
        expect(times.at(-1)).toBeLessThan(Date.parse(`${date}T17:00:00+05:30`))
        expect(sheet.rows.map(({ tokenNo }) => tokenNo)).toEqual(sheet.rows.map((_, at) => String(at + 1)))
      }
    }
  })

  // The second is a round number of days since 1970, at which refs begin again.
  it.each([DEFAULT_OPTIONS.from, '2024-07-20'])(
    'sees people again for the second dose 84 days after the first, from %s on',
    (from) => {
      const days = [...simulated({ from, days: 85, centres: 4, tokensPerDay: 400 }).days()]
      const first = new Set(
        tokensOf(days.slice(0, 1))
          .filter(({ dose }) => dose === 1)
          .map(({ ref }) => ref),
      )
      const last = days.find(({ date }) => date === addDays(from, 84))!
      const again = tokensOf([last]).filter(({ dose }) => dose === 2)
      const known = again.filter(({ ref }) => first.has(ref)).length
      expect(known / again.length).toBeGreaterThan(0.9)
    },
  )

  it('opens vials enough for everybody, and books most of them', () => {
    for (const { tokens, stock, bookings } of withMess({ deferral: 0.1 }).days()) {
      expect(tokens).toHaveLength(stock.length)
      for (const [at, leg] of tokens.entries()) {
        if (leg.sheet.kind !== 'register') throw new Error('a totals sheet')
        const given = leg.sheet.rows.filter(({ outcome }) => outcome === 'vaccinated').length
        const [{ vialsOpened, dosesPerVial, dosesWasted }] = stock[at]!.rows as [(typeof stock)[0]['rows'][0]]
        expect(vialsOpened * dosesPerVial! - dosesWasted).toBe(given)
        expect(bookings[at]!.rows.length).toBeGreaterThan(0)
      }
    }
  })

  it('numbers certificates in the order of issue, so that no id tells a fake', () => {
    const days = [...simulated({ frauds: { 'stolen-credentials': 1 } }).days()]
    for (const { certificates } of days) {
      for (const { rows } of certificates) {
        const byId = [...rows].sort((a, b) => numberOf(a.certificateId) - numberOf(b.certificateId))
        expect(byId.map(({ issuedAt }) => issuedAt)).toEqual(
          rows.map((row) => row.issuedAt).sort((a, b) => a! - b!),
        )
      }
    }
  })

  it('takes a centre for each fraud and says so where there are not so many', () => {
    expect(() => simulated({ centres: 2, frauds: { 'two-a-day': 3 } })).toThrow(RangeError)
  })
})

const numberOf = (id: string): number => Number(id.split('-').at(-1))

describe('a district for measuring', () => {
  it('has about as many tokens as asked for, with mess and fraud', () => {
    const district = simulatedDistrict(1, 40, 5000)
    const rows = district.tokens.map(({ sheet }) =>
      sheet.kind === 'register' ? sheet.rows.length : sheet.issued,
    )
    const all = rows.reduce((sum, count) => sum + count, 0)
    expect(all).toBeGreaterThan(4500)
    expect(all).toBeLessThan(5500)
    expect(district.tokens.some(({ sheet }) => sheet.kind === 'totals')).toBe(true)
    const accounts = district.certificates.flatMap((leg) => leg.rows.map(({ issuedBy }) => issuedBy))
    expect(accounts).toContain('amc-admin')
  })

  it('may have a single centre', () => {
    expect(simulatedDistrict(1, 1, 100).tokens).toHaveLength(1)
  })
})
