import { afterEach, describe, expect, it } from 'vitest'
import { NoFeedConfigured, pull } from '../../../functions/pull/pull.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { knownIds, newPulling } from '../../support/pulling.ts'
import { expectNoStaleResult } from '../../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const PAGES = [
  feed(certificateRows(5), certificateRows(3, { centreId: 'N8' })),
  feed(certificateRows(4, { from: 6 })),
  feed(certificateRows(6, { centreId: 'SHA' }), certificateRows(2, { from: 101 })),
]
const ALL = 20

let server: FeedServer
afterEach(() => server.stop())

async function ready(over: Readonly<Record<string, unknown>> = {}, pages: readonly Uint8Array[] = PAGES) {
  server = await startFeedServer(pages)
  return newPulling(await database.newStore(), server, over)
}

describe('a run', () => {
  it('takes every page from the first to the last, and knows exactly their rows', async () => {
    const { run, deps } = await ready()
    expect(await run()).toEqual({ ended: 'caught-up', pages: 3, rows: ALL, trouble: null })
    expect(server.asked.map(({ cursor }) => cursor)).toEqual([null, 'p1', 'p2'])
    expect(await knownIds(deps.store, [DAY])).toHaveLength(ALL)
    expect(await deps.store.pull()).toMatchObject({ cursor: '/feed?cursor=p2', lease: null })
    await expectNoStaleResult(DAY, DAY, deps)
  })

  it('begins the next time at the last cursor, and takes what has come since', async () => {
    const { run, deps, clock } = await ready()
    await run()
    server.pages.push(feed(certificateRows(7, { from: 201 })))
    clock.advance(300_000)
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(server.asked.map(({ cursor }) => cursor)).toEqual([null, 'p1', 'p2', 'p2', 'p3'])
    expect(await knownIds(deps.store, [DAY])).toHaveLength(ALL + 7)
  })

  it('takes a last page that has grown since', async () => {
    const { run, deps } = await ready({}, [PAGES[0]!])
    await run()
    server.pages[0] = feed(certificateRows(9))
    expect(await run()).toMatchObject({ ended: 'caught-up', rows: 9 })
    expect(await knownIds(deps.store, [DAY])).toHaveLength(12)
  })

  it('takes bookings where it is their feed', async () => {
    const row = (centreId: string, n: number) => `${DAY},${centreId},4100000000000${n},1\n`
    const page = (...rows: readonly string[]) =>
      new TextEncoder().encode(`date,centre_id,beneficiary_ref,dose\n${rows.join('')}`)
    const pages = [page(row('DKMM', 1), row('DKMM', 2), row('N8', 3)), page(row('DKMM', 4))]
    const { run, deps } = await ready({ leg: 'bookings' }, pages)
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 2, rows: 4 })
    expect((await deps.store.head('DKMM', DAY))?.legs.bookings?.rows).toBe(3)
    expect((await deps.store.head('N8', DAY))?.legs.bookings?.rows).toBe(1)
  })

  it('keeps no file of a page that has nothing in it', async () => {
    const { run, deps } = await ready({}, [new Uint8Array(), new TextEncoder().encode(' \r\n')])
    const keep = () => Promise.reject(new RangeError('kept'))
    Object.assign(deps, { rawFiles: { ...deps.rawFiles, keep } })
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 2, rows: 0 })
  })

  it('gives the lease back where the table or a file fails, and fails with it', async () => {
    const { run, deps } = await ready()
    const { rawFiles } = deps
    const keep = () => Promise.reject(new RangeError('no room'))
    Object.assign(deps, { rawFiles: { ...rawFiles, keep } })
    await expect(run()).rejects.toThrow(RangeError)
    Object.assign(deps, { rawFiles })
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 3 })
  })

  it('neither reads nor keeps the last page again while it stays the same', async () => {
    const { run, deps } = await ready()
    await run()
    const kept: string[] = []
    const rawFiles = {
      ...deps.rawFiles,
      keep: async (key: string) => void kept.push(key),
    }
    Object.assign(deps, { rawFiles })
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 1 })
    expect(kept).toEqual([])
  })

  it('goes by links where the feed names no cursor', async () => {
    const { run } = await ready()
    server.by = 'link'
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 3, rows: ALL })
  })

  it('asks with the query that the address has already, and with the names that the district gives', async () => {
    const { run, deps } = await ready()
    const config = deps.district.pull!
    Object.assign(config, { url: `${server.url}?site=all&cursor=p1`, accept: 'text/csv' })
    await run()
    expect(server.asked[0]).toMatchObject({ path: '/feed', cursor: 'p1', headers: { accept: 'text/csv' } })
    expect((await deps.store.pull())?.cursor).toBe('/feed?site=all&cursor=p2')
  })

  it('is over after so many pages, and the next one goes on', async () => {
    const { run, deps } = await ready({ pagesPerRun: 2 })
    expect(await run()).toMatchObject({ ended: 'page-limit', pages: 2 })
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 1 })
    expect(await knownIds(deps.store, [DAY])).toHaveLength(ALL)
  })

  it('begins no page when its time is over, the process having less of it than the district allows', async () => {
    const { deps, clock } = await ready()
    const { fetch } = deps.pages
    Object.assign(deps, {
      pages: {
        fetch: (request: Parameters<typeof fetch>[0]) => {
          clock.advance(40_000)
          return fetch(request)
        },
      },
    })
    expect(await pull({}, deps, 60_000)).toMatchObject({ ended: 'time-limit', pages: 2 })
    expect(await pull(null, deps)).toMatchObject({ ended: 'caught-up', pages: 1 })
  })

  it('takes an empty page as no news, and goes on behind it', async () => {
    const header = feed([])
    const { run } = await ready({}, [
      new Uint8Array(),
      PAGES[0]!,
      header,
      new TextEncoder().encode('\r\n'),
      PAGES[1]!,
    ])
    expect(await run()).toEqual({ ended: 'caught-up', pages: 5, rows: 12, trouble: null })
  })

  it('begins anew where a person says so', async () => {
    const { run, deps } = await ready()
    await run()
    server.asked.length = 0
    await pull({ from: 'beginning' }, deps)
    await pull({ from: { cursor: 'p1' } }, deps)
    expect(server.asked.map(({ cursor }) => cursor)).toEqual([null, 'p1', 'p2', 'p1', 'p2'])
    const kinds = (await deps.store.ledger('')).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'pull-restarted')).toHaveLength(2)
  })

  it('begins anew where the district names another feed', async () => {
    const { run, deps, config } = await ready()
    await run()
    Object.assign(config, { url: `${server.origin}/other` })
    await run()
    expect(server.asked.slice(3).map(({ path, cursor }) => [path, cursor])).toEqual([
      ['/other', null],
      ['/other', 'p1'],
      ['/other', 'p2'],
    ])
    expect((await deps.store.pull())?.cursor).toBe('/other?cursor=p2')
  })

  it('is refused where the district fetches no feed, or is asked for what is not known', async () => {
    const { deps } = await ready()
    const { pull: _, ...none } = deps.district
    await expect(pull({}, { ...deps, district: none })).rejects.toThrow(NoFeedConfigured)
    await expect(pull({ from: 'end' }, deps)).rejects.toThrow()
  })
})

