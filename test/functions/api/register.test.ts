import { describe, expect, it } from 'vitest'
import { centre } from '../../support/system.ts'
import { useApi } from './running-api.ts'

const api = useApi(['DKMM'])
const put = (path: string, json: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call('PUT', path, { as: 'admin', json, headers })
const CENTRE = { name: 'Deogiri College', block: 'City', opens: '09:00', closes: '17:30' }
const OFFICIAL = { name: 'S. Kale', role: 'Tahsildar', tier: 2, channels: ['sms'], phone: '+919800000009' }

describe('the register of centres', () => {
  it('answers what an admin put there', async () => {
    expect((await put('/v1/centres/NEW-1', CENTRE)).body).toEqual({ centreId: 'NEW-1', ...CENTRE })
    const read = await api.call('GET', '/v1/centres/NEW-1', { as: 'admin' })
    expect(read.body).toEqual({ centreId: 'NEW-1', ...CENTRE })
  })

  it('keeps what an earlier register said of a suspension', async () => {
    const { store } = api.system().deps
    await store.putCentre({ ...centre('OLD'), status: 'suspended', suspendedAt: 1_630_000_000_000 })
    await put('/v1/centres/OLD', CENTRE)
    expect(await store.centre('OLD')).toMatchObject({
      name: CENTRE.name,
      status: 'suspended',
      suspendedAt: 1_630_000_000_000,
    })
  })

  it.each([
    ['a status', { ...CENTRE, status: 'active' }],
    ['no name', { block: 'City' }],
    ['a name of two lines', { ...CENTRE, name: 'A\nB' }],
    ['a name that never ends', { ...CENTRE, name: 'x'.repeat(121) }],
    ['a time that is none', { ...CENTRE, opens: '24:00' }],
  ])('answers 400 to %s', async (_, json) => {
    expect((await put('/v1/centres/DKMM', json)).status).toBe(400)
    expect(await api.system().deps.store.centre('DKMM')).toEqual(centre('DKMM'))
  })

  it.each(['..', '%2e%2e', 'a%2Fb', 'DKMM%20', '%20', 'x'.repeat(65), 'a%0ab', '%F0%9F%99%82'])(
    'adds no centre named %.20s',
    async (name) => {
      expect((await put(`/v1/centres/${name}`, CENTRE)).status).toBe(404)
    },
  )

  it('honours If-Match: the tag that was read is right until the centre changes', async () => {
    const { headers } = await put('/v1/centres/TAG', CENTRE)
    const tag = { 'if-match': headers.etag! }
    expect((await put('/v1/centres/TAG', { ...CENTRE, name: 'Other' }, { 'if-match': '"x"' })).status).toBe(
      412,
    )
    expect((await put('/v1/centres/TAG', { ...CENTRE, name: 'Other' }, tag)).status).toBe(200)
    expect((await put('/v1/centres/TAG', CENTRE, tag)).status).toBe(412)
    expect((await put('/v1/centres/NONE', CENTRE, { 'if-match': '*' })).status).toBe(412)
    expect(await api.system().deps.store.centre('NONE')).toBeNull()
  })
})

describe('the register of officials', () => {
  it('answers what an admin put there, under ids as user pools have them', async () => {
    for (const id of ['s.kale', 's.kale@amc.example', 'kale+night', 'का-1']) {
      const path = `/v1/officials/${encodeURIComponent(id)}`
      expect((await put(path, OFFICIAL)).body).toEqual({ officialId: id, ...OFFICIAL, email: null })
      expect((await api.call('GET', path, { as: 'admin' })).body).toMatchObject({ officialId: id })
    }
  })

  it.each([
    'milaan',
    'centre-status',
    'a:b',
    'a%23b',
    'a%2Fb',
    '%20a',
    'a%00',
    'a%22b',
    '%3Cb%3E',
    'x'.repeat(65),
  ])('adds no official named %.20s', async (id) => {
    expect((await put(`/v1/officials/${id}`, OFFICIAL)).status).toBe(404)
  })

  it.each([
    ['a phone that is none', { ...OFFICIAL, phone: '9800000009' }],
    ['an e-mail that is none', { ...OFFICIAL, email: 'kale' }],
    ['an e-mail of two lines', { ...OFFICIAL, email: 'kale@example.org\nBcc: x@example.org' }],
    ['no channel', { ...OFFICIAL, channels: [] }],
    ['an unknown channel', { ...OFFICIAL, channels: ['fax'] }],
    ['a tier below the first', { ...OFFICIAL, tier: 0 }],
    ['an id in the body', { ...OFFICIAL, officialId: 'other' }],
  ])('answers 400 to %s', async (_, json) => {
    const before = await api.system().deps.store.officials()
    expect((await put('/v1/officials/dio', json)).status).toBe(400)
    expect(await api.system().deps.store.officials()).toEqual(before)
  })
})

describe('a register of officials that is full', () => {
  it('takes twenty, whom one transaction can tell of two things at once, and lets those be changed', async () => {
    const { store } = api.system().deps
    const before = (await store.officials()).map(({ officialId }) => officialId)
    for (let number = before.length; number < 20; number++) {
      expect((await put(`/v1/officials/filler-${number}`, OFFICIAL)).status).toBe(200)
    }
    expect((await put('/v1/officials/one-too-many', OFFICIAL)).status).toBe(409)
    expect(await store.official('one-too-many')).toBeNull()
    expect((await put('/v1/officials/filler-19', { ...OFFICIAL, tier: 3 })).status).toBe(200)
  })
})
