import { addDays, dateOf, datesBetween } from '../domain/calendar.ts'
import type { Head } from '../domain/head.ts'
import { historyHash, pastOfHead } from '../domain/head-past.ts'
import { madeUnder, policyFingerprint } from '../domain/made-with.ts'
import type { Policy } from '../domain/policy.ts'
import type { Centre, IsoDate } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import { readCentres } from './district-days.ts'
import type { Wanted } from './judge-day.ts'

/** Every centre-day of so many days is judged each night, whatever its head says. */
export const RECENT_DAYS = 30

type NightDeps = Pick<Deps, 'store' | 'clock' | 'district'>
type HeadsOfDay = ReadonlyMap<string, Head>

/**
 * What a night looks at. A result rests on `historyDays` before it, and what those tell may rest on as many before
 * them: so far back, and 30 days at least, results are brought to the present policy, rules and register of centres.
 * Of days before the last 30 only the heads are read, and only those judged that another of these would judge
 * otherwise, or that were told something else than their earlier days tell now. To be asked the oldest day first.
 */
export class NightlyDays {
  readonly dates: readonly IsoDate[]
  readonly #deps: NightDeps
  readonly #centres: ReadonlyMap<string, Centre>
  readonly #sha256: string
  readonly #recent: IsoDate
  readonly #read = new Map<IsoDate, HeadsOfDay>()

  static async begin(deps: NightDeps): Promise<NightlyDays> {
    return new NightlyDays(deps, await readCentres(deps.store))
  }

  private constructor(deps: NightDeps, centres: ReadonlyMap<string, Centre>) {
    const { policy } = deps.district
    const today = dateOf(deps.clock.now(), policy.timeZone)
    this.dates = datesBetween(addDays(today, -reachOf(policy)), today)
    this.#recent = addDays(today, -RECENT_DAYS)
    this.#sha256 = policyFingerprint(policy)
    this.#deps = deps
    this.#centres = centres
  }

  /** What is to be judged of a day besides what is dirty or due; null: nothing. */
  async wantedOf(date: IsoDate): Promise<Wanted | null> {
    const heads = await this.#headsOf(date)
    if (heads.size === 0) return null
    if (date >= this.#recent) return { besides: 'all' }
    const { historyDays } = this.#deps.district.policy
    const earlier: HeadsOfDay[] = []
    for (const day of datesBetween(addDays(date, -historyDays), addDays(date, -1)))
      earlier.push(await this.#headsOf(day))
    const stale = [...heads.values()].filter((head) => this.#isStale(head, earlier))
    return stale.length > 0 ? { centres: stale.map(({ centreId }) => centreId) } : null
  }

  /** Its heads, and those within the look-back, may then be others. */
  willBeJudged(date: IsoDate): void {
    const { lookBackDays } = this.#deps.district.policy
    for (const day of datesBetween(addDays(date, -lookBackDays), addDays(date, lookBackDays)))
      this.#read.delete(day)
  }

  #isStale({ centreId, policy, result }: Head, earlier: readonly HeadsOfDay[]): boolean {
    if (result === null) return false
    if (policy !== madeUnder(this.#sha256, this.#centres.get(centreId) ?? null)) return true
    const days = earlier.flatMap((heads) => heads.get(centreId) ?? [])
    return result.pastSeen !== historyHash(days.map(pastOfHead))
  }

  async #headsOf(date: IsoDate): Promise<HeadsOfDay> {
    const known = this.#read.get(date)
    if (known) return known
    const heads = await this.#deps.store.heads([date])
    const byCentre = new Map(heads.map((head) => [head.centreId, head]))
    this.#read.set(date, byCentre)
    return byCentre
  }
}

function reachOf({ historyDays }: Policy): number {
  return Math.max(RECENT_DAYS, 2 * historyDays)
}
