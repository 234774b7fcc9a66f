import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../lib/domain/rows.ts'
import {
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
} from '../../lib/formats/parse.ts'
import {
  accepted,
  DKMM,
  encode,
  faultsOf,
  file,
  IST,
  REF,
  reasonsOf,
  render,
  type Shape,
} from './sheet-files.ts'

const PARSERS = { parseTokens, parseCertificates, parseBookings, parseStock, parseCentres }
const MINUTE = 60_000

const shape: fc.Arbitrary<Shape> = fc.record({
  separator: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
  quoteAll: fc.boolean(),
  endsWithLineEnd: fc.boolean(),
})

const word = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 ,;"\t\n/-लसटक'), maxLength: 12 })
  .map((text) => text.trim().normalize('NFC'))
const name = fc.stringMatching(/^[A-Z]{1,4}-?[0-9]{1,4}$/)
const ref = fc.oneof(fc.constant(''), fc.stringMatching(/^[1-9][0-9]{13}$/))
const dose = fc.constantFrom(null, 1, 2, 3)
const minutes = fc.option(fc.integer({ min: 0, max: 1439 }))
const midnight = Date.parse('2021-08-28T00:00:00+05:30')

const written = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const time = (instant: number | null): string =>
  instant === null ? '' : written((instant - midnight) / MINUTE)

const tokens: fc.Arbitrary<readonly TokenRow[]> = fc.uniqueArray(
  fc.record({
    tokenNo: name,
    ref,
    dose,
    vaccine: word,
    issuedAt: minutes.map((minute) => (minute === null ? null : midnight + minute * MINUTE)),
    outcome: fc.constantFrom('vaccinated', 'deferred', 'left'),
  }),
  { selector: ({ tokenNo }) => tokenNo, minLength: 1, maxLength: 15 },
)

const certificates: fc.Arbitrary<readonly CertificateRow[]> = fc.array(
  fc.record({
    certificateId: name,
    centreId: name,
    date: fc.constantFrom('2021-08-28', '2021-08-29'),
    ref,
    dose,
    vaccine: word,
    batch: name,
    issuedAt: minutes.map((minute) => (minute === null ? null : midnight + minute * MINUTE)),
    issuedBy: name,
    status: fc.constantFrom('issued', 'revoked'),
    received: fc.constant(0),
  }),
  { minLength: 1, maxLength: 15 },
)

describe('rows written as a file', () => {
  it('of tokens come back the same under any separator, line end, encoding and quoting', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, shape, async (rows, as) => {
        const header = ['Token No', 'REF_ID', 'dose', 'Vaccine name', 'वेळ', 'Outcome', 'Mobile']
        const cells = rows.map((row) => [
          ...[row.tokenNo, row.ref, String(row.dose ?? ''), row.vaccine, time(row.issuedAt), row.outcome],
          '9876543210',
        ])
        const parsed = accepted(await parseTokens(render([header, ...cells], as), DKMM))
        const [{ sheet } = { sheet: null }] = parsed.sheets
        const byNumber = (a: TokenRow, b: TokenRow) => (a.tokenNo < b.tokenNo ? -1 : 1)
        expect(sheet?.kind === 'register' && [...sheet.rows].sort(byNumber)).toEqual([...rows].sort(byNumber))
        expect(parsed.ignoredColumns).toEqual(['Mobile'])
      }),
    )
  })

  it('of certificates come back the same, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(certificates, shape, async (rows, as) => {
        const header =
          'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status'
        const cells = rows.map((row) => [
          ...[
            row.certificateId,
            row.centreId,
            row.date,
            row.ref,
            String(row.dose ?? ''),
            row.vaccine,
            row.batch,
          ],
          row.issuedAt === null ? '' : new Date(row.issuedAt).toISOString(),
          ...[row.issuedBy, row.status],
        ])
        const parsed = accepted(await parseCertificates(render([header.split(','), ...cells], as), IST))
        expect(parsed.rows).toEqual(rows)
        expect(parsed.quarantined).toEqual([])
      }),
    )
  })
})

