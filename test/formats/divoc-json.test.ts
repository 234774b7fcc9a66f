import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificatesOf } from '../../lib/formats/certificates.ts'
import type { ParseContext } from '../../lib/formats/context.ts'
import { divocRecordReader } from '../../lib/formats/divoc/record.ts'
import { credential, ISSUED_AT, inChunks, PEOPLE, record, request, type Sample } from './divoc-samples.ts'

const CONTEXT: ParseContext = { timeZone: 'Asia/Kolkata', facilities: new Map([['cityphc', 'PHC1']]) }
const LOCAL: ParseContext = { ...CONTEXT, zMeans: 'local' }
const read = (value: unknown, context = CONTEXT) =>
  divocRecordReader(context)(JSON.parse(JSON.stringify(value)), 1)
const CERTIFICATE = {
  certificateId: '525128495',
  centreId: 'PHC1',
  date: '2020-12-03',
  ref: 'SA-123',
  dose: 1,
  vaccine: 'Covishield',
  batch: '41202025',
  issuedAt: Date.parse(ISSUED_AT),
  issuedBy: '',
  status: 'issued',
  received: 0,
}

describe('a record of the registry', () => {
  it('is read as a verifiable credential', () => {
    expect(read(credential())).toEqual({ rows: [CERTIFICATE] })
  })

  it('is read as what the registry keeps, its credential as text or as an object', () => {
    expect(read(record())).toEqual({ rows: [CERTIFICATE] })
    expect(read(record({}, { certificate: credential() }))).toEqual({ rows: [CERTIFICATE] })
  })

  it('is read as a request, which gets an id', () => {
    const certificateId = 'SA-123:1:2020-12-03:City PHC'
    const vaccine = { vaccine: 'CoVax', batch: 'MB3428BX' }
    expect(read(request())).toEqual({
      rows: [{ ...CERTIFICATE, certificateId, ...vaccine, issuedAt: null }],
    })
  })

  it('has both of its times on the district’s clocks where Z is a mislabelled local time', () => {
    const issuedAt = Date.parse(ISSUED_AT.replace('Z', '+05:30'))
    expect(read(credential(), LOCAL)).toEqual({ rows: [{ ...CERTIFICATE, date: '2020-12-02', issuedAt }] })
  })

  it.each([
    [{ date: '2020-12-02' }, { date: '2020-12-02' }],
    [{ date: '20201202' }, { date: '2020-12-02' }],
    [{ date: '2020-12-02T13:10' }, { date: '2020-12-02' }],
    [{ date: '2020-12-02T20:00:00.123456789+01:00' }, { date: '2020-12-03' }],
    [{ dose: '2' }, { dose: 2 }],
    [{ dose: '' }, { dose: null }],
    [{ dose: null }, { dose: null }],
    [{ code: 12346 }, { ref: '12346' }],
    [{ code: '20201202' }, { ref: '20201202' }],
    [{ id: 525128495 }, { certificateId: '525128495' }],
    [{ id: '' }, { certificateId: 'SA-123:1:2020-12-03:City PHC' }],
    [{ facility: 'Rural Hospital' }, { centreId: 'Rural Hospital' }],
  ])('with %j is %j', (sample, certificate) => {
    expect(read(credential(sample))).toMatchObject({ rows: [certificate] })
  })

  it.each([
    [{ code: '' }, 'missing-value', 'preEnrollmentCode'],
    [{ code: 'SA 1' }, 'bad-ref', 'preEnrollmentCode'],
    [{ code: 2 ** 53 }, 'not-text', 'preEnrollmentCode'],
    [{ code: ['SA-1'] }, 'not-text', 'preEnrollmentCode'],
    [{ date: '' }, 'missing-value', 'vaccinationDate'],
    [{ date: '2020-02-30' }, 'bad-date', 'vaccinationDate'],
    [{ date: 1606930000000 }, 'bad-date', 'vaccinationDate'],
    [{ dose: 1.5 }, 'bad-dose', 'vaccinationDose'],
    [{ dose: true }, 'not-text', 'vaccinationDose'],
    [{ facility: '' }, 'missing-value', 'facilityName'],
    [{ facility: 'A\ud800' }, 'bad-id', 'facilityName'],
    [{ facility: { name: 'City PHC' } }, 'not-text', 'facilityName'],
    [{ id: 'x'.repeat(101) }, 'bad-id', 'certificate_id'],
  ])('with %j is set aside: %s', (sample, reason, column) => {
    expect(read(credential(sample))).toEqual({ reason, column })
  })

  it.each([
    null,
    1,
    'SA-123',
    [],
    { certificate: 'not JSON' },
    { certificate: '[]' },
    { evidence: [] },
    { evidence: [1] },
  ])('is none: %j', (value) => {
    expect(read(value)).toEqual({ reason: 'bad-json', column: null })
  })

  it('takes nothing from what only looks inherited', () => {
    const hostile = JSON.parse(`{ "__proto__": ${JSON.stringify(credential())} }`)
    expect(divocRecordReader(CONTEXT)(hostile, 1)).toMatchObject({ reason: 'missing-value' })
    expect(Object.hasOwn(Object.prototype, 'evidence')).toBe(false)
  })

  it('of several vaccinations is as many certificates, and none if one of them is bad', () => {
    const { evidence, ...rest } = credential()
    const second = { ...evidence[0]!, certificateId: '2', dose: 2 }
    expect(read({ ...rest, evidence: [...evidence, second] })).toMatchObject({
      rows: [{ certificateId: '525128495' }, { certificateId: '2', dose: 2 }],
    })
    const nameless = [1, 2].map((dose) => ({ ...evidence[0]!, certificateId: '', dose }))
    expect(read(record({}, { certificate: { ...rest, evidence: nameless } }))).toMatchObject({
      rows: [1, 2].map((dose) => ({ certificateId: `SA-123:${dose}:2020-12-03:City PHC` })),
    })
    expect(read({ ...rest, evidence: [...evidence, { ...second, date: '' }] })).toMatchObject({
      reason: 'missing-value',
    })
  })

  it('of another centre or day than the file was sent for is told', () => {
    expect(read(request(), { ...CONTEXT, centreId: 'PHC2' })).toMatchObject({ reason: 'other-centre' })
    expect(read(request(), { ...CONTEXT, date: '2020-12-02' })).toMatchObject({ reason: 'other-date' })
  })
})

