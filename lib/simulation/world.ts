import { addDays, instantAt } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import type { SimulatedCentre } from './centres.ts'
import { MINUTE, type SheetKind } from './draft.ts'
import type { MessRates } from './mess/rates.ts'
import type { SimulationOptions } from './options.ts'
import type { Plan } from './plan.ts'
import { Random } from './random.ts'

/** All that is settled of a simulated district before its first day. */
export interface World {
  readonly options: SimulationOptions
  readonly district: number
  readonly rates: MessRates
  readonly centres: readonly SimulatedCentre[]
  readonly plan: Plan
}

/** What a centre's day comes to, whatever happens in it; any day can be asked for, in any order. */
export interface Fate {
  readonly holdsSession: boolean
  /** `lost` also where there is no session to have one. */
  readonly sheet: SheetKind
  /** Days by which the sheet comes too late. */
  readonly daysLate: number
  /** Mess travels from and to days whose sheets name nobody, too. */
  readonly isEntangled: boolean
}

const SUNDAY = 0
const SATURDAY = 6
const TWICE_A_WEEK = [2, 5]

export function fateOf(
  { options, district, rates, plan }: World,
  centre: SimulatedCentre,
  day: number,
): Fate {
  const random = Random.of(options.seed, district, centre.number, day, 0xfa7e)
  const crime = plan.at(centre, day)
  const isOpen = options.tokensPerDay !== null || isSessionDay(centre, addDays(options.from, day), random)
  const lost = random.chance(rates['lost-sheet'])
  const late = random.chance(rates['late-sheet']) ? random.between(1, 2) : 0
  const kept: SheetKind = plan.sendsTotals(centre) ? 'totals' : 'register'
  const holdsSession = crime ? crime.fraud.session(crime.nth) : isOpen && !plan.isClosed(centre, day)
  return {
    holdsSession,
    sheet: !holdsSession || (lost && !crime) ? 'lost' : (crime?.fraud.sheet ?? kept),
    daysLate: crime ? 0 : late,
    isEntangled: random.chance(rates.entangled),
  }
}

/** Small centres open twice a week, others on weekdays and Saturdays, few of them on Sundays. */
function isSessionDay({ sessionsPerWeek }: SimulatedCentre, date: IsoDate, random: Random): boolean {
  const weekday = weekdayOf(date)
  if (sessionsPerWeek === 2) return TWICE_A_WEEK.includes(weekday)
  return weekday !== SUNDAY || random.chance(0.1)
}

/** Weekends are quieter. */
export function shareOfWeekday(date: IsoDate, { tokensPerDay }: SimulationOptions): number {
  if (tokensPerDay !== null) return 1
  const weekday = weekdayOf(date)
  if (weekday === SUNDAY) return 0.4
  return weekday === SATURDAY ? 0.6 : 1
}

function weekdayOf(date: IsoDate): number {
  return new Date(Date.parse(date)).getUTCDay()
}

/** When a centre is stopped for good; null: never. */
export function suspendedAt(world: World, centre: SimulatedCentre): Instant | null {
  const day = world.plan.suspensionOf(centre)
  if (day === null) return null
  return midnightOf(addDays(world.options.from, day), world) + SUSPENDED_AT_MINUTE * MINUTE
}

export function midnightOf(date: IsoDate, { options }: World): Instant {
  return instantAt(date, '00:00', options.timeZone)
}

/** 13:00, when the officials had been told. */
export const SUSPENDED_AT_MINUTE = 13 * 60
