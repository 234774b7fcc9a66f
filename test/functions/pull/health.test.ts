import { afterEach, describe, expect, it } from 'vitest'
import { checkPull, readPullHealth } from '../../../lib/application/pull-health.ts'
import { sweep } from '../../../lib/application/sweep.ts'
import { instantAt } from '../../../lib/domain/calendar.ts'
import { findBreak } from '../../../lib/domain/ledger.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { newPulling, type Pulling, ZONE } from '../../support/pulling.ts'

const database = useEmbeddedDynamoDb()
const MINUTE = 60_000
const DAY = 1440 * MINUTE

let server: FeedServer
afterEach(() => server.stop())

async function ready(over: Readonly<Record<string, unknown>> = {}): Promise<Pulling> {
  server = await startFeedServer([feed(certificateRows(5)), feed(certificateRows(3, { from: 6 }))])
  return newPulling(await database.newStore(), server, over)
}

const messages = async ({ deps, clock }: Pulling): Promise<readonly string[]> =>
  [...(await deps.store.outbox.due(clock.now() + 365 * DAY, 100))]
    .filter((id) => id.startsWith('pull:'))
    .sort()
const to = (event: string): readonly string[] =>
  ['dio', 'head'].map((official) => `pull:${event}:${official}:email`)
const iso = (instant: number): string => new Date(instant).toISOString()
const alarms = ({ deps }: Pulling) => deps.logger.lines.filter(({ code }) => code === 'pull-stopped')

describe('a feed that stops', () => {
  it('is told of once, by whoever notices first, then daily, and when it runs again', async () => {
    const pulling = await ready()
    const { run, deps, clock } = pulling
    await run()
    const stoppedAt = clock.now()
    const outage = () => server.faults.splice(0, 100, ...new Array(100).fill({ kind: 'status', status: 500 }))
    for (let minutes = 0; minutes < 70; minutes += 5) {
      outage()
      await run()
      clock.advance(5 * MINUTE)
      await Promise.all([checkPull(deps), checkPull(deps)])
    }
    expect(await messages(pulling)).toEqual(to(`${iso(stoppedAt)}:1:stopped:1`))
    expect(await readPullHealth(deps)).toMatchObject({ state: 'stopped', trouble: { kind: 'server-fault' } })

    clock.advance(DAY)
    await Promise.all([checkPull(deps), checkPull(deps), checkPull(deps)])
    expect(await messages(pulling)).toHaveLength(4)
    expect(alarms(pulling)).toHaveLength(2)

    server.faults.length = 0
    expect(await run()).toMatchObject({ ended: 'caught-up' })
    await run()
    expect(await messages(pulling)).toEqual(
      [
        ...to(`${iso(stoppedAt)}:1:runs-again`),
        ...to(`${iso(stoppedAt)}:1:stopped:1`),
        ...to(`${iso(stoppedAt)}:1:stopped:2`),
      ].sort(),
    )
    const ledger = await deps.store.ledger('')
    expect(findBreak(ledger)).toBeNull()
    expect(ledger.map(({ kind }) => kind).filter((kind) => kind.startsWith('pull'))).toEqual([
      'pull-stopped',
      'pull-runs-again',
    ])
  })

  it('because of a refusal is told of at once, with the code and the count and nothing of the page', async () => {
    const pulling = await ready()
    const { run, deps, clock } = pulling
    server.faults.push({ kind: 'chunks' }, { kind: 'body', body: 'name,phone\nA. Patil,9800000001\n' })
    expect(await run()).toMatchObject({ ended: 'stopped', trouble: 'page-refused' })
    const ids = await messages(pulling)
    expect(ids).toEqual(to(`${iso(clock.now())}:1:stopped:1`))
    const entry = await deps.store.outbox.claim(ids[0]!, clock.now(), 1)
    expect(entry?.message.text).toMatch(
      /could not be read as a feed: \d faults?, the first is missing-column/,
    )
    expect(entry?.message.text).not.toMatch(/Patil|98000|phone/)
    expect(alarms(pulling)).toEqual([
      { level: 'error', code: 'pull-stopped', fields: expect.objectContaining({ reason: 'page-refused' }) },
    ])
  })

  it('and runs, and stops again in the same moment, is two standstills', async () => {
    const pulling = await ready()
    const bad = { kind: 'status', status: 404 } as const
    server.faults.push(bad)
    await pulling.run()
    server.faults.push({ kind: 'chunks' }, bad)
    await pulling.run()
    const now = iso(pulling.clock.now())
    expect(await messages(pulling)).toEqual(
      [...to(`${now}:1:stopped:1`), ...to(`${now}:1:runs-again`), ...to(`${now}:2:stopped:1`)].sort(),
    )
  })

  it('because its pages lead nowhere does not run again with each of them', async () => {
    const pulling = await ready()
    const lost = {
      kind: 'body',
      body: feed(certificateRows(5)),
      headers: { link: '<//a.example/>; rel=next' },
    } as const
    server.faults.push(lost, lost, lost)
    for (let runs = 0; runs < 3; runs++)
      expect(await pulling.run()).toMatchObject({ trouble: 'next-unusable' })
    expect(await messages(pulling)).toEqual(to(`${iso(pulling.clock.now())}:1:stopped:1`))
  })

  it('is no longer told of to those who are gone, and to nobody where nobody reads e-mail', async () => {
    const pulling = await ready()
    for (const official of await pulling.deps.store.officials())
      await pulling.deps.store.putOfficial({ ...official, channels: ['sms'] })
    server.faults.push({ kind: 'status', status: 404 })
    await pulling.run()
    expect(await messages(pulling)).toEqual([])
    expect(alarms(pulling)).toHaveLength(1)
  })
})

