import { describe, expect, it } from 'vitest'
import { DAY, useApi } from './running-api.ts'

const api = useApi(['DKMM'])
const PATH = `/v1/centres/DKMM/days/${DAY}/sheets/tokens`

async function handIn(body: string, language?: string) {
  const headers = language === undefined ? {} : { 'accept-language': language }
  return api.call('PUT', PATH, { as: 'admin', body, headers })
}

describe('a caller who asks for a language', () => {
  it.each([
    ['hi', 'hi', 'यह तारीख़ नहीं है।'],
    ['mr-IN, en;q=0.5', 'mr', 'ही तारीख नाही.'],
    ['ta, en;q=0.5', 'en', 'This is not a date.'],
    [undefined, 'en', 'This is not a date.'],
  ])('by %s is told of faults in %s', async (asked, language, sentence) => {
    const refused = await handIn('date,token_no\n30-02-2021,1\n', asked)
    expect(refused.status).toBe(422)
    expect(refused.headers['content-language']).toBe(language)
    const { faults } = refused.body as { faults: { message: string }[] }
    expect(faults[0]?.message.startsWith(sentence)).toBe(true)
    expect(Object.keys(faults[0]!).sort()).toEqual(['column', 'message', 'reason', 'row', 'value'])
  })

  it('is told of warnings in it, also when the same bytes come again', async () => {
    const sheet = 'token_no\n1\nTotal\n'
    const first = await handIn(sheet, 'mr')
    expect(first).toMatchObject({ status: 201, body: { warnings: [{ reason: 'total-row' }] } })
    expect(first.text).toContain('ही ओळ बेरीज म्हणून वाचली')
    const again = await handIn(sheet, 'hi')
    expect([again.status, again.headers['content-language']]).toEqual([200, 'hi'])
    expect(again.text).toContain('यह पंक्ति जोड़ की मानी गई')
  })
})
