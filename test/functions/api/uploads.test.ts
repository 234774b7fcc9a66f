import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { certificateRows, feed, register } from '../../support/files.ts'
import { type Form, sendForm } from '../../support/upload-form.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8', 'SHA', 'PAD'])
beforeEach(() => api.at(DAY, '13:00'))

const MEBIBYTE = 1024 * 1024
const SHEET = { kind: 'sheet', leg: 'tokens', centreId: 'DKMM', date: DAY }
const FEED = { kind: 'feed', leg: 'certificates' }
type Json = Record<string, unknown>

async function announce(json: object, as = 'operator-dkmm'): Promise<Form & { uploadId: string }> {
  const { status, body } = await api.call('POST', '/v1/uploads', { as, json })
  expect(status).toBe(201)
  return body as Form & { uploadId: string }
}

async function follow(uploadId: string, as = 'operator-dkmm', headers = {}): Promise<Json> {
  const { status, body } = await api.call('GET', `/v1/uploads/${uploadId}`, { as, headers })
  expect(status).toBe(200)
  return body as Json
}

/** As it stands once what was sent has been taken. */
async function outcome(uploadId: string, as = 'operator-dkmm'): Promise<Json> {
  await api.system().uploads.look()
  return follow(uploadId, as)
}

const left = () => readdir(join(api.data(), 'uploads'))
const versionOf = async (centreId: string, leg: 'tokens' | 'certificates' = 'tokens') =>
  (await api.system().deps.store.head(centreId, DAY))?.legs[leg]?.version

describe('an upload', () => {
  it('is announced, sent by its form, and followed to its receipt', async () => {
    const announced = await api.call('POST', '/v1/uploads', {
      as: 'operator-dkmm',
      json: { ...SHEET, final: true },
    })
    expect(announced).toMatchObject({
      status: 201,
      body: { expiresAt: `${DAY}T13:15:00+05:30`, maxBytes: 32 * MEBIBYTE },
    })
    const form = announced.body as Form & { uploadId: string }
    expect(announced.headers.location).toBe(`/v1/uploads/${form.uploadId}`)
    expect(await follow(form.uploadId)).toMatchObject({
      ...SHEET,
      state: 'waiting',
      receipt: null,
      sha256: null,
    })
    expect(await sendForm(form, register(3))).toEqual({ status: 204, text: '' })
    expect(await outcome(form.uploadId)).toMatchObject({
      state: 'accepted',
      receipt: { sheetId: `DKMM.${DAY}.tokens.1`, rows: 3, final: true, outcome: 'incomplete' },
      faults: null,
      shortened: false,
    })
    const leg = (await api.system().deps.store.head('DKMM', DAY))?.legs.tokens
    expect(leg).toMatchObject({ version: 1, by: 'operator-dkmm', final: true })
    expect(await left()).toEqual([])
  })

  it('that is refused tells every fault, in the language that is asked for', async () => {
    const form = await announce({ ...SHEET, centreId: 'N8' }, 'admin')
    await sendForm(form, new TextEncoder().encode('token_no,dose\n1,many\n'))
    const english = await outcome(form.uploadId, 'admin')
    expect(english).toMatchObject({
      state: 'refused',
      receipt: null,
      faults: [{ row: 2, column: 'dose', value: 'many', reason: 'bad-dose' }],
    })
    const marathi = await follow(form.uploadId, 'admin', { 'accept-language': 'mr' })
    const [said, told] = [english, marathi].map(({ faults }) => (faults as { message: string }[])[0]!.message)
    expect(told).toMatch(/[\u0900-\u097f]/)
    expect(said).not.toBe(told)
    expect(await versionOf('N8')).toBeUndefined()
  })

  it('of a feed is taken from the registry, past what a request carries', async () => {
    const form = await announce(FEED, 'registry')
    expect(form).toMatchObject({ maxBytes: 5 * 1024 * MEBIBYTE })
    const bytes = Buffer.from(feed(certificateRows(30, { centreId: 'SHA' })))
    // Unread columns make it long without making it slow.
    const long = bytes.toString('utf8').replaceAll('\n', `,${'x'.repeat(200_000)}\n`)
    expect((await sendForm(form, Buffer.from(long.replace('x', 'remarks')))).status).toBe(204)
    expect(long.length).toBeGreaterThan(4 * MEBIBYTE)
    expect(await outcome(form.uploadId, 'registry')).toMatchObject({
      state: 'accepted',
      receipt: { rows: 30 },
    })
    expect(await versionOf('SHA', 'certificates')).toBe(1)
  })

  it('of the register of centres is an admin’s', async () => {
    const form = await announce({ kind: 'centres' }, 'admin')
    await sendForm(form, new TextEncoder().encode('centre_id,name\nNEW1,New centre\n'))
    expect(await outcome(form.uploadId, 'admin')).toMatchObject({
      kind: 'centres',
      state: 'accepted',
      receipt: { added: 1, changed: 0, statusKept: [] },
    })
    expect(await api.system().deps.store.centre('NEW1')).toMatchObject({ name: 'New centre' })
  })

  it('that nobody sent a file for is expired in the end', async () => {
    const { uploadId } = await announce({ ...SHEET, centreId: 'PAD' }, 'admin')
    api.at(DAY, '16:14')
    expect((await follow(uploadId, 'admin')).state).toBe('waiting')
    api.at(DAY, '16:16')
    expect((await follow(uploadId, 'admin')).state).toBe('expired')
  })
})

