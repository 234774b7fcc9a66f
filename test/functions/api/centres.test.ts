import { describe, expect, it } from 'vitest'
import { centre } from '../../support/system.ts'
import { useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8'])
const put = (body: string, headers = {}) => api.call('PUT', '/v1/centres', { as: 'admin', body, headers })
const store = () => api.system().deps.store
const HEADER = 'centre_id,name,block,opens,closes,status,suspended_at'
const entries = async () =>
  (await store().ledger(''))
    .filter(({ kind }) => kind === 'centres-accepted')
    .map(({ data, by }) => ({ ...data, by }))

describe('a file of centres', () => {
  it('adds those that are new and changes those that differ, and says how many', async () => {
    const body = `${HEADER}\nDKMM,Medical College,City,09:00,17:00,,\nN8,Centre N8,City,,,,\nSHA,Shahgunj,City,10:00,16:30,,\n`
    const first = await put(body)
    expect(first).toMatchObject({ status: 201, body: { rows: 3, added: 1, changed: 1, statusKept: [] } })
    expect(await store().centre('SHA')).toMatchObject({
      name: 'Shahgunj',
      opens: 600,
      closes: 990,
      status: 'active',
    })
    expect(await store().centre('DKMM')).toMatchObject({ name: 'Medical College', opens: 540 })
    const again = await put(body)
    expect(again).toMatchObject({ status: 200, body: { rows: 3, added: 0, changed: 0 } })
    const { sha256 } = first.body as { sha256: string }
    expect(await entries()).toEqual([{ sha256, rows: 3, added: 1, changed: 1, by: 'admin' }])
  })

  it('leaves a centre that is not in it as it is', async () => {
    const before = await store().centre('N8')
    await put(`${HEADER}\nPAD,Padampura,City,,,,\n`)
    expect(await store().centre('N8')).toEqual(before)
  })

  it('suspends and reinstates nobody, and says whose status it did not change', async () => {
    const suspended = { ...centre('MUK'), status: 'suspended' as const, suspendedAt: 1 }
    await store().putCentre(suspended)
    const rows = [
      'MUK,Mukundwadi,City,,,active,',
      'N8,Centre N8,City,,,suspended,',
      'NEW,New centre,City,,,suspended,',
    ]
    const answer = await put(`${HEADER}\n${rows.join('\n')}\n`)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        added: 1,
        changed: 1,
        statusKept: ['MUK', 'N8', 'NEW'],
        warnings: [{ reason: 'status-kept', message: expect.stringContaining('"MUK", "N8", "NEW"') }],
      },
    })
    expect(await store().centre('MUK')).toEqual({ ...suspended, name: 'Mukundwadi' })
    for (const id of ['N8', 'NEW']) expect((await store().centre(id))?.status).toBe('active')
    for (const id of ['MUK', 'N8', 'NEW']) expect((await store().suspension(id)).sequence).toBe(0)
  })

  it('goes by what officials decided, and not by an earlier register', async () => {
    const say = (as: string, action: string) =>
      api.call('POST', '/v1/centres/DKMM/suspension', {
        as,
        json: { action, reason: 'surplus', reference: 'R1', reviewOn: '2021-09-04' },
      })
    await say('dio', 'propose')
    expect((await say('head', 'confirm')).status).toBe(200)
    const given = (status: string) => put(`${HEADER}\nDKMM,Medical College,City,,,${status},\n`)
    expect((await given('suspended')).body).toMatchObject({ statusKept: [] })
    expect((await given('active')).body).toMatchObject({ statusKept: ['DKMM'] })
    expect((await store().suspension('DKMM')).status).toBe('suspended')
  })

  it('is refused whole for one fault, and changes nothing', async () => {
    const before = await store().centres()
    const answer = await put(`${HEADER}\nGOOD,Good,City,,,,\nBAD,,City,17:00,09:00,,\n`, {
      'accept-language': 'hi',
    })
    expect(answer).toMatchObject({
      status: 422,
      body: {
        faults: [
          { row: 3, reason: 'missing-value' },
          { row: 3, reason: 'closes-before-opens' },
        ],
      },
    })
    expect(answer.headers['content-language']).toBe('hi')
    expect(await store().centres()).toEqual(before)
  })

  it('is refused with an id that no path could name', async () => {
    expect(await put(`${HEADER}\nA/B,Half,City,,,,\n`)).toMatchObject({
      status: 422,
      body: { faults: [{ column: 'centre_id', value: 'A/B', reason: 'bad-centre-id' }] },
    })
  })

  it('may hold more centres than one transaction', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `RH${at},Rural hospital ${at},Rural,,,,`)
    expect(await put(`${HEADER}\n${rows.join('\n')}\n`)).toMatchObject({ status: 201, body: { added: 400 } })
    expect(await store().centre('RH399')).toMatchObject({ name: 'Rural hospital 399' })
    expect(await entries()).toContainEqual(expect.objectContaining({ rows: 400, added: 400 }))
  })
})
