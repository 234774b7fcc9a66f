import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificates, refOf, register } from '../../support/files.ts'
import { DAY, useApi } from './running-api.ts'

const CENTRES = ['DKMM', 'N8', 'SHA', 'CID', 'JUB', 'REP', 'IFM']
const api = useApi(CENTRES)
const sheet = (centreId: string, leg = 'tokens', date = DAY) =>
  `/v1/centres/${centreId}/days/${date}/sheets/${leg}`
const put = (path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
  api.call('PUT', path, { as: 'admin', body, headers })
const headOf = (centreId: string, date = DAY) => api.system().deps.store.head(centreId, date)
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const HEADER = 'date,centre_id,token_no,beneficiary_ref,dose,issued_at'
const REF = refOf('N8', 1)

describe('a sheet that is accepted', () => {
  it('answers 201 with the receipt, then 200 with the same one to the same bytes', async () => {
    const bytes = register(55)
    const first = await api.call('PUT', sheet('DKMM'), { as: 'operator-dkmm', body: bytes })
    expect(first).toMatchObject({
      status: 201,
      body: {
        sheetId: `DKMM.${DAY}.tokens.1`,
        version: 1,
        sha256: sha256(bytes),
        rows: 55,
        final: false,
        outcome: 'incomplete',
        counts: { tokens: 55 },
        findings: [],
      },
    })
    const again = await api.call('PUT', sheet('DKMM'), { as: 'operator-dkmm', body: bytes })
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  it('closes the leg with ?final=true, which the same bytes without it do not open again', async () => {
    const bytes = register(4, { centreId: 'SHA' })
    const closed = await put(`${sheet('SHA')}?final=true`, bytes)
    expect(closed).toMatchObject({ status: 201, body: { version: 1, final: true } })
    const reopened = await put(`${sheet('SHA')}?final=false`, bytes)
    expect(reopened).toMatchObject({ status: 200, body: { version: 1, final: true } })
  })

  it('takes a sheet after a final one as a new version', async () => {
    const later = await put(`${sheet('SHA')}?final=true`, register(5, { centreId: 'SHA' }))
    expect(later).toMatchObject({ status: 201, body: { version: 2, rows: 5 } })
  })

  it('shows the centre its own report, with the versions of its sheets', async () => {
    const path = `/v1/centres/DKMM/days/${DAY}`
    await api.call('PUT', sheet('DKMM', 'certificates'), { as: 'registry', body: certificates(56) })
    const { status, body, headers } = await api.call('GET', path, { as: 'operator-dkmm' })
    expect(status).toBe(200)
    expect(headers.etag).toBe(`"${(await headOf('DKMM'))?.rev}"`)
    expect(body).toMatchObject({
      centreId: 'DKMM',
      date: DAY,
      outcome: 'incomplete',
      counts: { tokens: 55, certificates: 56, matched: 55, pending: 1 },
      sheets: { tokens: { version: 1, by: 'operator-dkmm' }, certificates: { version: 1, by: 'registry' } },
    })
  })

  it('quarantines a bad row of a certificate feed and counts it, without refusing the rest', async () => {
    const good = new TextDecoder().decode(certificates(2, { centreId: 'CID' }))
    const bad = `CID-X,CID,${DAY},${REF},x,,site\n`
    const { status, body } = await put(sheet('CID', 'certificates'), good + bad)
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 3, quarantined: [{ row: 4, reason: 'bad-dose' }], quarantinedRows: 1 })
    expect(body).toMatchObject({ counts: { certificates: 2 } })
  })

  it('takes bytes of any content type but forms and JSON, and tells what they are by themselves', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('token_no\r\n1\r\n2\r\n', 'utf16le')])
    const type = { 'content-type': 'application/octet-stream' }
    expect(await put(sheet('JUB'), bytes, type)).toMatchObject({ status: 201, body: { rows: 2 } })
  })

  it('honours If-Match with the tag of the centre-day, and answers 412 to any other', async () => {
    const first = await put(sheet('IFM'), register(1, { centreId: 'IFM' }), { 'if-match': '"1"' })
    expect(first.status).toBe(412)
    expect(await headOf('IFM')).toBeNull()
    await put(sheet('IFM'), register(1, { centreId: 'IFM' }))
    const tag = `"${(await headOf('IFM'))?.rev}"`
    const second = register(2, { centreId: 'IFM' })
    expect((await put(sheet('IFM'), second, { 'if-match': 'rev' })).status).toBe(412)
    expect((await put(sheet('IFM'), second, { 'if-match': tag })).status).toBe(201)
    expect((await put(sheet('IFM'), register(3, { centreId: 'IFM' }), { 'if-match': tag })).status).toBe(412)
  })
})

