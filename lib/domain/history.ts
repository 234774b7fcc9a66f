import { addDays } from './calendar.ts'
import type { CentreDay } from './centre-day.ts'
import type { Facts } from './facts.ts'
import { isGrave } from './outcome.ts'
import type { Finding } from './report.ts'
import type { IsoDate, PastDay } from './rows.ts'
import { isAway } from './rules/away.ts'

const NONE: readonly PastDay[] = []

/**
 * The days of each centre as later ones look back on them. What is given of a day goes before what its rows say: of a
 * day that is only looked back on, few rows may be at hand.
 */
export class Histories {
  readonly #given: ReadonlyMap<string, readonly PastDay[]>
  readonly #days: number
  readonly #told = new Map<string, PastDay[]>()
  /** Asked for by every centre of a date. */
  #reach: { readonly date: IsoDate; readonly since: IsoDate } | null = null

  constructor(given: ReadonlyMap<string, readonly PastDay[]> | undefined, days: number) {
    this.#given = given ?? new Map()
    this.#days = days
  }

  isGiven(centreId: string, date: IsoDate): boolean {
    return this.#given.get(centreId)?.some((day) => day.date === date) ?? false
  }

  /** Days come in order. */
  tell(centreId: string, day: PastDay): void {
    const told = this.#told.get(centreId)
    if (told) told.push(day)
    else this.#told.set(centreId, [day])
  }

  /** The days before `date`, the oldest first, as far back as history reaches. */
  before(centreId: string, date: IsoDate): readonly PastDay[] {
    const given = this.#given.get(centreId) ?? NONE
    const told = this.#told.get(centreId) ?? NONE
    if (given.length + told.length === 0) return NONE
    const since = this.#since(date)
    if (given.length === 0 && told.at(-1)!.date < date) return told.slice(firstFrom(told, since))
    const inReach = (day: PastDay): boolean => day.date >= since && day.date < date
    const fresh = told.filter((day) => inReach(day) && !this.isGiven(centreId, day.date))
    return [...given.filter(inReach), ...fresh].sort((a, b) => (a.date < b.date ? -1 : 1))
  }

  #since(date: IsoDate): IsoDate {
    if (this.#reach?.date !== date) this.#reach = { date, since: addDays(date, -this.#days) }
    return this.#reach.since
  }
}

/** Where the days from `since` on begin. */
function firstFrom(days: readonly PastDay[], since: IsoDate): number {
  let first = days.length
  while (first > 0 && days[first - 1]!.date >= since) first--
  return first
}

/** What the day of these facts tells later ones; `findings` are all of it but `drift`. */
export function pastDayOf(facts: Facts, findings: readonly Finding[]): PastDay {
  const { centreDay, counts, isPastCutOff } = facts
  const sheet = centreDay.tokenLeg?.sheet
  return {
    date: centreDay.date,
    certificates: counts.certificates,
    balance: isPastCutOff ? balanceOf(facts) : null,
    speaks: findings.some(isGrave),
    carriesRefs: sheet?.kind === 'register' && carriesRefs(centreDay),
  }
}

/**
 * Certificates minus vaccinated tokens, a certificate matched `late` or `elsewhere` booked where its token is. Null
 * without a token leg, and where no feed holds the date.
 */
function balanceOf({ centreDay, counts }: Facts): number | null {
  const { certificates, tokens, deferred, left } = counts
  if (certificates === null || tokens === null) return null
  const moved = (rows: CentreDay['tokens'] | CentreDay['certificates']): number => rows.filter(isAway).length
  const booked = certificates - moved(centreDay.certificates) + moved(centreDay.tokens)
  return booked - Math.max(0, tokens - (deferred ?? 0) - (left ?? 0))
}

function carriesRefs(centreDay: CentreDay): boolean {
  return centreDay.beyondDoubt.pairs > 0 || centreDay.tokens.some(({ row }) => row.ref !== '')
}
