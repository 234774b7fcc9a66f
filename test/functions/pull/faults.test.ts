import { afterEach, describe, expect, it } from 'vitest'
import { readPullHealth } from '../../../lib/application/pull-health.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type Fault, type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { knownIds, newPulling, type Pulling } from '../../support/pulling.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const PAGES = [
  feed(certificateRows(5)),
  feed(certificateRows(4, { from: 6 })),
  feed(certificateRows(3, { from: 10 })),
]
const ALL = 12
const MINUTE = 60_000

let server: FeedServer
afterEach(() => server.stop())

async function ready(
  faults: readonly Fault[],
  over: Readonly<Record<string, unknown>> = {},
): Promise<Pulling> {
  server = await startFeedServer(PAGES)
  server.faults.push(...faults)
  return newPulling(await database.newStore(), server, over)
}

const known = async ({ deps }: Pulling) => (await knownIds(deps.store, [DAY])).length
const cursorOf = async ({ deps }: Pulling) => (await deps.store.pull())?.cursor
const healthOf = ({ deps }: Pulling) => readPullHealth(deps)

/** The second page, announced shorter than it is: HTTP ends it in the middle of a row. */
const LYING = `HTTP/1.1 200 OK\r\ncontent-length: 150\r\nnext-cursor: p2\r\n\r\n${new TextDecoder().decode(PAGES[1]!)}`

/** The page at fault is the second. */
const SECOND = (fault: Fault, times = 1): readonly Fault[] => [
  { kind: 'chunks' },
  ...new Array(times).fill(fault),
]

describe('what passes is asked for again, and nothing of it is taken before it is whole', () => {
  it.each<[string, Fault]>([
    ['a server that fails', { kind: 'status', status: 500 }],
    ['a server in between that fails', { kind: 'status', status: 502 }],
    ['a server that is away for now', { kind: 'status', status: 503 }],
    ['a request that the server gave up', { kind: 'status', status: 408 }],
    ['a connection that ends before the answer', { kind: 'reset' }],
    ['a connection that ends among the chunks', { kind: 'cut', framed: 'chunks' }],
    ['a connection that ends before the announced length', { kind: 'cut', framed: 'length' }],
    ['a length that is less than what was sent', { kind: 'raw', bytes: LYING }],
    ['no HTTP', { kind: 'raw', bytes: '\u0000\u0001 hello\r\n\r\n' }],
    [
      'two lengths',
      { kind: 'raw', bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 9\r\n\r\na,b\n1,2\n' },
    ],
    ['a body without length or chunks, whose end nobody can tell', { kind: 'unframed' }],
    [
      'what is no gzip though it says so',
      { kind: 'body', body: 'hello', headers: { 'content-encoding': 'gzip' } },
    ],
    ['the page before once more', { kind: 'repeat' }],
  ])('%s', async (_, fault) => {
    const pulling = await ready(SECOND(fault))
    expect(await pulling.run()).toEqual({ ended: 'caught-up', pages: 3, rows: ALL, trouble: null })
    expect(server.asked.map(({ cursor }) => cursor)).toEqual([null, 'p1', 'p1', 'p2'])
    expect(await known(pulling)).toBe(ALL)
    expect(pulling.slept).toEqual([500])
  })

  it.each(['nothing', 'half'] as const)('a server that hangs after %s of its answer', async (after) => {
    const pulling = await ready(SECOND({ kind: 'hang', after }), { requestTimeoutSeconds: 0.3 })
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 3, rows: ALL })
    expect(await known(pulling)).toBe(ALL)
  })

  it.each<[string, Fault]>([
    ['packed', { kind: 'gzip' }],
    ['in chunks', { kind: 'chunks' }],
  ])('while a page that comes %s is whole at once', async (_, fault) => {
    const pulling = await ready(SECOND(fault))
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
    expect(pulling.slept).toEqual([])
  })

  it('with rests that double, by chance shorter, at most a minute', async () => {
    const pulling = await ready(SECOND({ kind: 'status', status: 500 }, 9))
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
    expect(pulling.slept).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })

  it('and at last left to the next run, at the same place', async () => {
    const pulling = await ready(SECOND({ kind: 'status', status: 500 }, 10))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 1, trouble: 'server-fault' })
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p1')
    expect(await healthOf(pulling)).toMatchObject({
      state: 'running',
      trouble: { kind: 'server-fault', code: '500', count: 10 },
    })
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(await healthOf(pulling)).toMatchObject({ state: 'running', trouble: null })
    expect(await known(pulling)).toBe(ALL)
  })

  it('or when the time of the run is over', async () => {
    const pulling = await ready(SECOND({ kind: 'status', status: 500 }, 10), { timeLimitSeconds: 5 })
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'server-fault' })
    expect(pulling.slept).toEqual([500, 1000, 2000])
  })

  it('also where nobody listens', async () => {
    const pulling = await ready([])
    await server.stop()
    server = await startFeedServer(PAGES)
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 0, trouble: 'network' })
    expect(await healthOf(pulling)).toMatchObject({ trouble: { code: 'ECONNREFUSED' } })
  })
})

