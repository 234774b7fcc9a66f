/** The columns of CONTRACT section 2, and what people call them. */

const DATE = ['date', 'session date', 'date of session', 'vaccination date', 'दिनांक', 'तारीख', 'तिथि']

const ALIASES = {
  date: DATE,
  centre_id: [
    ...[
      'centre',
      'center',
      'centre id',
      'center id',
      'site id',
      'facility code',
      'centre code',
      'center code',
      'centre no',
      'center no',
    ],
    ...['केंद्र', 'केन्द्र', 'केंद्र आईडी', 'केन्द्र आईडी', 'केंद्र क्रमांक', 'केंद्र आयडी', 'केंद्र क्र'],
  ],
  token_no: [
    ...[
      'token',
      'token no',
      'token number',
      'टोकन',
      'टोकन नंबर',
      'टोकन संख्या',
      'टोकन क्रमांक',
      'टोकन नं',
      'टोकन क्र',
    ],
  ],
  beneficiary_ref: [
    ...[
      'ref id',
      'reference id',
      'beneficiary id',
      'beneficiary ref',
      'beneficiary ref id',
      'reference no',
      'ref no',
    ],
    ...['beneficiary reference id', 'लाभार्थी आईडी', 'संदर्भ आईडी', 'लाभार्थी संदर्भ आईडी'],
    ...['लाभार्थी आयडी', 'संदर्भ क्रमांक', 'लाभार्थी संदर्भ क्रमांक'],
  ],
  dose: ['dose', 'dose no', 'dose number', 'खुराक', 'डोज़', 'डोस', 'मात्रा'],
  vaccine: ['vaccine', 'vaccine name', 'टीका', 'वैक्सीन', 'लस', 'लसीचे नाव'],
  issued_at: [
    'time',
    'token time',
    'issued at',
    'issue time',
    'certificate time',
    'issuance date',
    'समय',
    'वेळ',
  ],
  outcome: ['outcome', 'status', 'result', 'स्थिति', 'परिणाम', 'स्थिती', 'निकाल'],
  vaccinator: ['vaccinator', 'vaccinator name', 'vaccinated by', 'टीकाकर्मी', 'लसटोचक'],
  tokens_issued: ['tokens issued', 'total tokens', 'जारी टोकन', 'कुल टोकन', 'दिलेले टोकन', 'एकूण टोकन'],
  deferred: ['deferred', 'tokens deferred', 'स्थगित'],
  left: ['left', 'tokens left', 'left without vaccination', 'चला गया', 'चले गए', 'निघून गेले'],
  certificate_id: [
    ...['certificate', 'certificate id', 'certificate no', 'certificate number'],
    ...['प्रमाणपत्र संख्या', 'प्रमाणपत्र आईडी', 'प्रमाणपत्र क्रमांक'],
  ],
  vaccinated_on: [
    ...['vaccinated on', 'date of vaccination', ...DATE],
    ...['टीकाकरण दिनांक', 'टीकाकरण तिथि', 'लसीकरण दिनांक', 'लसीकरण तारीख'],
  ],
  batch: ['batch', 'batch no', 'batch number', 'lot', 'lot no', 'बैच', 'बैच नंबर', 'बॅच', 'बॅच क्रमांक'],
  issued_by: ['issued by', 'issuer', 'account', 'user', 'user id', 'operator', 'जारीकर्ता', 'देणारा'],
  status: ['status', 'स्थिति', 'स्थिती'],
  slot: ['slot', 'slot time', 'time slot', 'स्लॉट'],
  vials_opened: ['vials opened', 'opened vials', 'vials', 'vials used', 'खोली गई शीशियां', 'उघडलेल्या कुप्या'],
  doses_per_vial: ['doses per vial', 'doses vial', 'vial size', 'प्रति शीशी खुराक', 'प्रति कुपी डोस'],
  doses_wasted: ['doses wasted', 'wasted', 'wasted doses', 'wastage', 'व्यर्थ खुराक', 'वाया गेलेले डोस'],
  name: [
    'name',
    'centre name',
    'center name',
    'site name',
    'facility name',
    'केंद्र का नाम',
    'केंद्राचे नाव',
    'नाम',
    'नाव',
  ],
  block: ['block', 'taluka', 'tehsil', 'ward', 'ब्लॉक', 'तहसील', 'तालुका'],
  opens: ['opens', 'opens at', 'opening time', 'open time', 'खुलने का समय', 'उघडण्याची वेळ'],
  closes: ['closes', 'closes at', 'closing time', 'close time', 'बंद होने का समय', 'बंद होण्याची वेळ'],
  // The registry DIVOC's own names of what its certificate file has; no other kind of file has these columns.
  preEnrollmentCode: ['pre enrolment code'],
  vaccinationDate: [],
  vaccinationDose: [],
  facilityName: [],
  vaccinationName: [],
  vaccinationBatch: [],
  previousCertificateId: [],
  errors: [],
  suspended_at: ['suspended at', 'suspended on', 'suspended since', 'निलंबन समय', 'निलंबन वेळ'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Column = keyof typeof ALIASES
/** Canonical names. */
export const COLUMN_NAMES = Object.keys(ALIASES) as [Column, ...Column[]]
/** `divoc` is a file of certificates too, as the registry of that name writes it. */
export type FileKind = 'tokens' | 'certificates' | 'divoc' | 'bookings' | 'stock' | 'centres'

/** Feeds add to what is known row by row; sheets are accepted whole or refused whole. */
export function isFeed(kind: FileKind): boolean {
  return kind === 'certificates' || kind === 'divoc' || kind === 'bookings'
}

/** Further names of columns, as a district's admin writes them. */
export type Aliases = Readonly<Partial<Record<Column, readonly string[]>>>

/** The columns that a kind of file may have; a name that two of them share would be ambiguous. */
export const COLUMNS: Readonly<Record<FileKind, readonly Column[]>> = {
  tokens: [
    ...(['date', 'centre_id', 'token_no', 'beneficiary_ref', 'dose', 'vaccine', 'issued_at'] as const),
    ...(['outcome', 'vaccinator', 'tokens_issued', 'deferred', 'left'] as const),
  ],
  certificates: [
    ...(['certificate_id', 'centre_id', 'vaccinated_on', 'beneficiary_ref', 'dose', 'vaccine'] as const),
    ...(['batch', 'issued_at', 'issued_by', 'status'] as const),
  ],
  divoc: [
    ...(['preEnrollmentCode', 'vaccinationDate', 'vaccinationDose', 'facilityName'] as const),
    ...(['vaccinationName', 'vaccinationBatch', 'certificate_id', 'previousCertificateId'] as const),
    ...(['issued_at', 'status', 'errors'] as const),
  ],
  bookings: ['date', 'centre_id', 'beneficiary_ref', 'dose', 'slot', 'status'],
  stock: ['date', 'centre_id', 'vials_opened', 'vaccine', 'batch', 'doses_per_vial', 'doses_wasted'],
  centres: ['centre_id', 'name', 'block', 'opens', 'closes', 'status', 'suspended_at'],
}

/** Every name of a column, its canonical one first. */
export function namesOf(column: Column, extra: Aliases = {}): readonly string[] {
  return [column, ...ALIASES[column], ...(extra[column] ?? [])]
}