describe.each(Object.entries(PARSERS))('%s', (_, parser) => {
  it.each([
    ['nothing', new Uint8Array(), 'empty-file'],
    ['blank lines', Buffer.from('\n \n'), 'empty-file'],
    ['prose', Buffer.from('Please find attached.\nRegards\n'), 'not-a-table'],
    ['a damaged workbook', Buffer.from('PK\x03\x04......[Content_Types].xml'), 'damaged-workbook'],
    ['a picture', Buffer.from('GIF89a\x01'), 'is-picture'],
    ['bytes', Uint8Array.from([0x80, 0x81, 0x0a]), 'not-text'],
    ['a table of something else', Buffer.from('apples,pears\n1,2\n'), 'missing-column'],
  ])('refuses %s', async (_name, bytes, reason) => {
    expect(faultsOf(await parser(bytes, IST))[0]?.reason).toBe(reason)
  })

  it('refuses, and does not throw, whatever the bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ maxLength: 200 }).map((text) => encode(text, 'utf-8')),
      fc
        .string({ unit: fc.constantFrom(...'",;\n\t 01date'), maxLength: 80 })
        .map((text) => encode(text, 'utf-16le')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const faults = faultsOf(await parser(content, IST))
        expect(faults.length).toBeGreaterThan(0)
        for (const fault of faults) expect(fault.message).toMatch(/[.]$/)
      }),
    )
  })
})

describe('a table with many faults', () => {
  it('lists a thousand of them and says how many more there are', async () => {
    const faults = faultsOf(
      await parseTokens(file('token_no,dose', ...Array<string>(1500).fill('1,zero')), DKMM),
    )
    expect(faults).toHaveLength(1001)
    expect(faults.at(-1)).toMatchObject({ row: null, reason: 'more-faults' })
    expect(faults.at(-1)?.message).toContain('500 more')
  })

  it('is limited to 32 MiB, but for a feed of certificates, which has no limit', async () => {
    const mebibytes = (count: number) => new Uint8Array(count * 1024 * 1024 + 1)
    const reasonOf = (result: Parameters<typeof faultsOf>[0]) => faultsOf(result)[0]?.reason
    expect(reasonOf(await parseTokens(mebibytes(32), IST))).toBe('too-large')
    expect(reasonOf(await parseBookings(mebibytes(32), IST))).toBe('too-large')
    expect(reasonOf(await parseCertificates(mebibytes(32), IST))).toBe('not-text')
  })

  it('is limited by the size that the context allows', async () => {
    expect(reasonsOf(await parseTokens(file('token_no', '1'), { ...DKMM, maxBytes: 5 }))).toEqual([
      [null, null, 'too-large'],
    ])
  })
})

describe("a citizen's data", () => {
  const PRIVATE = ['Ramesh Patil', 'Sunita More', '9876543210', '123456789012', 'Nurse Kale']
  const header = 'date,centre_id,token_no,ref id,dose,outcome,vaccinator,Name,Mobile,Aadhaar'
  const person = 'Nurse Kale,Ramesh Patil,9876543210,123456789012'
  const absent = (result: unknown) => {
    const text = JSON.stringify(result)
    for (const secret of PRIVATE) expect(text).not.toContain(secret)
  }

  it('does not come out of an accepted register', async () => {
    const result = await parseTokens(
      file('Register of Sunita More', header, `2021-08-28,DKMM,1,${REF},1,,${person}`),
      IST,
    )
    expect(accepted(result).ignoredColumns).toEqual(['Name', 'Mobile', 'Aadhaar'])
    absent(result)
  })

  it('does not come out of a refusal', async () => {
    const result = await parseTokens(
      file(
        header,
        `2021-08-28,DKMM,1,${REF}999,9876543210,123456789012,${person}`,
        `9876543210,DKMM,1,${REF},1,,${person}`,
        `2021-08-28,DKMM,${person}`,
        `2021-08-28,DKMM,2,Ramesh Patil,,,${person}`,
      ),
      IST,
    )
    expect(reasonsOf(result).map(([row]) => row)).toEqual([2, 2, 2, 3, 4, 5])
    absent(result)
    expect(JSON.stringify(result)).not.toContain(REF)
    expect(faultsOf(result)[0]).toMatchObject({ column: 'beneficiary_ref', value: '…5999' })
  })

  it('does not come out of a file whose quotes are broken', async () => {
    absent(await parseTokens(file(header, `2021-08-28,DKMM,1,${REF},1,,${person}"x`), IST))
  })

  it('does not come out of a file without a header', async () => {
    absent(await parseTokens(file(`2021-08-28,DKMM,1,${REF},1,,${person}`), IST))
  })

  it('does not come out of a quarantined row', async () => {
    const columns = 'certificate_id,centre_id,vaccinated_on,ref id,issued_at,name,mobile'
    const rows = [`C1,DKMM,Ramesh Patil,${REF},9876543210,Ramesh Patil,9876543210`]
    const result = await parseCertificates(file(columns, ...rows), IST)
    expect(accepted(result).quarantined).toEqual([{ file: '', row: 2, reason: 'bad-date' }])
    absent(result)
    expect(JSON.stringify(result)).not.toContain(REF)
  })
})
