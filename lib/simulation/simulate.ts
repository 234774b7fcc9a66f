import { addDays } from '../domain/calendar.ts'
import type { Centre, District } from '../domain/rows.ts'
import { drawCentres } from './centres.ts'
import { DEFAULT_MESS } from './mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from './options.ts'
import { Pending } from './pending.ts'
import { Plan } from './plan.ts'
import { dayAfter, type SimulatedDay, simulateDay } from './simulated-day.ts'
import { suspendedAt, type World } from './world.ts'

/** One district, its days made one after another as they are asked for; going through them again gives the same. */
export interface SimulatedDistrict {
  /** From 0. */
  readonly number: number
  readonly centres: readonly Centre[]
  /** The days that were asked for; then days that have nothing but certificates that were put off. */
  days(): Iterable<SimulatedDay>
}

/**
 * Simulates district by district; nothing is kept of one that is done with. Throws a RangeError where a district has
 * more frauds than centres.
 */
export function* simulate(options: SimulationOptions): Iterable<SimulatedDistrict> {
  for (let number = 0; number < options.districts; number++) yield simulatedDistrictOf(options, number)
}

function simulatedDistrictOf(options: SimulationOptions, district: number): SimulatedDistrict {
  const rates = { ...DEFAULT_MESS, ...options.mess }
  const centres = drawCentres(options, district, rates)
  const world: World = { options, district, rates, centres, plan: new Plan(options, district, centres) }
  return { number: district, centres: registerOf(world), days: () => daysOf(world) }
}

function* daysOf(world: World): Iterable<SimulatedDay> {
  const { days, from } = world.options
  const pending = new Pending()
  for (let day = 0; day < days; day++) yield simulateDay(world, day, addDays(from, day), pending)
  for (const date of pending.dates()) yield dayAfter(world, date, pending)
}

function registerOf(world: World): Centre[] {
  return world.centres.map((centre) => {
    const { centreId, name, block, opens, closes } = centre
    const since = suspendedAt(world, centre)
    const status = since === null ? 'active' : 'suspended'
    return { centreId, name, block, opens, closes, status, suspendedAt: since }
  })
}

/** The legs of these days together, as one reconciliation takes them. */
export function districtOf(days: Iterable<SimulatedDay>, centres: readonly Centre[]): District {
  const all = [...days]
  return {
    tokens: all.flatMap(({ tokens }) => tokens),
    certificates: all.flatMap(({ certificates }) => certificates),
    bookings: all.flatMap(({ bookings }) => bookings),
    stock: all.flatMap(({ stock }) => stock),
    centres: new Map(centres.map((centre) => [centre.centreId, centre])),
  }
}

/**
 * A district's single day of about so many tokens, with the ordinary mess and two frauds where there are centres for
 * them: rows enough for a measurement, quickly.
 */
export function simulatedDistrict(seed: number, centres: number, tokensPerDay: number): District {
  const frauds = centres < 2 ? {} : { 'stolen-credentials': 1, 'identity-swap': 1 }
  const options = { ...DEFAULT_OPTIONS, seed, centres, tokensPerDay, frauds }
  const district = simulatedDistrictOf(options, 0)
  return districtOf(district.days(), district.centres)
}
