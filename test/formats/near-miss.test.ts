import { describe, expect, it } from 'vitest'
import { fold } from '../../lib/formats/characters.ts'
import { COLUMNS, type FileKind } from '../../lib/formats/columns.ts'
import { columnNames } from '../../lib/formats/headers.ts'
import { editDistance, nearMiss } from '../../lib/formats/near-miss.ts'

const KINDS = Object.keys(COLUMNS) as FileKind[]
const nearIn = (kind: FileKind, written: string) => nearMiss(written, COLUMNS[kind])?.name ?? null

describe('a header that is nearly a name', () => {
  it.each([
    ['benificiary ref', 'beneficiary ref'],
    ['Benificary Refrence ID', 'beneficiary reference id'],
    ['benificiaryRefId', 'beneficiary ref id'],
    ['tokn', 'token'],
    ['Tokn Number', 'token number'],
    ['tokenumber', 'token number'],
    ['Token Nos', 'token no'],
    ['dat', 'date'],
    ['Date:', 'date'],
    ['Does', 'dose'],
    ['vacine', 'vaccine'],
    ['Outcom', 'outcome'],
    ['Tme', 'time'],
    ['लाभारथी आईडी', 'लाभार्थी आईडी'],
    ['टोकण क्रमांक', 'टोकन क्रमांक'],
    ['दिनाक', 'दिनांक'],
    ['केद्र', 'केंद्र'],
    ['तिथी', 'तिथि'],
    ['वैक्सिन', 'वैक्सीन'],
  ])('%s of a register is taken for a slip of %s', (written, name) => {
    expect(nearIn('tokens', written)).toBe(name)
  })

  it.each([
    ['certificates', 'certifcate no', 'certificate no'],
    ['certificates', 'vaccnated on', 'vaccinated on'],
    ['stock', 'dose wasted', 'doses wasted'],
    ['stock', 'vials opend', 'vials opened'],
    ['centres', 'centre nmae', 'centre name'],
    ['bookings', 'slott', 'slot'],
  ] as const)('in a file of %s: %s of %s', (kind, written, name) => {
    expect(nearIn(kind, written)).toBe(name)
  })

  it('is told by its words, run together or not', () => {
    expect(nearIn('certificates', 'vaccinationDose')).toBeNull()
    expect(nearIn('certificates', 'vaccinatonDate')).toBe('vaccination date')
  })

  it('may be a name that the district has for the column', () => {
    expect(nearMiss('Chit Numbr', COLUMNS.tokens, { token_no: ['Chit Number'] })).toEqual({
      name: 'Chit Number',
      column: 'token_no',
    })
    expect(nearIn('tokens', 'Chit Numbr')).toBeNull()
  })
})

// What else stands in the registers of centres, in the order in which such columns are met.
const OTHERS = [
  ...['sr no', 'S.No.', 'serial number', 'gate', 'doses', 'token type', 'vaccinator id', 'notes', 'remarks'],
  ...['mobile', 'mobile no', 'phone number', 'beneficiary name', 'full name', 'father name', 'vaccinee name'],
  ...[
    'address',
    'age',
    'gender',
    'sex',
    'dob',
    'date of birth',
    'year of birth',
    'photo id',
    'photo id type',
  ],
  ...['aadhaar no', 'id proof', 'village', 'city', 'pin code', 'district', 'state', 'category', 'age group'],
  ...['vaccinated', 'vaccination', 'verifier', 'verified by', 'signature', 'thumb impression', 'counter no'],
  ...[
    'room no',
    'session id',
    'aefi',
    'next dose due',
    'comorbidity',
    'occupation',
    'department',
    'referred',
  ],
  ...['vials received', 'vials wasted', 'doses used', 'doses received', 'opening balance', 'closing balance'],
  ...['expiry date', 'manufacturer', 'batch id', 'dose date', 'dose type', 'session site', 'site', 'ref no'],
  ...['certificate url', 'slot date', 'slot type', 'vaccination centre', 'vaccine type', 'centre no'],
  ...['क्र सं', 'क्रमांक', 'नाम', 'लाभार्थी', 'लाभार्थी का नाम', 'पिता का नाम', 'पति का नाम', 'मोबाइल'],
  ...['मोबाइल नंबर', 'फ़ोन नंबर', 'पता', 'आयु', 'उम्र', 'लिंग', 'जन्म तिथि', 'जन्म वर्ष', 'आधार', 'आधार नंबर'],
  ...['पहचान पत्र', 'फोटो आईडी', 'गांव', 'ग्राम पंचायत', 'वार्ड', 'शहर', 'जिला', 'राज्य', 'पिन कोड', 'श्रेणी'],
  ...['वर्ग', 'टिप्पणी', 'अभ्युक्ति', 'हस्ताक्षर', 'सत्यापनकर्ता', 'सत्र', 'काउंटर', 'कमरा नंबर', 'व्यवसाय'],
  ...['बीमारी', 'अगली खुराक', 'टीके का प्रकार', 'विभाग', 'संख्या'],
  ...['अ.क्र.', 'अनुक्रमांक', 'नाव', 'संपूर्ण नाव', 'लाभार्थीचे नाव', 'वडिलांचे नाव', 'पतीचे नाव', 'भ्रमणध्वनी'],
  ...['मोबाईल क्रमांक', 'दूरध्वनी', 'पत्ता', 'वय', 'वयोगट', 'जन्मतारीख', 'जन्म वर्ष', 'आधार क्रमांक', 'ओळखपत्र'],
  ...['फोटो ओळखपत्र', 'गाव', 'प्रभाग', 'जिल्हा', 'राज्य', 'पिनकोड', 'प्रवर्ग', 'शेरा', 'टीप', 'सही', 'स्वाक्षरी'],
  ...['अंगठा', 'पडताळणी', 'सत्र क्रमांक', 'खोली क्रमांक', 'खिडकी', 'व्यवसाय', 'आजार', 'पुढील डोस', 'लस प्रकार'],
  ...['विभाग', 'घेणारा', 'संख्या', 'परिमाण'],
]

describe.each(KINDS)('in a file of %s', (kind) => {
  it('what registers have besides is taken for no slip', () => {
    const known = columnNames(kind)
    const unknown = OTHERS.filter((written) => !known.has(fold(written)))
    const near = unknown.map((written) => [written, nearIn(kind, written)])
    expect(near.filter(([, name]) => name !== null)).toEqual([])
  })
})

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ac', 1],
    ['kitten', 'sitting', 3],
    ['does', 'dose', 1],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })
})
