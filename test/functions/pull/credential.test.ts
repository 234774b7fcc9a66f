import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPullHealth } from '../../../lib/application/pull-health.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { type FeedServer, startFeedServer } from '../../support/feed-server.ts'
import { certificateRows, feed } from '../../support/files.ts'
import { newPulling, type Pulling } from '../../support/pulling.ts'

const database = useEmbeddedDynamoDb()
const PAGES = [feed(certificateRows(5)), feed(certificateRows(4, { from: 6 }))]
const SECRET = 'tok3n-of-the-registry'

let server: FeedServer
let elsewhere: FeedServer
beforeEach(async () => {
  server = await startFeedServer(PAGES)
  elsewhere = await startFeedServer(PAGES)
})
afterEach(async () => {
  await server.stop()
  await elsewhere.stop()
})

async function ready(credential: object, ...secrets: readonly string[]): Promise<Pulling> {
  const over = { credential: { secret: 'milaan/registry', ...credential } }
  const pulling = await newPulling(await database.newStore(), server, over)
  pulling.secrets.values.push(...secrets)
  return pulling
}

/** Everything that is left behind: what was logged, what stands in the state, the ledger and the outbox. */
async function traces({ deps, clock }: Pulling): Promise<string> {
  const { store, logger } = deps
  const due = await store.outbox.due(clock.now(), 100)
  const messages = await Promise.all(due.map((id) => store.outbox.claim(id, clock.now(), 1)))
  return JSON.stringify([logger.lines, await store.pull(), await store.ledger(''), messages])
}

describe('a credential', () => {
  it.each([
    ['as a bearer token', { as: 'bearer' }, SECRET, 'authorization', `Bearer ${SECRET}`],
    ['as user and password', { as: 'basic' }, 'milaan:pw', 'authorization', `Basic ${btoa('milaan:pw')}`],
    [
      'as user and password in JSON',
      { as: 'basic' },
      '{"username": "milaan", "password": "p:w"}',
      'authorization',
      `Basic ${btoa('milaan:p:w')}`,
    ],
    [
      'in a header of the server’s own',
      { as: 'header', header: 'x-api-key' },
      `${SECRET}\n`,
      'x-api-key',
      SECRET,
    ],
  ])('goes %s with every page, and is read once', async (_, credential, secret, name, value) => {
    const pulling = await ready(credential, secret)
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(server.asked.map(({ headers }) => headers[name])).toEqual([value, value])
    expect(pulling.secrets.reads()).toBe(1)
  })

  it('that was changed meanwhile is read anew, once', async () => {
    const pulling = await ready({ as: 'bearer' }, 'old', SECRET)
    server.wanted = `Bearer ${SECRET}`
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 2 })
    expect(pulling.secrets.reads()).toBe(2)
    expect(server.asked).toHaveLength(3)
  })

  it('that the server does not take stops the run', async () => {
    const pulling = await ready({ as: 'bearer' }, 'old')
    server.wanted = `Bearer ${SECRET}`
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'credential-refused' })
    expect(pulling.secrets.reads()).toBe(2)
    expect(server.asked).toHaveLength(2)
  })

  it.each([
    ['that is not there', { as: 'bearer' }, [], 'ResourceNotFoundException'],
    ['that breaks the line', { as: 'bearer' }, ['a\nb'], 'unusable-secret'],
    ['that is empty', { as: 'header', header: 'x-key' }, [' '], 'unusable-secret'],
    ['without a password', { as: 'basic' }, ['milaan'], 'unusable-secret'],
    ['of broken JSON', { as: 'basic' }, ['{"username":'], 'unusable-secret'],
  ])('%s stops the run before anything is asked', async (_, credential, secrets, code) => {
    const pulling = await ready(credential, ...secrets)
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'secret-unreadable' })
    expect(await readPullHealth(pulling.deps)).toMatchObject({ trouble: { code } })
    expect(server.asked).toEqual([])
  })
})

describe('a redirect', () => {
  it('to another server is refused before anything is sent there', async () => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    server.faults.push({ kind: 'status', status: 302, headers: { location: elsewhere.url } })
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'redirected-elsewhere' })
    expect(elsewhere.asked).toEqual([])
  })

  it.each([301, 302, 303, 307, 308])('by %i within the server is followed', async (status) => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    server.wanted = `Bearer ${SECRET}`
    server.faults.push({ kind: 'status', status, headers: { location: '/moved?cursor=p1' } })
    expect(await pulling.run()).toMatchObject({ ended: 'caught-up', pages: 1, rows: 4 })
    expect(server.asked.map(({ path }) => path)).toEqual(['/feed', '/moved'])
  })

  it('without end is given up', async () => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    server.faults.push(...new Array(20).fill({ kind: 'status', status: 302, headers: { location: '/feed' } }))
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'request-refused' })
    expect(server.asked).toHaveLength(6)
  })

  it.each([{}, { location: 'http://' }])('to nowhere, %j, is refused', async (headers) => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    server.faults.push({ kind: 'status', status: 302, headers })
    expect(await pulling.run()).toMatchObject({ ended: 'stopped', trouble: 'redirected-elsewhere' })
  })
})

describe('nothing of a credential, a cursor or a page is left behind', () => {
  it('in the log, the state, the ledger or a message, whatever went wrong', async () => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    const citizen = 'A. Patil,9800000001'
    for (const status of [500, 404, 401, 401, 302]) server.faults.push({ kind: 'status', status })
    server.faults.push({ kind: 'body', body: `name,phone\n${citizen}\n` }, { kind: 'reset' })
    for (let runs = 0; runs < 6; runs++) await pulling.run()
    const left = await traces(pulling)
    expect(left).toContain('pull-stopped')
    for (const text of [SECRET, btoa(SECRET), citizen, '9800000001']) expect(left).not.toContain(text)
  })

  it('in the log, of cursors', async () => {
    const pulling = await ready({ as: 'bearer' }, SECRET)
    server.faults.push({ kind: 'body', body: PAGES[0]!, headers: { 'next-cursor': 'of-41382910473829' } })
    await pulling.run()
    expect(server.asked[1]?.cursor).toBe('of-41382910473829')
    expect(JSON.stringify(pulling.deps.logger.lines)).not.toContain('41382910473829')
  })
})
