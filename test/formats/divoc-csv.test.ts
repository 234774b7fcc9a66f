import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParseContext } from '../../lib/formats/context.ts'
import { parseCertificates } from '../../lib/formats/parse.ts'
import type { Result } from '../../lib/runtime/result.ts'

const CONTEXT: ParseContext = { timeZone: 'Asia/Kolkata', file: 'divoc.csv' }
const HEADER =
  'preEnrollmentCode,recipientName,recipientMobileNumber,vaccinationBatch,vaccinationDate,vaccinationDose,vaccinationName,facilityName,errors'

interface Row {
  readonly code?: string
  readonly date?: string
  readonly dose?: string
  readonly facility?: string
  readonly errors?: string
}

const line = ({ code = 'SA-1', date = '2020-12-02', dose = '1', facility = 'City PHC', errors = '' }: Row) =>
  `${code},Asha Kulkarni,9812345670,B7,${date},${dose},CoVax,"${facility}",${errors}`

function accepted<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function read(rows: readonly (Row | string)[], more: Partial<ParseContext> = {}) {
  const lines = rows.map((row) => (typeof row === 'string' ? row : line(row)))
  const parsed = await parseCertificates(Buffer.from([HEADER, ...lines].join('\n')), { ...CONTEXT, ...more })
  return accepted(parsed)
}

const one = async (row: Row, more: Partial<ParseContext> = {}) => {
  const { rows, quarantined } = await read([row], more)
  return rows[0] ?? quarantined[0]?.reason
}

describe("the registry's own sample", () => {
  const sample = new URL('files/divoc-certificates.csv', import.meta.url)

  it.each([
    ['the truth', 'utc', '2020-12-03'],
    ['a mislabelled local time', 'local', '2020-12-02'],
  ] as const)('is read on its day where Z is %s', async (_, zMeans, date) => {
    const { rows, quarantined } = accepted(
      await parseCertificates(await readFile(sample), { ...CONTEXT, zMeans }),
    )
    expect(quarantined).toEqual([])
    expect(rows).toEqual(
      ['SA-123', 'SA-124'].map((ref) => ({
        certificateId: `${ref}:1:${date}:ABC Medical Center`,
        centreId: 'ABC Medical Center',
        ...{ date, ref, dose: 1, vaccine: 'CoVax', batch: '', issuedAt: null, issuedBy: '' },
        ...{ status: 'issued', received: 0 },
      })),
    )
  })

  it('and our own file of certificates mean the same by a Z', async () => {
    const own =
      'certificate_id,centre_id,vaccinated_on,issued_at\nC1,A,2020-12-02T19:21:18Z,2020-12-02T19:21:18z'
    const [row] = accepted(await parseCertificates(Buffer.from(own), { ...CONTEXT, zMeans: 'local' })).rows
    expect(row).toMatchObject({ date: '2020-12-02', issuedAt: Date.parse('2020-12-02T19:21:18+05:30') })
  })

  it('gives away nobody', async () => {
    const read = JSON.stringify(accepted(await parseCertificates(await readFile(sample), CONTEXT)).rows)
    for (const word of ['Bhavya', 'Madhav', '9234567899', '2342343334', 'Sooraj', 'Koramangala', '1994'])
      expect(read).not.toContain(word)
  })
})

describe('a facility', () => {
  const facilities = new Map([['cityphc', 'PHC1']])

  it.each(['City PHC', ' city  phc ', 'CITY-PHC', 'City\nPHC'])(
    'is the centre that the district mapped to it, written %j',
    async (facility) => {
      expect(await one({ facility }, { facilities })).toMatchObject({ centreId: 'PHC1' })
    },
  )

  it('that is not mapped stands under its own name', async () => {
    expect(await one({ facility: '  Rural  Hospital\u00a02 ' }, { facilities })).toMatchObject({
      centreId: 'Rural Hospital 2',
    })
  })

  it('is called by what a path can carry, and may be mapped by either name', async () => {
    const facility = 'Ward 3/4 50% camp'
    const centreId = 'Ward 3-4 50- camp'
    expect(await one({ facility })).toMatchObject({ centreId })
    for (const name of ['ward3/450%camp', 'ward3450camp'])
      expect(await one({ facility }, { facilities: new Map([[name, 'W3']]) })).toMatchObject({
        centreId: 'W3',
      })
  })

  it('with an endless name gets a centre id of 100 characters, another for another name', async () => {
    const long = `${'उपजिल्हा रुग्णालय '.repeat(9)}😀😀`
    const [a, b] = (await read([{ facility: `${long}1` }, { facility: `${long}2` }])).rows
    for (const id of [a!.centreId, b!.centreId, a!.certificateId, b!.certificateId])
      expect(id.length).toBeLessThanOrEqual(100)
    expect(a!.centreId).toMatch(/^उपजिल्हा रुग्णालय .* [0-9a-f]{16}$/u)
    expect(a!.centreId).not.toBe(b!.centreId)
    expect(a!.certificateId).not.toBe(b!.certificateId)
  })

  it.each(['.', '..', 'A\u202eB', 'A\u0007B'])('cannot be called %j', async (facility) => {
    expect(await one({ facility })).toBe('bad-id')
  })

  it('of another centre than the one the file was sent for refuses the file', async () => {
    const file = Buffer.from([HEADER, line({})].join('\n'))
    const refused = await parseCertificates(file, { ...CONTEXT, centreId: 'PHC1' })
    expect(refused).toMatchObject({ ok: false, refusal: { faults: [{ reason: 'other-centre' }] } })
    expect(await one({}, { facilities, centreId: 'PHC1' })).toMatchObject({ centreId: 'PHC1' })
  })
})

