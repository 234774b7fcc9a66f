import type { Instant } from '../domain/rows.ts'
import { resumeFeed } from './accept-feed.ts'
import type { Deps } from './deps.ts'
import { type JudgedDay, judgeDay } from './judge-day.ts'
import { keepSuspensionPeriods } from './keep-suspension-periods.ts'
import { tellLaterDays } from './later-days.ts'
import { makeContexts } from './make-contexts.ts'
import { NightlyDays, RECENT_DAYS } from './nightly-days.ts'
import { checkPull } from './pull-health.ts'
import { resumeUpload } from './take-upload.ts'

/**
 * `nightly` also looks at every day that later ones may rest on, for what was made under another policy or was missed, and
 * at how usual each recent one is beside those before it.
 */
export type Run = 'sweep' | 'cut-off' | 'nightly'

export interface Swept {
  readonly feedsResumed: number
  readonly daysJudged: number
  /** Days left to whoever is applying a feed. */
  readonly daysPending: number
  /** Feeds, uploads and days that failed: they come again with the next run. */
  readonly failed: number
}

/**
 * The schedule's truth: resumes feeds and uploads whose process died and judges every day that holds something dirty or due.
 * `orphaned` resumes every feed at once: at the start of a single process nobody else can be applying one.
 */
export async function sweep(run: Run, deps: Deps, { orphaned = false } = {}): Promise<Swept> {
  const now = deps.clock.now()
  const stopped = (await deps.store.activeFeeds()).filter((feed) => orphaned || feed.leaseUntil < now)
  let failed = 0
  for (const feed of stopped) {
    if (!(await succeeds('feed-not-resumed', () => resumeFeed(feed, deps), deps))) failed++
  }
  for (const uploadId of await deps.store.dueUploads(now)) {
    if (!(await succeeds('upload-not-resumed', () => resumeUpload(uploadId, deps), deps))) failed++
  }
  const isNightly = run === 'nightly'
  if (isNightly && !(await succeeds('suspensions-not-kept', () => keepSuspensionPeriods(deps), deps)))
    failed++
  const { judged, daysJudged, ...left } = await judgeDays(now, isNightly, deps)
  failed += left.failed
  if (!(await succeeds('later-days-not-told', () => tellLaterDays(judged, deps), deps))) failed++
  if (isNightly && !(await succeeds('contexts-not-made', () => makeContexts(RECENT_DAYS, deps), deps)))
    failed++
  if (!(await succeeds('pull-not-checked', () => checkPull(deps), deps))) failed++
  const swept = { feedsResumed: stopped.length, daysJudged, daysPending: left.daysPending, failed }
  deps.logger.info('swept', { run, ...swept })
  return swept
}

interface DaysJudged extends Pick<Swept, 'daysJudged' | 'daysPending' | 'failed'> {
  readonly judged: readonly JudgedDay[]
}

/** What is due, and at night what later days may rest on: the oldest day first, since each rests on those before it. */
async function judgeDays(now: Instant, isNightly: boolean, deps: Deps): Promise<DaysJudged> {
  const due = new Set(await deps.store.dueDates(now))
  const night = isNightly ? await NightlyDays.begin(deps) : null
  const judged: JudgedDay[] = []
  let [daysJudged, daysPending, failed] = [0, 0, 0]
  for (const date of [...new Set([...due, ...(night?.dates ?? [])])].sort()) {
    const judge = async () => {
      const wanted = await night?.wantedOf(date)
      if (!wanted && !due.has(date)) return
      daysJudged++
      night?.willBeJudged(date)
      const day = await judgeDay(date, deps, { besides: 'due', ...wanted })
      if (day) judged.push(day)
      else daysPending++
    }
    if (!(await succeeds('day-not-judged', judge, deps))) failed++
  }
  return { judged, daysJudged, daysPending, failed }
}

/** One feed or day that fails is logged and comes again with the next run; it keeps no other from its turn. */
async function succeeds(code: string, work: () => Promise<void>, { logger }: Deps): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    logger.error(code, { error: error instanceof Error ? error.name : 'unknown' })
    return false
  }
}