describe('a revoked certificate', () => {
  it.each([{ status: 'revoked' }, { status: 'Cancelled' }, { revoked: true }, { revoked: 'true' }])(
    'is told by %j, of the record or of the credential',
    (told) => {
      const revoked = { rows: [{ certificateId: '525128495', status: 'revoked' }] }
      expect(read(record({}, told))).toMatchObject(revoked)
      expect(read({ ...credential(), ...told })).toMatchObject(revoked)
    },
  )

  it('is one that the registry has corrected by another', () => {
    const correction = record({ id: '576939268' }, { meta: { previousCertificateId: '525128495' } })
    expect(read(correction)).toEqual({
      rows: [
        { ...CERTIFICATE, certificateId: '576939268' },
        { ...CERTIFICATE, issuedAt: null, status: 'revoked' },
      ],
    })
  })

  it('is not guessed of a status that nobody knows', () => {
    expect(read(record({}, { status: 'pending' }))).toEqual({ reason: 'bad-status', column: 'status' })
  })
})

describe('a file of JSON', () => {
  const samples = fc.array(
    fc.record({
      code: fc.stringMatching(/^[A-Z]{2}-\d{1,3}$/),
      id: fc.stringMatching(/^\d{9}$/),
      dose: fc.constantFrom<unknown>(1, 2, 'none'),
      facility: fc.constantFrom('City PHC', 'ग्रामीण रुग्णालय', 'A "quoted" \\ [name]', ''),
    }),
    { minLength: 1, maxLength: 12 },
  )
  const forms: readonly ((values: readonly unknown[]) => string)[] = [
    (values) => JSON.stringify(values),
    (values) => values.map((value) => JSON.stringify(value)).join('\n'),
    (values) => JSON.stringify({ certificates: values }, null, 2),
    (values) => JSON.stringify({ id: 'x', params: {}, result: { VaccinationCertificate: values }, n: [1] }),
  ]
  const kinds: readonly ((sample: Sample) => unknown)[] = [credential, record, request]

  it('gives the same certificates in any form, any order and any chunks', async () => {
    const property = fc.asyncProperty(
      samples,
      fc.constantFrom(...kinds),
      fc.constantFrom(...forms),
      fc.integer({ min: 1, max: 700 }),
      async (list, kind, form, size) => {
        const values = list.map(kind)
        const whole = await certificatesOf(Buffer.from(JSON.stringify(values)), CONTEXT)
        const pieces = await certificatesOf(inChunks(form([...values].reverse()), size), CONTEXT)
        expect(told(pieces)).toEqual(told(whole))
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  const told = (parsed: Awaited<ReturnType<typeof certificatesOf>>) => {
    if (!parsed.ok) return parsed.refusal
    const { rows, quarantined } = parsed.value
    const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).sort()
    return [sorted(rows), sorted(quarantined.map(({ reason }) => reason))]
  }

  it('gives away nobody, in what it says or sets aside', async () => {
    const bad = [request({ date: 'never' }), record({ code: 'x y' }), credential({ dose: 'both' })]
    const parsed = await certificatesOf(
      Buffer.from(JSON.stringify([credential(), record(), request(), ...bad])),
      CONTEXT,
    )
    expect(parsed).toMatchObject({
      ok: true,
      value: { rows: { length: 3 }, quarantined: [{ row: 4 }, { row: 5 }, { row: 6 }] },
    })
    for (const word of PEOPLE) expect(JSON.stringify(parsed)).not.toContain(word)
  })
})
