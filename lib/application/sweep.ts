import { addDays, dateOf, datesBetween } from '../domain/calendar.ts'
import type { IsoDate } from '../domain/rows.ts'
import { resumeFeed } from './accept-feed.ts'
import type { Deps } from './deps.ts'
import { type JudgedDay, judgeDay } from './judge-day.ts'
import { tellLaterDays } from './later-days.ts'
import { makeContexts } from './make-contexts.ts'
import { checkPull } from './pull-health.ts'
import { resumeUpload } from './take-upload.ts'

/**
 * `nightly` also looks at every recent day, for what was made under another policy or was missed, and at how usual each
 * is beside those before it.
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

const NIGHTLY_DAYS = 30

/**
 * The schedule's truth: resumes feeds and uploads whose process died and judges every day that holds something dirty or due.
 * `orphaned` resumes every feed at once: at the start of a single process nobody else can be applying one.
 */
export async function sweep(run: Run, deps: Deps, { orphaned = false } = {}): Promise<Swept> {
  const now = deps.clock.now()
  const stopped = (await deps.store.activeFeeds()).filter((feed) => orphaned || feed.leaseUntil < now)
  let failed = 0
  let daysPending = 0
  for (const feed of stopped) {
    if (!(await succeeds('feed-not-resumed', () => resumeFeed(feed, deps), deps))) failed++
  }
  for (const uploadId of await deps.store.dueUploads(now)) {
    if (!(await succeeds('upload-not-resumed', () => resumeUpload(uploadId, deps), deps))) failed++
  }
  const dates = await datesToJudge(run, deps)
  const judged: JudgedDay[] = []
  for (const date of dates) {
    const judge = async () => {
      const day = await judgeDay(date, deps, run === 'nightly' ? 'all' : 'due')
      if (day) judged.push(day)
      else daysPending++
    }
    if (!(await succeeds('day-not-judged', judge, deps))) failed++
  }
  if (!(await succeeds('later-days-not-told', () => tellLaterDays(judged, deps), deps))) failed++
  if (run === 'nightly') {
    if (!(await succeeds('contexts-not-made', () => makeContexts(NIGHTLY_DAYS, deps), deps))) failed++
  }
  if (!(await succeeds('pull-not-checked', () => checkPull(deps), deps))) failed++
  deps.logger.info('swept', {
    run,
    feedsResumed: stopped.length,
    daysJudged: dates.length,
    daysPending,
    failed,
  })
  return { feedsResumed: stopped.length, daysJudged: dates.length, daysPending, failed }
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

async function datesToJudge(
  run: Run,
  { store, clock, district: { policy } }: Deps,
): Promise<readonly IsoDate[]> {
  const due = await store.dueDates(clock.now())
  if (run !== 'nightly') return due
  const today = dateOf(clock.now(), policy.timeZone)
  const recent = datesBetween(addDays(today, -NIGHTLY_DAYS), today)
  const heads = await store.heads(recent)
  return [...new Set([...due, ...heads.map((head) => head.date)])].sort()
}
