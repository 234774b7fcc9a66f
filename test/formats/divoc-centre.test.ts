import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { useApi } from '../functions/api/running-api.ts'
import { record, request } from './divoc-samples.ts'

const api = useApi(['DKMM'])
const put = (body: string | Uint8Array) => api.call('PUT', '/v1/feeds/certificates', { as: 'registry', body })
const day = (facility: string, date: string) =>
  api.call('GET', `/v1/centres/${encodeURIComponent(facility)}/days/${date}`, { as: 'dio' })

describe('a facility of the registry that the district knows no centre for', () => {
  it('is a finding under its own name, which an official can ask for', async () => {
    const sample = await readFile(new URL('files/divoc-certificates.csv', import.meta.url))
    const fed = await put(sample)
    expect(fed).toMatchObject({
      status: 201,
      body: {
        rows: 2,
        quarantinedRows: 0,
        centreDays: [{ centreId: 'ABC Medical Center', findings: [{ rule: 'unknown-centre', count: 2 }] }],
      },
    })
    const report = await day('ABC Medical Center', '2020-12-03')
    expect(report).toMatchObject({
      status: 200,
      body: {
        centreId: 'ABC Medical Center',
        findings: [{ rule: 'unknown-centre', severity: 'critical', count: 2 }],
      },
    })
  })

  it.each([
    ['PHC #7/2 (50% camp)?', 'PHC #7-2 (50- camp)?'],
    ['ग्रामीण रुग्णालय, वाॅर्ड ४', 'ग्रामीण रुग्णालय, वाॅर्ड 4'],
    [`St. Mary's "Old" Hospital & Annexe; 1..2`, `St. Mary's "Old" Hospital & Annexe; 1..2`],
    ['A#2020-12-02#tokens', 'A#2020-12-02#tokens'],
  ])('can be asked for whatever it is called: %s', async (facility, centreId) => {
    const fed = await put(`${JSON.stringify(request({ facility, date: '2020-12-02' }))}\n`)
    expect(fed).toMatchObject({ status: 201, body: { rows: 1, quarantinedRows: 0 } })
    expect(await day(centreId, '2020-12-02')).toMatchObject({
      status: 200,
      body: { centreId, findings: [{ rule: 'unknown-centre', count: 1 }] },
    })
  })

  it('keeps a certificate that was corrected on record, and counts it no more', async () => {
    const first = record({ facility: 'Corrected Clinic', date: '2020-12-04' })
    const meta = { previousCertificateId: '525128495' }
    const second = record({ facility: 'Corrected Clinic', date: '2020-12-04', id: '576939268' }, { meta })
    await put(JSON.stringify([first]))
    expect(await day('Corrected Clinic', '2020-12-04')).toMatchObject({
      body: { counts: { certificates: 1 } },
    })
    await put(JSON.stringify({ certificates: [second] }))
    expect(await day('Corrected Clinic', '2020-12-04')).toMatchObject({
      body: { counts: { certificates: 1 }, findings: [{ certificates: ['576939268'] }] },
    })
  })
})