describe('the dead man’s switch', () => {
  it('notices a feed that nothing starts any more, by the sweep', async () => {
    const pulling = await ready()
    const { run, deps, clock } = pulling
    await run()
    const stoppedAt = clock.now()
    clock.advance(55 * MINUTE)
    await sweep('sweep', deps)
    expect(await messages(pulling)).toEqual([])
    clock.advance(5 * MINUTE)
    await sweep('sweep', deps)
    await sweep('sweep', deps)
    const ids = await messages(pulling)
    expect(ids).toEqual(to(`${iso(stoppedAt)}:1:stopped:1`))
    const entry = await deps.store.outbox.claim(ids[0]!, clock.now(), 1)
    expect(entry?.message.text).toContain('Nothing is known to have tried')
  })

  it('notices a feed that was never started, from its first look on', async () => {
    const pulling = await ready()
    const { deps, clock } = pulling
    await sweep('sweep', deps)
    const watchedSince = clock.now()
    expect(await readPullHealth(deps)).toMatchObject({ state: 'waiting', lastPageAt: null })
    clock.advance(60 * MINUTE)
    await sweep('sweep', deps)
    expect(await messages(pulling)).toEqual(to(`${iso(watchedSince)}:1:stopped:1`))
  })

  it('lets the night be quiet', async () => {
    const pulling = await ready()
    const { run, deps, clock } = pulling
    clock.advance(instantAt('2021-08-28', '21:55', ZONE) - clock.now())
    await run()
    clock.advance(9 * 60 * MINUTE - 1)
    await checkPull(deps)
    expect(await messages(pulling)).toEqual([])
    clock.advance(1)
    await checkPull(deps)
    expect(await messages(pulling)).toHaveLength(2)
  })

  it('writes nothing while all is well, and reads nothing where no feed is fetched', async () => {
    const { run, deps } = await ready()
    await run()
    const before = await deps.store.pull()
    await checkPull(deps)
    expect(await deps.store.pull()).toEqual(before)
    const { pull: _, ...district } = deps.district
    const reads: string[] = []
    const store = new Proxy(deps.store, {
      get: (target, name) => {
        reads.push(String(name))
        return Reflect.get(target, name)
      },
    })
    await checkPull({ ...deps, district, store })
    expect(await readPullHealth({ ...deps, district, store })).toBeNull()
    expect(reads).toEqual([])
  })

  it('that fails keeps no sweep from its work, and makes it an error', async () => {
    const { deps } = await ready()
    const pull = () => Promise.reject(new RangeError('no table'))
    const swept = await sweep('sweep', { ...deps, store: { ...deps.store, pull } })
    expect(swept).toMatchObject({ failed: 1 })
    expect(deps.logger.lines.map(({ code }) => code)).toContain('pull-not-checked')
  })
})