describe('a server that asks to be left alone', () => {
  const httpDate = (instant: number): string => new Date(instant).toUTCString()

  it.each([429, 503])('for some seconds by %i is asked after them', async (status) => {
    const pulling = await ready(SECOND({ kind: 'status', status, headers: { 'retry-after': '30' } }))
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
    expect(pulling.slept).toEqual([30_000])
  })

  it('until a date is asked then', async () => {
    const pulling = await ready([])
    const at = pulling.clock.now() + 45_000
    server.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': httpDate(at) } })
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
    expect(pulling.slept).toEqual([45_000])
  })

  it.each(['soon', '-5', '1e3', '30 seconds', ''])(
    'in words that say nothing (%j) is asked after the backoff',
    async (text) => {
      const pulling = await ready(SECOND({ kind: 'status', status: 429, headers: { 'retry-after': text } }))
      expect(await pulling.run()).toMatchObject({ ended: 'caught-up', rows: ALL })
      expect(pulling.slept).toEqual([500])
    },
  )

  it('at once, and always again, is not asked without end', async () => {
    const pulling = await ready(SECOND({ kind: 'status', status: 429, headers: { 'retry-after': '0' } }, 50))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'throttled' })
    expect(server.asked).toHaveLength(11)
  })

  it('for longer than the run is asked by the first run after that, at the same place', async () => {
    const pulling = await ready(SECOND({ kind: 'status', status: 429, headers: { 'retry-after': '900' } }))
    const at = pulling.clock.now() + 900_000
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'throttled' })
    expect(await healthOf(pulling)).toMatchObject({ notBefore: at })
    pulling.clock.advance(5 * MINUTE)
    expect(await pulling.run()).toMatchObject({ ended: 'waiting', pages: 0 })
    pulling.clock.advance(8 * MINUTE)
    expect(server.asked).toHaveLength(2)
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(pulling.slept).toEqual([2 * MINUTE])
    expect(await healthOf(pulling)).toMatchObject({ notBefore: null })
  })

  it('for years is asked the next day', async () => {
    const pulling = await ready([{ kind: 'status', status: 429, headers: { 'retry-after': '999999999' } }])
    await pulling.run()
    expect(await healthOf(pulling)).toMatchObject({ notBefore: pulling.clock.now() + 86_400_000 })
  })
})

describe('what does not pass stops the run at its page', () => {
  it.each<[string, Fault, string, string]>([
    [
      'a page that is no feed',
      { kind: 'body', body: 'name,phone\nA. Patil,9800000001\n' },
      'page-refused',
      'missing-column',
    ],
    ['a cursor that the server forgot', { kind: 'status', status: 410 }, 'cursor-expired', '410'],
    ['a request that it does not understand', { kind: 'status', status: 400 }, 'request-refused', '400'],
    ['an address that is gone', { kind: 'status', status: 404 }, 'request-refused', '404'],
    ['a gigabyte that is announced', { kind: 'gigabyte', announced: true }, 'page-too-large', 'announced'],
    ['a gigabyte that is not', { kind: 'gigabyte', announced: false }, 'page-too-large', 'received'],
  ])('%s', async (_, fault, kind, code) => {
    const pulling = await ready(SECOND(fault), { pageMebibytes: 2 })
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 1, trouble: kind })
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p1')
    expect(await healthOf(pulling)).toMatchObject({ state: 'stopped', trouble: { kind, code } })
    expect(server.sent()).toBeLessThan(64 * 1024 * 1024)
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(await healthOf(pulling)).toMatchObject({ state: 'running', trouble: null, standstill: null })
    expect(await known(pulling)).toBe(ALL)
  })

  it('a last page of which no row can be read, as of a server that answers its errors with 200', async () => {
    const pulling = await ready(SECOND({ kind: 'body', body: '{"error": "try later"}' }))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', pages: 1, trouble: 'page-refused' })
    expect(await cursorOf(pulling)).toBe('/feed?cursor=p1')
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(await known(pulling)).toBe(ALL)
  })

  it('but not a page with bad rows alone that others follow: they are in quarantine', async () => {
    const pulling = await ready([])
    server.pages[1] = feed(['x,DKMM,yesterday,41000000000001,1,,amc'])
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 3, rows: 9 })
    expect(await known(pulling)).toBe(8)
  })

  it('a first page that is gone, which no cursor can have been', async () => {
    const pulling = await ready([{ kind: 'status', status: 410 }])
    expect(await pulling.run()).toMatchObject({ trouble: 'request-refused' })
  })

  it('a page unpacked larger than it may be', async () => {
    const bomb = new Uint8Array(3 * 1024 * 1024).fill(44)
    const pulling = await ready([], { pageMebibytes: 2 })
    server.pages[1] = bomb
    server.faults.push({ kind: 'chunks' }, { kind: 'gzip' })
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'page-too-large' })
  })

  it('and the same refused page is not kept and read again until an hour has passed', async () => {
    const bad = { kind: 'body', body: 'name,phone\nA. Patil,9800000001\n' } as const
    const pulling = await ready(SECOND(bad, 4))
    let kept = 0
    const { keep } = pulling.deps.rawFiles
    Object.assign(pulling.deps.rawFiles, {
      keep: (...given: Parameters<typeof keep>) => {
        kept++
        return keep(...given)
      },
    })
    await pulling.run()
    expect(kept).toBe(2)
    pulling.clock.advance(5 * MINUTE)
    expect(await pulling.run()).toMatchObject({ trouble: 'page-refused' })
    expect(await healthOf(pulling)).toMatchObject({ trouble: { code: 'missing-column' } })
    expect(kept).toBe(2)
    pulling.clock.advance(60 * MINUTE)
    await pulling.run()
    expect(kept).toBe(3)
  })
})