describe('a row', () => {
  it.each([
    [{ date: '2020-12-02T19:21:18.646Z' }, { date: '2020-12-03' }],
    [{ date: '2020-12-02T19:21:18.646z' }, { date: '2020-12-03' }],
    [{ date: '2020-12-02T23:59:59+05:30' }, { date: '2020-12-02' }],
    [{ date: '2020-12-02T23:59' }, { date: '2020-12-02' }],
    [{ date: '02-12-2020' }, { date: '2020-12-02' }],
    [{ dose: '1.0' }, { dose: 1 }],
    [{ dose: '२' }, { dose: 2 }],
    [{ dose: '' }, { dose: null, certificateId: 'SA-1:-:2020-12-02:City PHC' }],
    [{ code: '41371800000055' }, { ref: '41371800000055' }],
    [{ code: 'aB-९' }, { ref: 'aB-9' }],
  ])('with %j is %j', async (row, certificate) => {
    expect(await one(row)).toMatchObject(certificate)
  })

  it.each([
    [{ code: '' }, 'missing-value'],
    [{ code: 'SA 123' }, 'bad-ref'],
    [{ code: 'SA/123' }, 'bad-ref'],
    [{ code: 'S'.repeat(51) }, 'bad-ref'],
    [{ code: '4.13718E+13' }, 'ref-in-scientific-notation'],
    [{ date: '' }, 'missing-value'],
    [{ date: '12/31/2020' }, 'bad-date'],
    [{ dose: 'both' }, 'bad-dose'],
    [{ dose: '1.5' }, 'bad-dose'],
    [{ facility: '' }, 'missing-value'],
    [{ facility: ' \u200b' }, 'missing-value'],
    [{ facility: 'City \ufffd' }, 'not-text'],
  ])('with %j is set aside: %s', async (row, reason) => {
    expect(await one(row)).toBe(reason)
  })

  it('that the registry reports as failed is no certificate, is set aside and counted', async () => {
    const { rows, quarantined } = await read([{ errors: 'Missing Fields : recipientName' }, { code: 'SA-2' }])
    expect(rows.map(({ ref }) => ref)).toEqual(['SA-2'])
    expect(quarantined).toEqual([{ file: 'divoc.csv', row: 2, reason: 'not-issued' }])
  })
})

describe('an id that is made', () => {
  const id = async (row: Row) => (await read([row])).rows[0]!.certificateId

  it('tells codes, doses, dates and facilities apart', async () => {
    const rows: readonly Row[] = [
      {},
      { code: 'SA' },
      { dose: '2' },
      { date: '2020-12-03' },
      { facility: 'City-PHC' },
      { facility: 'CityPHC' },
    ]
    expect(new Set(await Promise.all(rows.map(id))).size).toBe(rows.length)
  })

  it('stays the same when the district maps the facility', async () => {
    const mapped = await one({}, { facilities: new Map([['cityphc', 'PHC1']]) })
    expect(mapped).toMatchObject({ certificateId: await id({}) })
  })

  it('cannot be forged by a facility that is called like a digest', async () => {
    const long = 'x'.repeat(150)
    const digest = (await id({ facility: long })).split(':').at(-1)!
    expect(await id({ facility: digest })).not.toBe(await id({ facility: long }))
  })
})

describe('a file', () => {
  const rowArbitrary = fc.record({
    code: fc.stringMatching(/^[A-Z]{2}-\d{1,2}$/),
    date: fc.constantFrom('2020-12-02', '2020-12-02T19:21:18.646Z', 'never'),
    dose: fc.constantFrom('1', '2'),
    facility: fc.constantFrom('City PHC', 'City-PHC', 'x'.repeat(120)),
  })

  it('gives the same certificates in any order of its rows, repeated ones among them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowArbitrary, { minLength: 1, maxLength: 20 }), async (rows) => {
        const sorted = async (order: readonly Row[]) =>
          (await read(order)).rows.map((row) => JSON.stringify(row)).sort()
        expect(await sorted([...rows, ...rows].reverse())).toEqual(await sorted([...rows, ...rows]))
      }),
      { numRuns: 40 },
    )
  })

  it.each(['preEnrollmentCode', 'vaccinationDate', 'vaccinationDose', 'facilityName'])(
    'without %s is refused, and says so',
    async (column) => {
      const file = Buffer.from(`${HEADER.replace(column, 'x')}\n${line({})}`)
      const refused = await parseCertificates(file, CONTEXT)
      expect(refused).toMatchObject({ ok: false })
      const faults = refused.ok ? [] : refused.refusal.faults
      expect(faults).toContainEqual(expect.objectContaining({ reason: 'missing-column', column }))
    },
  )

  it('that gives ids of its own keeps them, and what it corrects is revoked', async () => {
    const header = `${HEADER},certificateId,previousCertificateId,issuanceDate`
    const file = `${header}\n${line({})},77,,2020-12-02T12:00:00Z\n${line({})},78,77,2020-12-04`
    const { rows } = accepted(await parseCertificates(Buffer.from(file), CONTEXT))
    expect(rows).toMatchObject([
      { certificateId: '77', status: 'issued', issuedAt: Date.parse('2020-12-02T12:00:00Z') },
      { certificateId: '78', status: 'issued', issuedAt: null },
      { certificateId: '77', status: 'revoked', ref: 'SA-1' },
    ])
  })
})
