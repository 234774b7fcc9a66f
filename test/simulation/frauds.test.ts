import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { FRAUD_NAMES, type FraudName } from '../../lib/simulation/frauds/all.ts'
import { NO_MESS } from '../../lib/simulation/mess/rates.ts'
import { certificatesOf, simulated, slipsBetween, tokensOf, withFraud } from './simulated.ts'

/** The days of a district with one fraud, and its rows. */
function committed(name: FraudName, overrides: Parameters<typeof withFraud>[1] = {}) {
  const district = withFraud(name, overrides)
  const days = [...district.days()]
  const frauds = days.flatMap(({ truth }) => truth.frauds)
  const all = certificatesOf(days)
  const ids = new Set(frauds.flatMap(({ certificates }) => certificates))
  const fakes = all.filter(({ certificateId }) => ids.has(certificateId))
  const [{ centreId, date }] = frauds as [(typeof frauds)[0]]
  const inPlace = <Leg extends { readonly centreId: string; readonly date: string }>(legs: readonly Leg[]) =>
    legs.find((leg) => leg.centreId === centreId && leg.date === date)
  return {
    ...{ district, days, frauds, all, fakes, centreId, date },
    refs: new Map(tokensOf(days).map((token) => [token.ref, token])),
    honest: all.filter(({ certificateId }) => !ids.has(certificateId)),
    sheet: inPlace(days.flatMap(({ tokens }) => tokens))?.sheet,
    certificates: inPlace(days.flatMap((day) => day.certificates))?.rows ?? [],
    bookings: inPlace(days.flatMap((day) => day.bookings)),
    stock: inPlace(days.flatMap((day) => day.stock))?.rows[0],
  }
}

const minuteOf = (instant: number | null, date: string): number =>
  (instant! - Date.parse(`${date}T00:00:00+05:30`)) / 60_000

