import { describe, expect, it } from 'vitest'
import { useApi } from './running-api.ts'

const api = useApi()
const SUSPENSION = '/v1/centres/DKMM/suspension'
const propose = { action: 'propose', reason: 'Sixteen fakes', reference: 'AMC/1', reviewOn: '2021-09-04' }
const json = { 'content-type': 'application/json' }
const send = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = json) =>
  api.call('POST', SUSPENSION, { as: 'dio', body, headers })

async function expectUntouched(): Promise<void> {
  expect(await api.system().deps.store.suspension('DKMM')).toMatchObject({ status: 'active', sequence: 0 })
  expect(await api.system().deps.store.ledger('DKMM')).toEqual([])
}

describe('a JSON body that cannot be understood', () => {
  it.each([
    '{',
    'null',
    '[]',
    '"propose"',
    '1',
    '',
    'NaN',
    '{"action":"propose"',
    '\u0000',
    '['.repeat(50_000),
  ])('answers 400 to %.20s', async (body) => {
    expect((await send(body)).status).toBe(400)
    await expectUntouched()
  })

  it('answers 400 to bytes that are no UTF-8', async () => {
    expect((await send(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400)
  })

  it.each([
    ['an unknown field', { ...propose, force: true }],
    ['an unknown action', { ...propose, action: 'suspend' }],
    ['no reason', { ...propose, reason: undefined }],
    ['a reason of blanks', { ...propose, reason: '   ' }],
    ['a reason that never ends', { ...propose, reason: 'x'.repeat(501) }],
    ['no reference', { ...propose, reference: undefined }],
    ['a reference of two lines', { ...propose, reference: 'AMC/1\nSuspended: nobody' }],
    ['a reference that turns its direction', { ...propose, reference: 'AMC\u202e1' }],
    ['half a character', { ...propose, reason: 'x\ud800' }],
    ['a control character', { ...propose, reason: 'x\u0000' }],
    ['a reviewOn that is no date', { ...propose, reviewOn: '2021-02-30' }],
    ['a number for a text', { ...propose, reason: 5 }],
  ])('answers 400 to %s', async (_, body) => {
    const { status, body: problem } = await send(JSON.stringify(body))
    expect(status).toBe(400)
    expect(problem).toMatchObject({ errors: [{ message: expect.any(String) }] })
    await expectUntouched()
  })

  it.each(['propose', 'confirm'])('answers 400 to a %s without reviewOn, and names it', async (action) => {
    const { status, body } = await send(JSON.stringify({ ...propose, action, reviewOn: undefined }))
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ path: 'reviewOn' }] })
  })

  it('answers 400 to a prototype in place of a field', async () => {
    expect((await send(`{"__proto__":{"action":"propose"},"reason":"r"}`)).status).toBe(400)
    await expectUntouched()
  })

  it('answers briefly to a body that is wrong everywhere', async () => {
    const channels = Array.from({ length: 5000 }, () => 'fax')
    const json = { name: 'x', role: 'x', tier: 1, channels, ['k'.repeat(5000)]: 1 }
    const { status, text } = await api.call('PUT', '/v1/officials/dio', { as: 'admin', json })
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(12_000)
  })

  it('never repeats what a body held', async () => {
    const { text } = await send(JSON.stringify({ ...propose, action: 'Asha Pawar', reviewOn: 'Asha Pawar' }))
    expect(text).not.toContain('Asha')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('answers 415 to %s', async (type) => {
    expect((await send(JSON.stringify(propose), { 'content-type': type })).status).toBe(415)
    await expectUntouched()
  })

  it('answers 413 past 64 KiB', async () => {
    expect((await send(JSON.stringify({ ...propose, more: 'x'.repeat(70_000) }))).status).toBe(413)
  })

  it('takes JSON with a charset, and without any content type', async () => {
    const N8 = '/v1/centres/N8/suspension'
    const headers = { 'Content-Type': 'Application/JSON; charset=utf-8' }
    expect((await api.call('POST', N8, { as: 'dio', body: JSON.stringify(propose), headers })).status).toBe(
      200,
    )
    const refuse = JSON.stringify({ action: 'refuse', reason: 'No', reference: 'AMC/2' })
    expect((await api.call('POST', N8, { as: 'dio', body: refuse })).status).toBe(200)
  })

  it('keeps the lines of a reason as they were typed, and the chain stays whole', async () => {
    const reason = 'पहली पंक्ति\nदूसरी 🙂'
    const body = JSON.stringify({ ...propose, reason })
    expect((await send(body)).body).toMatchObject({ reason, status: 'proposed' })
    const ledger = await api.call('GET', '/v1/centres/DKMM/ledger', { as: 'dio' })
    expect(ledger.body).toMatchObject({ whole: true, entries: [{ data: { reason } }] })
  })
})
