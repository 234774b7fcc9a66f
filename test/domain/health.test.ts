import { describe, expect, it } from 'vitest'
import { instantAt } from '../../lib/domain/calendar.ts'
import {
  type FeedHealth,
  type FeedWatch,
  newHealth,
  pageTaken,
  watchFeed,
  withinHours,
  withTrouble,
} from '../../lib/domain/health.ts'

const WATCH: FeedWatch = {
  silentAfterMinutes: 60,
  hours: { from: '06:00', to: '22:00' },
  timeZone: 'Asia/Kolkata',
}
const MINUTE = 60_000
const at = (date: string, time: string): number => instantAt(date, time, WATCH.timeZone)
const NOON = at('2021-08-28', '12:00')
const running: FeedHealth = pageTaken(newHealth(NOON), NOON).health
const REFUSED = { kind: 'page-refused', code: 'missing-column', count: 3 } as const
const TIMEOUT = { kind: 'timeout', code: '', count: 10 } as const

describe('hours of silence', () => {
  it.each([
    ['within a day', '2021-08-28', '12:00', '2021-08-28', '13:00', 60],
    ['that begin before the hours do', '2021-08-28', '03:00', '2021-08-28', '06:30', 30],
    ['over night', '2021-08-28', '21:50', '2021-08-29', '06:10', 20],
    ['at night alone', '2021-08-28', '22:00', '2021-08-29', '05:59', 0],
    ['over whole days', '2021-08-28', '12:00', '2021-08-31', '12:00', 3 * 16 * 60],
    ['backwards', '2021-08-28', '12:00', '2021-08-28', '11:00', 0],
  ])('count %s', (_, fromDate, from, toDate, to, minutes) => {
    expect(withinHours(at(fromDate, from), at(toDate, to), WATCH)).toBe(minutes * MINUTE)
  })

  it('count to midnight, and for years no more than a month', () => {
    const hours = { from: '00:00', to: '24:00' }
    const day = withinHours(at('2021-08-28', '12:00'), at('2021-08-29', '12:00'), { ...WATCH, hours })
    expect(day).toBe(24 * 60 * MINUTE)
    const years = withinHours(at('1990-01-01', '12:00'), NOON, { ...WATCH, hours })
    expect(years).toBe(31 * 24 * 60 * MINUTE)
  })
})

describe('a feed', () => {
  it('that is silent for its time has stopped at its last page', () => {
    expect(watchFeed(running, WATCH, NOON + 59 * MINUTE)).toEqual({ health: running, news: null })
    const { health, news } = watchFeed(running, WATCH, NOON + 60 * MINUTE)
    expect(news).toBe('stopped')
    expect(health.standstill).toEqual({ since: NOON, told: 1, toldAt: NOON + 60 * MINUTE })
  })

  it('that never came has stopped when it was first watched', () => {
    const { health, news } = watchFeed(newHealth(NOON), WATCH, NOON + 60 * MINUTE)
    expect([news, health.standstill?.since]).toEqual(['stopped', NOON])
  })

  it('that is refused has stopped at once, at the first refusal of its kind', () => {
    const first = withTrouble(running, REFUSED, NOON + MINUTE)
    const again = withTrouble(first, { ...REFUSED, count: 4 }, NOON + 6 * MINUTE)
    const { health, news } = watchFeed(again, WATCH, NOON + 6 * MINUTE)
    expect([news, health.standstill?.since]).toEqual(['stopped', NOON + MINUTE])
  })

  it('whose trouble passes has not stopped before its silence is long enough', () => {
    const troubled = withTrouble(running, TIMEOUT, NOON + MINUTE)
    expect(watchFeed(troubled, WATCH, NOON + 30 * MINUTE).news).toBeNull()
    expect(watchFeed(troubled, WATCH, NOON + 61 * MINUTE).news).toBe('stopped')
  })

  it('that stands still is told of once a day, for as long as it lasts', () => {
    let { health } = watchFeed(running, WATCH, NOON + 60 * MINUTE)
    const told: number[] = []
    for (let minutes = 60; minutes <= 3 * 1440 + 60; minutes += 5) {
      const step = watchFeed(health, WATCH, NOON + minutes * MINUTE)
      health = step.health
      if (step.news) told.push(minutes)
    }
    expect(told).toEqual([1500, 2940, 4380])
    expect(health.standstill).toMatchObject({ since: NOON, told: 4 })
    expect(health.standstills).toBe(1)
  })

  it('runs again with its next page and not before, and is told of once', () => {
    const stopped = watchFeed(withTrouble(running, REFUSED, NOON), WATCH, NOON).health
    const other = withTrouble(stopped, TIMEOUT, NOON + MINUTE)
    expect(watchFeed(other, WATCH, NOON + MINUTE)).toEqual({ health: other, news: null })
    const { health, news } = pageTaken(other, NOON + 2 * MINUTE)
    expect(news).toBe('runs-again')
    expect(health).toMatchObject({ standstill: null, trouble: null, lastPageAt: NOON + 2 * MINUTE })
    expect(pageTaken(health, NOON + 3 * MINUTE).news).toBeNull()
    expect(watchFeed(health, WATCH, NOON + 3 * MINUTE).news).toBeNull()
  })
})
