import { describe, expect, it } from 'vitest'
import { useApi } from './running-api.ts'

const CENTRES = ['DKMM', 'N8', 'SHA', 'CID', 'JUB']
const api = useApi(CENTRES)
const ask = (centreId: string, action: string, as: string, headers: Readonly<Record<string, string>> = {}) =>
  api.call('POST', `/v1/centres/${centreId}/suspension`, {
    as,
    headers,
    json: { action, reason: 'Sixteen fakes', reference: 'AMC/1', reviewOn: '2021-09-04' },
  })
const statusOf = async (centreId: string) =>
  (await api.call('GET', `/v1/centres/${centreId}/status`, { as: 'registry' })).body

describe('a suspension', () => {
  it('takes two officials, one to propose and another to confirm, on the way in and on the way out', async () => {
    expect(await statusOf('DKMM')).toEqual({ centreId: 'DKMM', status: 'active', since: null, sequence: 0 })
    expect(await ask('DKMM', 'propose', 'head')).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    const own = await ask('DKMM', 'confirm', 'head')
    expect(own).toMatchObject({ status: 409, body: { type: 'urn:milaan:problem:same-person' } })
    expect(await ask('DKMM', 'confirm', 'dio')).toMatchObject({ status: 200, body: { status: 'suspended' } })
    expect(await statusOf('DKMM')).toEqual({
      centreId: 'DKMM',
      status: 'suspended',
      since: '2021-08-28T13:00:00+05:30',
      sequence: 2,
    })
    await ask('DKMM', 'propose-reinstatement', 'dio')
    expect((await ask('DKMM', 'confirm-reinstatement', 'dio')).status).toBe(409)
    expect(await ask('DKMM', 'confirm-reinstatement', 'head')).toMatchObject({ body: { status: 'active' } })
  })

  it('answers 409 to what is not allowed now, names what is, and changes nothing', async () => {
    const refused = await ask('N8', 'confirm', 'dio')
    expect(refused).toMatchObject({
      status: 409,
      body: { type: 'urn:milaan:problem:not-allowed-now', allowed: ['propose'] },
    })
    await ask('N8', 'propose', 'dio')
    expect(await ask('N8', 'propose', 'head')).toMatchObject({
      status: 409,
      body: { allowed: ['confirm', 'refuse'] },
    })
    expect(await statusOf('N8')).toMatchObject({ status: 'proposed', sequence: 1 })
  })

  it('answers 412 where If-Match names another sequence, and 200 where it names this one', async () => {
    await ask('SHA', 'propose', 'head')
    for (const tag of ['"0"', '"2"', '1', 'x', '""', '"1', '"1", "2"', `"${'9'.repeat(30)}"`]) {
      const refused = await ask('SHA', 'confirm', 'dio', { 'if-match': tag })
      expect([tag, refused.status]).toEqual([tag, 412])
    }
    expect(await statusOf('SHA')).toMatchObject({ status: 'proposed', sequence: 1 })
    expect((await ask('SHA', 'confirm', 'dio', { 'if-match': '"1"' })).headers.etag).toBe('"2"')
    expect((await ask('SHA', 'propose-reinstatement', 'dio', { 'if-match': '*' })).status).toBe(200)
  })

  it('is changed once when two officials confirm at the same moment', async () => {
    await ask('CID', 'propose', 'head')
    const answers = await Promise.all(['dio', 'commissioner'].map((as) => ask('CID', 'confirm', as)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await statusOf('CID')).toMatchObject({ status: 'suspended', sequence: 2 })
  })

  it('stands whatever an admin changes of the centre in the register', async () => {
    await ask('JUB', 'propose', 'head')
    await ask('JUB', 'confirm', 'dio')
    const json = { name: 'Jubilee Park', block: 'City', opens: '09:00', closes: '17:00' }
    expect((await api.call('PUT', '/v1/centres/JUB', { as: 'admin', json })).status).toBe(200)
    expect(await statusOf('JUB')).toMatchObject({ status: 'suspended', sequence: 2 })
  })
})