describe('a fraud and its truth', () => {
  it('stolen-credentials: about 16 for 55 at noon by the shared account, for nobody who was there', () => {
    const { fakes, refs, date, certificates } = committed('stolen-credentials')
    expect(fakes.length / (certificates.length - fakes.length)).toBeCloseTo(16 / 55, 1)
    for (const { ref, issuedAt, issuedBy } of fakes) {
      expect(refs.has(ref)).toBe(false)
      expect(issuedBy).toBe('amc-admin')
      expect(minuteOf(issuedAt, date)).toBeGreaterThan(12 * 60)
      expect(minuteOf(issuedAt, date)).toBeLessThan(13 * 60)
    }
  })

  it('two-a-day: two on each of 14 days in a row, by the centre itself', () => {
    const { frauds, fakes, centreId } = committed('two-a-day', { days: 20 })
    expect(frauds.map(({ date }) => date)).toEqual(
      Array.from({ length: 14 }, (_, at) => addDays(frauds[0]!.date, at)),
    )
    expect(frauds.every(({ certificates }) => certificates.length === 2)).toBe(true)
    expect(new Set(fakes.map(({ issuedBy }) => issuedBy))).toEqual(
      new Set([`${centreId.toLowerCase()}-desk`]),
    )
  })

  it('ghost-session: certificates and no sheet, booking or vial of that centre, while others have bookings', () => {
    const { sheet, bookings, stock, fakes, certificates, days, date } = committed('ghost-session')
    expect([sheet, bookings, stock]).toEqual([undefined, undefined, undefined])
    expect(certificates).toHaveLength(fakes.length)
    expect(days.find((day) => day.date === date)!.bookings.length).toBeGreaterThan(0)
  })

  it('after-suspension: all issued after the moment in the register, which the honest desk does not outlast', () => {
    const { district, fakes, honest, centreId } = committed('after-suspension', { mess: {}, seed: 3 })
    const { status, suspendedAt } = district.centres.find((centre) => centre.centreId === centreId)!
    expect(status).toBe('suspended')
    expect(fakes.length).toBeGreaterThan(0)
    expect(fakes.every(({ issuedAt }) => issuedAt! > suspendedAt!)).toBe(true)
    const own = honest.filter((row) => row.centreId === centreId)
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ issuedAt }) => issuedAt! < suspendedAt!)).toBe(true)
  })

  it('after-suspension: of whoever is sent away at a gate whose clock is ahead nothing is left', () => {
    const mess = { ...NO_MESS, 'clock-skew': 1, 'feed-repeat': 0.5, 'double-issue': 0.5 }
    for (let seed = 25; seed < 35; seed++) {
      const { honest, refs } = committed('after-suspension', { seed, centres: 10, days: 5, mess })
      expect(honest.filter(({ certificateId, ref }) => certificateId === '' || !refs.has(ref))).toEqual([])
    }
  })

  it('deferred-certified: the tokens of all fakes are deferred, and the vials cover them', () => {
    const { fakes, refs, frauds, certificates, stock } = committed('deferred-certified')
    const tokens = fakes.map(({ ref }) => refs.get(ref)!)
    expect(tokens.every(({ outcome }) => outcome === 'deferred')).toBe(true)
    expect(new Set(frauds[0]!.tokens)).toEqual(new Set(tokens.map(({ tokenNo }) => tokenNo)))
    expect(stock!.vialsOpened * stock!.dosesPerVial! - stock!.dosesWasted).toBe(certificates.length)
  })

  it('inflated-totals: totals for one day, equal to the certificates, after registers', () => {
    const { sheet, fakes, certificates, days, centreId, date } = committed('inflated-totals')
    expect(sheet).toMatchObject({ kind: 'totals', issued: certificates.length })
    expect(fakes.length).toBeGreaterThan(0)
    const before = days
      .flatMap(({ tokens }) => tokens)
      .filter((leg) => leg.centreId === centreId && leg.date < date)
    expect(before.map((leg) => leg.sheet.kind)).toContain('register')
  })

  it('night-entries: between ten and three, dated on the day before', () => {
    const { fakes, date } = committed('night-entries')
    for (const fake of fakes) {
      expect(fake.date).toBe(date)
      expect(minuteOf(fake.issuedAt, date)).toBeGreaterThanOrEqual(22 * 60)
      expect(minuteOf(fake.issuedAt, date)).toBeLessThan(27 * 60)
    }
  })

  it('issuer-burst: more than 15 within 10 minutes by one account', () => {
    const { fakes } = committed('issuer-burst')
    const times = fakes.map(({ issuedAt }) => issuedAt!)
    expect(fakes.length).toBeGreaterThan(15)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(600_000)
    expect(new Set(fakes.map(({ issuedBy }) => issuedBy)).size).toBe(1)
  })

  it('duplicate-certificates: ref and dose of somebody certified before', () => {
    const { fakes, honest } = committed('duplicate-certificates')
    for (const fake of fakes) {
      const [first] = honest.filter(({ ref, dose }) => ref === fake.ref && dose === fake.dose)
      expect(first!.issuedAt).toBeLessThan(fake.issuedAt!)
    }
  })

  it('identity-swap: as many certificates as tokens, and the fakes are of strangers', () => {
    const { fakes, refs, certificates, sheet } = committed('identity-swap')
    expect(fakes.length).toBeGreaterThan(0)
    expect(fakes.some(({ ref }) => refs.has(ref))).toBe(false)
    expect(sheet).toMatchObject({ kind: 'register', rows: { length: certificates.length } })
  })

  it('swap-by-slip: each fake is one slip from somebody who was there and has no other certificate', () => {
    const { fakes, refs, honest } = committed('swap-by-slip')
    expect(fakes.length).toBeGreaterThan(0)
    for (const fake of fakes) {
      const [robbed, ...more] = [...refs.keys()].filter((ref) => slipsBetween(ref, fake.ref) === 1)
      expect(more).toEqual([])
      expect(honest.some(({ ref }) => ref === robbed)).toBe(false)
    }
  })

  it('innocent-backlog: no fake, and the day is certified on the next', () => {
    const { fakes, all, refs, centreId, date } = committed('innocent-backlog')
    expect(fakes).toEqual([])
    const ofDay = [...refs.values()].filter((token) => token.centreId === centreId && token.date === date)
    const dates = ofDay.map(({ ref }) => all.find((row) => row.ref === ref)!.date)
    expect(new Set(dates)).toEqual(new Set([addDays(date, 1)]))
  })

  it('padded-register: a token for each fake, raised in the evening and timed within the session', () => {
    const { fakes, refs, date } = committed('padded-register')
    expect(fakes.length).toBeGreaterThan(0)
    for (const { ref } of fakes) {
      const token = refs.get(ref)!
      expect(minuteOf(token.raisedAt!, date)).toBe(19 * 60 + 30)
      expect(minuteOf(token.issuedAt, date)).toBeLessThan(17 * 60)
    }
  })

  it('counts-only: totals all along, and more certificates than tokens on one day', () => {
    const { sheet, certificates, fakes, days, centreId } = committed('counts-only')
    expect(sheet).toMatchObject({ kind: 'totals', issued: certificates.length - fakes.length })
    const own = days.flatMap(({ tokens }) => tokens).filter((leg) => leg.centreId === centreId)
    expect(new Set(own.map((leg) => leg.sheet.kind))).toEqual(new Set(['totals']))
  })

  it('stock-short: every certificate has its token, and the vials are too few by more than the overfill', () => {
    const { stock, certificates, fakes, refs } = committed('stock-short')
    expect(fakes.every(({ ref }) => refs.has(ref))).toBe(true)
    const { vialsOpened, dosesPerVial, dosesWasted } = stock!
    expect(certificates.length).toBeGreaterThan(vialsOpened * (dosesPerVial! + 1) - dosesWasted)
  })

  it('poured-away: rows that differ in nothing from those of the same day without it', () => {
    const { days, fakes } = committed('poured-away')
    const rows = (all: typeof days) =>
      all.map(({ tokens, certificates, stock }) => [tokens, certificates, stock])
    expect(fakes.length).toBeGreaterThan(0)
    expect(rows(days)).toEqual(rows([...simulated({ days: 6, centres: 12 }).days()]))
  })

  it('fills-shortfall: never more certificates than tokens, and for two weeks just as many', () => {
    const { days, frauds, centreId } = committed('fills-shortfall', { days: 42 })
    const guilty = new Set(frauds.map(({ date }) => date))
    for (const { date, tokens, certificates } of days) {
      const sheet = tokens.find((leg) => leg.centreId === centreId)?.sheet
      if (sheet?.kind !== 'totals') continue
      const count = certificates.find((leg) => leg.centreId === centreId)?.rows.length ?? 0
      expect(count).toBeLessThanOrEqual(sheet.issued)
      if (guilty.has(date)) expect(count).toBe(sheet.issued)
    }
    expect(guilty.size).toBe(14)
  })

  it('has a test for each', () => {
    expect(FRAUD_NAMES).toHaveLength(17)
  })

  it('says at a centre that always sends totals what a count can show, and no more', () => {
    const visible = (name: FraudName) => {
      const { frauds, sheet } = committed(name, { mess: { ...NO_MESS, 'totals-only': 1 } })
      return [frauds[0]!.visible, frauds[0]!.by, sheet?.kind]
    }
    const counted = ['count', ['certificates-exceed-tokens'], 'totals']
    expect(visible('stolen-credentials')).toEqual(counted)
    expect(visible('deferred-certified')).toEqual(counted)
    expect(visible('identity-swap')).toEqual(['none', [], 'totals'])
    expect(visible('inflated-totals')).toEqual(['none', [], 'totals'])
    expect(visible('padded-register')).toEqual(['count', ['sheet-raised'], 'totals'])
    expect(visible('duplicate-certificates')).toEqual(['rows', ['duplicate-certificate'], 'totals'])
    expect(visible('stock-short')).toEqual(['count', ['certificates-exceed-doses'], 'totals'])
  })

  it('says that totals show nothing where as many people as fakes went without a certificate', () => {
    const mess = { ...NO_MESS, 'totals-only': 1, 'missing-certificate': 0.3 }
    expect(committed('two-a-day', { mess }).frauds[0]!.visible).toBe('none')
  })

  it('says that one day of totals shows nothing where no register came before', () => {
    const seen = (overrides: Parameters<typeof withFraud>[1]) => {
      const { frauds, sheet, date } = committed('inflated-totals', overrides)
      return [date, sheet?.kind, frauds[0]!.visible, frauds[0]!.by]
    }
    const monday = '2021-08-02'
    expect(seen({ from: monday, days: 1 })).toEqual([monday, 'totals', 'none', []])
    expect(seen({ from: '2021-08-01', days: 2 })).toEqual([monday, 'totals', 'none', []])
    expect(seen({ days: 4 })).toEqual(['2021-08-05', 'totals', 'count', ['register-withheld']])
  })

  it('says that weeks show nothing of a shortfall that was filled from the first of them on', () => {
    const seen = (days: number) => committed('fills-shortfall', { days }).frauds.map(({ visible }) => visible)
    expect(new Set(seen(41))).toEqual(new Set(['none']))
    expect(new Set(seen(42))).toEqual(new Set(['trend']))
  })

  it('padded-register: totals are raised in the evening', () => {
    const { sheet, fakes, date } = committed('padded-register', { mess: { ...NO_MESS, 'totals-only': 1 } })
    if (sheet?.kind !== 'totals') throw new Error('a register')
    expect(sheet.raised!.tokens).toBe(fakes.length)
    expect(minuteOf(sheet.raised!.at, date)).toBe(19 * 60 + 30)
  })

  it('can be told by number alone where a ref is blank on its day, unless lines that were added name them', () => {
    const visible = (name: FraudName) => {
      const { frauds } = committed(name, { mess: { ...NO_MESS, 'blank-ref': 0.5 } })
      return [frauds[0]!.visible, frauds[0]!.by]
    }
    expect(visible('night-entries')).toEqual(['count', ['certificates-exceed-tokens', 'off-hours']])
    expect(visible('padded-register')).toEqual(['rows', ['sheet-raised']])
  })
})