describe('two runs at once', () => {
  it('leave the feed to one of them', async () => {
    const { run, deps } = await ready()
    const ended = await Promise.all([run(), run(), run()])
    expect(ended.map((one) => one.ended).sort()).toEqual(['busy', 'busy', 'caught-up'])
    expect(server.asked).toHaveLength(3)
    expect(await knownIds(deps.store, [DAY])).toHaveLength(ALL)
  })

  it('stop cleanly where the one was taken for dead: the cursor is the other one’s', async () => {
    const { run, deps } = await ready()
    const { fetch } = deps.pages
    let slow = true
    const pages = {
      fetch: async (request: Parameters<typeof fetch>[0]) => {
        const answer = await fetch(request)
        if (!slow) return answer
        slow = false
        await run({ orphaned: true })
        return answer
      },
    }
    Object.assign(deps, { pages })
    expect(await pull({}, deps)).toMatchObject({ ended: 'superseded' })
    expect(await deps.store.pull()).toMatchObject({ cursor: '/feed?cursor=p2', lease: null })
    expect(await knownIds(deps.store, [DAY])).toHaveLength(ALL)
  })

  it('take over what a process left that died, when its lease is over', async () => {
    const { run, deps, clock } = await ready()
    const dead = run({}, { ...deps.store, commit: never(deps.store) })
    await Promise.race([dead, new Promise((resolve) => setTimeout(resolve, 300))])
    expect(await run()).toMatchObject({ ended: 'busy' })
    clock.advance(11 * 60_000)
    expect(await run()).toMatchObject({ ended: 'caught-up', pages: 3 })
  })
})

/** Its first commit is made, and none after it ever ends. */
function never({ commit }: { readonly commit: (change: never) => Promise<void> }) {
  let first = true
  return (change: unknown): Promise<void> => {
    if (!first) return new Promise(() => undefined)
    first = false
    return commit(change as never)
  }
}
