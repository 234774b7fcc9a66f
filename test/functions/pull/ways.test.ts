import { afterEach, describe, expect, it } from 'vitest'
import { readPullHealth } from '../../../lib/application/pull-health.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type Fault, type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { knownIds, newPulling, type Pulling } from '../../support/pulling.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const PAGES = [5, 4, 3].map((rows, at) => feed(certificateRows(rows, { from: [1, 6, 10][at]! })))
const ALL = 12

let server: FeedServer
afterEach(() => server.stop())

async function ready(faults: readonly Fault[]): Promise<Pulling> {
  server = await startFeedServer(PAGES)
  server.faults.push(...faults)
  return newPulling(await database.newStore(), server)
}

const known = async ({ deps }: Pulling) => (await knownIds(deps.store, [DAY])).length
const cursorOf = async ({ deps }: Pulling) => (await deps.store.pull())?.cursor
const healthOf = ({ deps }: Pulling) => readPullHealth(deps)

/** The page at fault is the second. */
const SECOND = (fault: Fault, times = 1): readonly Fault[] => [
  { kind: 'chunks' },
  ...new Array(times).fill(fault),
]

describe('a way on that leads nowhere', () => {
  const link = (target: string): Fault => ({
    kind: 'body',
    body: PAGES[1]!,
    headers: { link: `<${target}>; rel="next"` },
  })

  it.each([
    'https://elsewhere.example/feed?cursor=p2',
    '//elsewhere.example/feed',
    'javascript:alert(1)',
    'https://',
  ])('to %s stops the feed, its page taken, and nothing is sent there', async (target) => {
    const pulling = await ready(SECOND(link(target)))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 2, trouble: 'next-unusable' })
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p1')
    expect(await known(pulling)).toBe(9)
    expect(await healthOf(pulling)).toMatchObject({ state: 'stopped', trouble: { code: 'elsewhere' } })
    expect(server.asked).toHaveLength(2)
  })

  it('to a place of the same server is gone', async () => {
    const pulling = await ready(SECOND(link('?cursor=p2')))
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
  })

  it('to the page itself is the end for now', async () => {
    const pulling = await ready([])
    server.faults.push(
      { kind: 'chunks' },
      { kind: 'chunks' },
      { kind: 'body', body: PAGES[2]!, headers: { 'next-cursor': 'p2' } },
    )
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 3, rows: ALL, trouble: null })
    expect(pulling.slept).toEqual([])
  })

  it('to the page itself is the end for now also behind a page without rows, like which it is', async () => {
    const empty = feed([])
    const pulling = await ready([])
    server.pages.splice(1, 2, empty, empty)
    const itself: Fault = { kind: 'body', body: empty, headers: { 'next-cursor': 'p2' } }
    server.faults.push({ kind: 'chunks' }, { kind: 'chunks' }, itself)
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 3, rows: 5 })
    expect(pulling.slept).toEqual([])
  })

  it('in a circle ends after some tries', async () => {
    const back: Fault = { kind: 'body', body: PAGES[2]!, headers: { 'next-cursor': 'p1' } }
    const pulling = await ready([{ kind: 'chunks' }, { kind: 'chunks' }, ...new Array(50).fill(back)])
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 2, trouble: 'cursor-loops' })
    expect(server.asked).toHaveLength(12)
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p2')
  })

  it('because the page before is sent for ever ends after some tries, and loses no place', async () => {
    const pulling = await ready(SECOND({ kind: 'repeat' }, 50))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 1, trouble: 'page-repeats' })
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p1')
    expect(await known(pulling)).toBe(5)
  })

  it('with a cursor of megabytes stops the feed', async () => {
    const pulling = await ready(
      SECOND({ kind: 'body', body: PAGES[1]!, headers: { 'next-cursor': 'x'.repeat(5000) } }),
    )
    expect(await pulling.run()).toMatchObject({ trouble: 'next-unusable' })
  })
})
