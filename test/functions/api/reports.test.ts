import { beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../../../lib/application/sweep.ts'
import { centreDaySchema, countsSchema } from '../../../lib/contracts/report.ts'
import { DEFAULT_POLICY } from '../../../lib/domain/policy.ts'
import { RULES } from '../../../lib/domain/report.ts'
import { certificates, register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM', 'N8'])
const PATH = `/v1/centres/DKMM/days/${DAY}`
const put = (leg: string, body: Uint8Array, language: string) =>
  api.call('PUT', `${PATH}/sheets/${leg}?final=true`, {
    as: 'admin',
    body,
    headers: { 'accept-language': language },
  })
const report = async (language?: string) => {
  const headers = language === undefined ? {} : { 'accept-language': language }
  return api.call('GET', PATH, { as: 'dio', headers })
}
const explained = ({ body }: { readonly body: unknown }): string =>
  (body as { findings: { explanation: string }[] }).findings[0]!.explanation
const EARS = { statistic: 2.5, upperBound: 60.25, exceeds: true }
const CONTEXT = { c1: EARS, c2: null, c3: null, unusual: true }
const DEVANAGARI = /[\u0900-\u097f]/

describe('the report of a centre-day', () => {
  beforeAll(async () => {
    await put('tokens', register(55), 'en')
    await put('certificates', certificates(71), 'en')
  })

  it('says by which policy and which version of each rule it was made', async () => {
    const { policy } = api.system().deps.district
    const { body } = await report()
    expect(body).toMatchObject({ madeWith: { policy: { version: policy.version } } })
    const { rules, policy: named } = (body as { madeWith: { rules: object; policy: { sha256: string } } })
      .madeWith
    expect(Object.keys(rules).sort()).toEqual([...RULES].sort())
    expect(await api.system().deps.store.policy(named.sha256)).toMatchObject({
      lookBackDays: DEFAULT_POLICY.lookBackDays,
    })
  })

  it('explains its findings in the language that is asked for, and is otherwise the same', async () => {
    const english = await report('en')
    expect(explained(english)).toBe('16 of 71 certificates have no token.')
    const [hindi, marathi] = [await report('hi'), await report('mr-IN, en;q=0.5')]
    expect(hindi.headers['content-language']).toBe('hi')
    expect(marathi.headers['content-language']).toBe('mr')
    const said = [hindi, marathi].map(explained)
    for (const sentence of said) {
      expect(sentence).toMatch(DEVANAGARI)
      expect(sentence).toContain('16')
    }
    expect(said[0]).not.toBe(said[1])
    const withoutWords = ({ body }: { readonly body: unknown }) =>
      JSON.stringify(body, (key, value) => (key === 'explanation' ? '' : value))
    expect(withoutWords(hindi)).toBe(withoutWords(english))
  })

  it('is in the language of the caller in a receipt too, and the stored result is not another for it', async () => {
    const before = await api.system().deps.store.head('DKMM', DAY)
    const again = await put('certificates', certificates(71), 'hi')
    expect(again.status).toBe(200)
    expect(explained(again)).toMatch(DEVANAGARI)
    const anew = await put('certificates', certificates(72), 'mr')
    expect(explained(anew)).toMatch(DEVANAGARI)
    expect(explained(await report('en'))).toBe('17 of 72 certificates have no token.')
    expect((await api.system().deps.store.head('DKMM', DAY))?.rev).toBe((before?.rev ?? 0) + 2)
  })

  it('says how usual the day is, once that was looked at, and the board does', async () => {
    const onBoard = async () => {
      const { body } = await api.call('GET', `/v1/days/${DAY}`, { as: 'dio' })
      return (body as { centreDays: { centreId: string; context: unknown }[] }).centreDays[0]?.context
    }
    expect((await report()).body).toMatchObject({ context: null })
    expect(await onBoard()).toBeNull()
    await api.system().deps.store.putContexts(DAY, { policy: 'a1', byCentre: new Map([['DKMM', CONTEXT]]) })
    expect((await report()).body).toMatchObject({ context: { ...CONTEXT, policy: 'a1' } })
    expect(await onBoard()).toEqual({ ...CONTEXT, policy: 'a1' })
  })

  it('does not contradict itself where the register has changed since it was stored, and says so', async () => {
    const { store } = api.system().deps
    const path = `/v1/centres/K1/days/${DAY}`
    const body = certificates(30, { centreId: 'K1' })
    await api.call('PUT', `${path}/sheets/certificates?final=true`, { as: 'admin', body })
    const shown = async (language: string) => {
      const headers = { 'accept-language': language }
      return (await api.call('GET', path, { as: 'dio', headers })).body
    }
    for (const language of ['en', 'mr'])
      expect(await shown(language)).toMatchObject({
        ...{ outcome: 'breach', findings: [{ rule: 'unknown-centre' }], madeWith: { asStored: true } },
      })
    await store.putCentre({ ...(await store.centre('N8'))!, centreId: 'K1' })
    for (const language of ['en', 'mr'])
      expect(await shown(language)).toMatchObject({
        ...{ outcome: 'incomplete', action: 'none', findings: [], madeWith: { asStored: false } },
      })
    await sweep('nightly', api.system().deps)
    expect(await shown('en')).toMatchObject({ outcome: 'incomplete', madeWith: { asStored: true } })
  })

  it('may count a part of a dose, and fits what is declared then too', () => {
    const { counts } = centreDaySchema.shape
    const none = Object.fromEntries(Object.keys(countsSchema.shape).map((count) => [count, 0]))
    expect(counts.safeParse({ ...none, doses: 31.5 }).success).toBe(true)
    expect(counts.safeParse({ ...none, tokens: 31.5 }).success).toBe(false)
  })
})