describe('a sheet that is refused', () => {
  const refusals: readonly (readonly [string, string | Uint8Array, readonly object[]])[] = [
    [
      'a photograph',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      [{ reason: 'is-picture' }],
    ],
    ['a PDF', '%PDF-1.7\n', [{ reason: 'is-pdf' }]],
    ['a sentence', 'Please find the register attached.\n', [{ reason: 'not-a-table' }]],
    ['nothing', '', [{ reason: 'empty-file' }]],
    ['blank lines', '\n\n  \n', [{ reason: 'empty-file' }]],
    ['a register without token numbers', `date,centre_id\n${DAY},N8\n`, [{ reason: 'missing-column' }]],
    ['a ragged row', `${HEADER}\n${DAY},N8,1,${REF},1,09:00,more\n`, [{ row: 2, reason: 'ragged-row' }]],
    [
      'an impossible date',
      `${HEADER}\n2021-02-30,N8,1,${REF},1,09:00\n`,
      [{ row: 2, column: 'date', value: '2021-02-30', reason: 'bad-date' }],
    ],
    [
      'another date than the URL’s',
      `${HEADER}\n2021-08-27,N8,1,${REF},1,09:00\n`,
      [{ row: 2, column: 'date', reason: 'other-date' }],
    ],
    [
      'another centre than the URL’s',
      `${HEADER}\n${DAY},DKMM,1,${REF},1,09:00\n`,
      [{ row: 2, column: 'centre_id', value: 'DKMM', reason: 'other-centre' }],
    ],
    [
      'a negative count',
      `date,centre_id,tokens_issued\n${DAY},N8,-5\n`,
      [{ row: 2, column: 'tokens_issued', value: '-5', reason: 'negative-number' }],
    ],
    [
      'a count that is no number',
      `date,centre_id,tokens_issued\n${DAY},N8,many\n`,
      [{ row: 2, column: 'tokens_issued', value: 'many', reason: 'not-a-number' }],
    ],
    [
      'a reference id that a spreadsheet rounded',
      `${HEADER}\n${DAY},N8,1,4.13718E+13,1,09:00\n`,
      [{ row: 2, column: 'beneficiary_ref', reason: 'ref-in-scientific-notation' }],
    ],
    [
      'several faults, all of which it lists',
      `${HEADER}\n2021-02-30,N8,1,${REF},1,09:00\n${DAY},DKMM,2,${REF},x,25:00\n${DAY},N8,,${REF},1,09:00\n`,
      [
        { row: 2, reason: 'bad-date' },
        { row: 3, column: 'centre_id' },
        { row: 3, column: 'dose' },
        { row: 3, column: 'issued_at' },
        { row: 4, column: 'token_no' },
      ],
    ],
  ]

  it.each(refusals)(
    'answers 422 to %s; the version before stays and the bytes are kept',
    async (_, body, faults) => {
      if (!(await headOf('N8'))) await put(sheet('N8'), register(3, { centreId: 'N8' }))
      const before = [await headOf('N8'), await api.system().deps.store.ledger('N8')]
      const refused = await put(sheet('N8'), body)
      expect(refused.status).toBe(422)
      expect(refused.body).toMatchObject({ type: 'urn:milaan:problem:sheet-refused', faults })
      for (const { message } of (refused.body as { faults: { message: string }[] }).faults) {
        expect(message).toMatch(/^[A-Z].{10,}\.$/)
      }
      expect([await headOf('N8'), await api.system().deps.store.ledger('N8')]).toEqual(before)
      const kept = await readFile(join(api.data(), 'evidence', `raw/sheets/N8/${DAY}/tokens/${sha256(body)}`))
      expect(kept.equals(Buffer.from(body))).toBe(true)
    },
  )

  it('shows of a reference id no more than its end', async () => {
    const { text } = await put(sheet('N8'), `${HEADER}\n${DAY},N8,1,${REF}999,1,09:00\n`)
    expect(text).not.toContain(REF)
  })

  it.each(['tokens', 'stock'])(
    'answers 422 to %s for a day that has not come, with rows or without',
    async (leg) => {
      const tomorrow = '2021-08-29'
      const rows = { tokens: 'token_no\n1\n', stock: 'vials_opened\n1\n' }[leg]!
      for (const body of leg === 'tokens' ? [rows, 'token_no\n'] : [rows]) {
        const { status, body: problem } = await put(sheet('REP', leg, tomorrow), body)
        expect(status).toBe(422)
        expect(problem).toMatchObject({ faults: [{ column: 'date', reason: 'future-date' }] })
      }
      expect(await headOf('REP', tomorrow)).toBeNull()
    },
  )

  it.each(['tokens', 'stock', 'bookings'])(
    'answers 422 to %s of a centre that the district does not know',
    async (leg) => {
      const rows = {
        tokens: 'token_no\n1\n',
        stock: 'vials_opened\n1\n',
        bookings: `date,centre_id,beneficiary_ref\n${DAY},NOWHERE,${REF}\n`,
      }[leg]!
      for (const body of leg === 'tokens' ? [rows, 'token_no\n'] : [rows]) {
        const { status, body: problem } = await put(sheet('NOWHERE', leg), body)
        expect(status).toBe(422)
        expect(problem).toMatchObject({ faults: [{ reason: 'unknown-centre' }] })
      }
      expect(await headOf('NOWHERE')).toBeNull()
    },
  )

  it.each(['multipart/form-data; boundary=x', 'application/json', 'Application/JSON; charset=utf-8'])(
    'answers 415 to %s',
    async (type) => {
      const refused = await put(sheet('REP'), register(1, { centreId: 'REP' }), { 'content-type': type })
      expect(refused.status).toBe(415)
      expect(await headOf('REP')).toBeNull()
    },
  )

  it('answers 413 past 4 MiB, and takes what is just below', async () => {
    const over = Buffer.alloc(4 * 1024 * 1024 + 1, 'x')
    const refused = await put(sheet('REP'), over)
    expect(refused).toMatchObject({ status: 413, body: { type: 'urn:milaan:problem:too-large' } })
    expect((await put(sheet('REP'), over.subarray(1))).status).toBe(422)
    expect(await headOf('REP')).toBeNull()
  })
})