describe('who may announce an upload', () => {
  it.each([
    ['operator-dkmm', { ...SHEET, centreId: 'N8' }],
    ['operator-dkmm', { ...SHEET, leg: 'certificates' }],
    ['operator-dkmm', { ...SHEET, leg: 'bookings' }],
    ['operator-dkmm', { kind: 'feed', leg: 'tokens' }],
    ['operator-dkmm', { kind: 'centres' }],
    ['registry', SHEET],
    ['registry', { kind: 'feed', leg: 'stock' }],
    ['registry', { kind: 'centres' }],
    ['dio', SHEET],
    ['dio', FEED],
  ])('not %s for %o', async (as, json) => {
    expect((await api.call('POST', '/v1/uploads', { as, json })).status).toBe(403)
  })

  it.each([
    ['operator-dkmm', { ...SHEET, leg: 'stock' }],
    ['registry', { ...SHEET, leg: 'certificates' }],
    ['registry', { kind: 'feed', leg: 'bookings', replace: true }],
    ['admin', { kind: 'feed', leg: 'tokens' }],
    ['admin', { kind: 'feed', leg: 'certificates' }],
  ])('%s for %o', async (as, json) => {
    expect((await api.call('POST', '/v1/uploads', { as, json })).status).toBe(201)
  })

  it.each([
    {},
    { kind: 'sheet', leg: 'tokens' },
    { ...SHEET, date: '28-08-2021' },
    { ...SHEET, key: 'sheets/N8/x' },
    { ...FEED, centreId: 'DKMM' },
    { ...FEED, final: true },
    { kind: 'officials' },
    { ...SHEET, bytes: -1 },
  ])('and not what says something else than it may: %o', async (json) => {
    expect((await api.call('POST', '/v1/uploads', { as: 'admin', json })).status).toBe(400)
  })

  it('and nobody for more bytes than are taken', async () => {
    const json = { ...SHEET, bytes: 32 * MEBIBYTE + 1 }
    expect((await api.call('POST', '/v1/uploads', { as: 'operator-dkmm', json })).status).toBe(413)
  })
})

describe('who is told of an upload', () => {
  it('its maker and admins; to all others it is as if there were none', async () => {
    const { uploadId } = await announce(SHEET)
    const path = `/v1/uploads/${uploadId}`
    for (const as of ['operator-dkmm', 'admin'])
      expect((await api.call('GET', path, { as })).status).toBe(200)
    const none = await api.call('GET', '/v1/uploads/nothing', { as: 'operator-n8' })
    for (const as of ['operator-n8', 'registry']) {
      const answer = await api.call('GET', path, { as })
      expect([answer.status, answer.body]).toEqual([404, none.body])
    }
  })

  it('under an id that nobody guesses', async () => {
    const ids = new Set<string>()
    for (let n = 0; n < 5; n++) ids.add((await announce({ ...FEED, leg: 'bookings' }, 'admin')).uploadId)
    expect(ids.size).toBe(5)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{32}$/)
  })
})

describe('uploads that wait', () => {
  const json = { ...SHEET, centreId: 'N8' }
  const ask = () => api.call('POST', '/v1/uploads', { as: 'operator-n8', json })

  it('are twenty of one caller at most, however many are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, ask))
    const made = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status }) => status === 429)
    expect([made.length, refused.length]).toEqual([20, 10])
    for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(800)
    // Another caller is not in their way.
    await announce(FEED, 'registry')
    // One that has its file no longer waits.
    const [first] = made
    await sendForm(first!.body as Form, register(1, { centreId: 'N8' }))
    await api.system().uploads.look()
    expect([(await ask()).status, (await ask()).status]).toEqual([201, 429])
    // Nor does one whose form is past its time.
    api.at(DAY, '13:15')
    expect((await ask()).status).toBe(201)
  })
})
