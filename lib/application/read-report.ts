import type { Head } from '../domain/head.ts'
import { judge } from '../domain/judge.ts'
import type { Language } from '../domain/language.ts'
import { sha256Of } from '../domain/ledger.ts'
import { policyFingerprint, policyOfMade } from '../domain/made-with.ts'
import type { Policy } from '../domain/policy.ts'
import type { CentreDayReport } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import { decidingPart } from './affected.ts'
import type { Deps } from './deps.ts'
import { districtOf, readCentres, readDays, type Snapshot } from './district-days.ts'
import { readPast } from './past-days.ts'
import { placeOf } from './tie-index.ts'
import { spanOfDay } from './verdicts.ts'

export interface ReadReport {
  readonly head: Head
  /** Null until the first result is stored. */
  readonly report: CentreDayReport | null
  readonly snapshot: Snapshot
  /** Under which the result was made; today's until there is one. */
  readonly policy: Policy
  /**
   * The report is the stored one, to the byte. Else the register of centres or a rule is another than when it was
   * stored, or rows came since: until it is judged again the stored result stands, and this is what it will be.
   */
  readonly asStored: boolean
}

/**
 * The report of a centre-day as it was last stored: made again from the versions in force, what its earlier days tell,
 * the time at which it was judged and the policy of that time, and today's register of centres and rules. So it can be
 * another than the stored result (`asStored`): whoever shows one must not mix the two. Null where the centre-day has
 * nothing. `language` is that of its sentences.
 */
export async function readReport(
  centreId: string,
  date: IsoDate,
  deps: Pick<Deps, 'store' | 'clock' | 'district'>,
  language: Language = 'en',
): Promise<ReadReport | null> {
  const { store } = deps
  const head = await store.head(centreId, date)
  if (!head) return null
  const policy = await policyOf(head, deps)
  const snapshot = await readDays(deps, spanOfDay(date, policy).window)
  const isKept = snapshot.byPlace.has(placeOf(head))
  // Rows of a feed that is on its way are not in force for anybody.
  if (!isKept && !head.dirty) return null
  if (!isKept || !head.result) return { head, report: null, snapshot, policy, asStored: false }
  const past = await readPast([head], policy.historyDays, store)
  const part = decidingPart([head], snapshot, policy.lookBackDays, store)
  const district = { ...districtOf(part, await readCentres(store)), past: past.days }
  const asked = { from: date, to: date, asOf: head.result.judgedAt, seenUntil: null }
  const reportIn = (spoken: Language): CentreDayReport | null =>
    judge(district, { ...asked, language: spoken }, policy).find(({ report }) => report.centreId === centreId)
      ?.report ?? null
  const report = reportIn(language)
  // Results are stored in English.
  const english = language === 'en' ? report : reportIn('en')
  const asStored = english !== null && sha256Of(english) === head.result.fingerprint
  return { head, report, snapshot, policy, asStored }
}

/** One that was kept before policies were is made again under today's. */
async function policyOf(
  head: Head,
  { store, district: { policy } }: Pick<Deps, 'store' | 'district'>,
): Promise<Policy> {
  const sha256 = policyOfMade(head.policy)
  if (!head.result || sha256 === policyFingerprint(policy)) return policy
  return (await store.policy(sha256)) ?? policy
}
