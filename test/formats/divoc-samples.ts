/** Records as the DIVOC registry writes them, after its schemas and templates; the people are made up. */

export const PEOPLE = ['Asha Kulkarni', '9812345670', '2342343334', '14 Station Road', 'Ravi Deshmukh']

export interface Sample {
  readonly code?: unknown
  readonly id?: unknown
  readonly date?: unknown
  readonly dose?: unknown
  readonly facility?: unknown
}

const ADDRESS = { addressLine1: '14 Station Road', district: 'Pune', state: 'Maharashtra', pincode: '411001' }

/** A request for a certificate. */
export function request({ code = 'SA-123', date = TRUE_TIME, dose = 1, facility = 'City PHC' }: Sample = {}) {
  return {
    preEnrollmentCode: code,
    recipient: {
      name: 'Asha Kulkarni',
      identity: 'did:in.gov.uidai.aadhaar:2342343334',
      contact: ['tel:9812345670'],
      address: ADDRESS,
    },
    vaccination: { name: 'CoVax', batch: 'MB3428BX', manufacturer: 'COVPharma', date, dose, totalDoses: 2 },
    vaccinator: { name: 'Ravi Deshmukh' },
    facility: { name: facility, address: ADDRESS },
  }
}

export const TRUE_TIME = '2020-12-02T19:21:18.646Z'
export const ISSUED_AT = '2021-01-05T17:43:33.711Z'

/** A verifiable credential. */
export function credential({
  code = 'SA-123',
  id = '525128495',
  date = TRUE_TIME,
  dose = 1,
  facility = 'City PHC',
}: Sample = {}) {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'https://example.org/credentials/vaccination/v2'],
    type: ['VerifiableCredential', 'ProofOfVaccinationCredential'],
    credentialSubject: {
      type: 'Person',
      id: 'did:in.gov.uidai.aadhaar:2342343334',
      refId: code,
      name: 'Asha Kulkarni',
      address: { streetAddress: '14 Station Road', district: 'Pune' },
    },
    issuer: 'https://example.org/',
    issuanceDate: ISSUED_AT,
    evidence: [
      {
        id: `https://example.org/vaccine/${id}`,
        certificateId: id,
        type: ['Vaccination'],
        ...{
          batch: '41202025',
          vaccine: 'Covishield',
          manufacturer: 'astrazeneca',
          date,
          dose,
          totalDoses: 2,
        },
        verifier: { name: 'Ravi Deshmukh' },
        facility: { name: facility, address: { streetAddress: '14 Station Road' } },
      },
    ],
    nonTransferable: 'true',
    proof: { type: 'RsaSignature2018', created: '2021-01-05T17:43:33Z', jws: 'eyJhbGci..OpXTz' },
  }
}

/** What the registry keeps: the credential as text, among what it knows of the person. */
export function record(sample: Sample = {}, more: object = {}) {
  const { code = 'SA-123', id = '525128495' } = sample
  return {
    name: 'Asha Kulkarni',
    contact: ['tel:9812345670'],
    mobile: '9812345670',
    preEnrollmentCode: code,
    certificateId: id,
    certificate: JSON.stringify(credential(sample)),
    programId: 'VCC001',
    meta: { certificateType: 'certifyV3' },
    osCreatedAt: '2021-01-05T17:43:34.366Z',
    ...more,
  }
}

/** The text in chunks of a size. */
export async function* inChunks(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
