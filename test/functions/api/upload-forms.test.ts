import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { certificates, register } from '../../support/files.ts'
import { type Form, sendForm } from '../../support/upload-form.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8', 'SHA', 'PAD'])
beforeEach(() => api.at(DAY, '13:00'))

const MEBIBYTE = 1024 * 1024
const SHEET = { kind: 'sheet', leg: 'tokens', centreId: 'DKMM', date: DAY }
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

describe('the form of an upload', () => {
  const bytes = certificates(2, { centreId: 'PAD' })
  const pad = { kind: 'sheet', leg: 'certificates', centreId: 'PAD', date: DAY }
  const form = (more: object = {}) => announce({ ...pad, ...more }, 'registry')
  const untouched = async ({ uploadId }: { uploadId: string }) => {
    expect(await outcome(uploadId, 'registry')).toMatchObject({ state: 'waiting' })
    expect(await left()).toEqual([])
  }

  it.each([
    ['another signature', { signature: 'ab'.repeat(32) }],
    ['no signature', { signature: '' }],
    ['another key', { key: 'uploads/someone-else/file' }],
    ['a key outside', { key: 'uploads/../../../file' }],
    ['a field that was not signed', { acl: 'public-read' }],
    [
      'another policy',
      { policy: Buffer.from('{"expiration":"2100-01-01T00:00:00Z","conditions":[]}').toString('base64') },
    ],
  ])('is refused with %s', async (_, over) => {
    const given = await form()
    expect((await sendForm({ ...given, fields: { ...given.fields, ...over } }, bytes)).status).toBe(403)
    await untouched(given)
  })

  it('is refused with the key of another upload, though that is one’s own', async () => {
    const [one, other] = [await form(), await form()]
    const fields = { ...one.fields, key: other.fields.key! }
    expect((await sendForm({ ...one, fields }, bytes)).status).toBe(403)
    await untouched(one)
    await untouched(other)
  })

  it('is refused past its time', async () => {
    const given = await form()
    api.at(DAY, '13:15')
    expect((await sendForm(given, bytes)).status).toBe(403)
    await untouched(given)
  })

  it('takes a file of the length that was announced and of no other', async () => {
    const given = await form({ bytes: bytes.length })
    for (const wrong of [bytes.subarray(1), Buffer.concat([bytes, Buffer.from('\n')])]) {
      expect((await sendForm(given, wrong)).status).toBe(400)
      await untouched(given)
    }
    expect((await sendForm(given, bytes)).status).toBe(204)
    expect(await outcome(given.uploadId, 'registry')).toMatchObject({ state: 'accepted' })
  })

  it('takes no file that is larger than any may be', async () => {
    const given = await form()
    expect((await sendForm(given, Buffer.alloc(32 * MEBIBYTE + 1, 'x'))).status).toBe(400)
    await untouched(given)
  })

  it('decides by itself where the file belongs: no name and nothing behind the file does', async () => {
    const given = await form()
    const sent = await sendForm(given, bytes, { name: '../../../evil.csv', after: { key: 'feeds/tokens/x' } })
    expect(sent.status).toBe(204)
    expect(await outcome(given.uploadId, 'registry')).toMatchObject({ state: 'accepted', centreId: 'PAD' })
  })

  it('is no form without a file, nor in another encoding', async () => {
    const given = await form()
    const url = new URL(given.url)
    for (const [type, body] of [
      ['application/json', JSON.stringify(given.fields)],
      ['application/x-www-form-urlencoded', String(new URLSearchParams(given.fields))],
      ['multipart/form-data', 'x'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="key"\r\n\r\nk\r\n--x--\r\n',
      ],
      ['multipart/form-data; boundary=x', ''],
    ] as const) {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
      expect([type, body, response.status]).toEqual([type, body, 400])
    }
    await untouched(given)
  })

  it.each([0.2, 0.6, 0.999])('of a sender whose line is cut after %d of it leaves nothing', async (share) => {
    const given = await form()
    const text = await new Response(formData(given, bytes)).text()
    const boundary = text.slice(2, text.indexOf('\r\n'))
    const socket = connect(api.port(), '127.0.0.1')
    const headers = `host: localhost\r\ncontent-type: multipart/form-data; boundary=${boundary}`
    socket.write(
      `POST /local/uploads HTTP/1.1\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n`,
    )
    socket.write(text.slice(0, Math.floor(text.length * share)))
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await once(socket, 'close')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await untouched(given)
    expect((await sendForm(given, bytes)).status).toBe(204)
    expect(await outcome(given.uploadId, 'registry')).toMatchObject({ state: 'accepted' })
  })

  it('sent again changes nothing, with the same bytes or with others', async () => {
    const given = await announce({ ...SHEET, centreId: 'SHA' }, 'admin')
    const [first, second] = [register(2, { centreId: 'SHA' }), register(5, { centreId: 'SHA' })]
    await sendForm(given, first)
    const accepted = await outcome(given.uploadId, 'admin')
    expect(accepted).toMatchObject({ state: 'accepted', receipt: { rows: 2 } })
    for (const again of [first, second]) {
      expect((await sendForm(given, again)).status).toBe(204)
      expect(await outcome(given.uploadId, 'admin')).toEqual(accepted)
      expect(await versionOf('SHA')).toBe(1)
    }
    expect(api.log().filter(({ code }) => code === 'upload-sent-again')).toHaveLength(1)
    expect(await left()).toEqual([])
  })

  it('sent twice before either is taken: the first counts', async () => {
    const given = await announce({ ...SHEET, centreId: 'SHA', date: '2021-08-27' }, 'admin')
    const at = { centreId: 'SHA', date: '2021-08-27' }
    await Promise.all([sendForm(given, register(2, at)), sendForm(given, register(3, at))])
    expect(await outcome(given.uploadId, 'admin')).toMatchObject({ state: 'accepted' })
    expect((await api.system().deps.store.head('SHA', '2021-08-27'))?.legs.tokens?.version).toBe(1)
  })
})

function formData({ fields }: Form, file: Uint8Array): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([Buffer.from(file)]), 'a.csv')
  return form
}
