import type { Column } from './columns.ts'
import type { Language } from './language.ts'

/** Columns that only a machine writes are called by their own names. */
type Labels = Readonly<Partial<Record<Column, string>>>

const ENGLISH: Labels = {
  date: 'Date',
  centre_id: 'Centre ID',
  token_no: 'Token No',
  beneficiary_ref: 'Beneficiary Ref ID',
  dose: 'Dose',
  vaccine: 'Vaccine',
  issued_at: 'Time',
  outcome: 'Outcome',
  vaccinator: 'Vaccinator',
  tokens_issued: 'Tokens Issued',
  deferred: 'Deferred',
  left: 'Left',
  certificate_id: 'Certificate ID',
  vaccinated_on: 'Vaccinated On',
  batch: 'Batch No',
  issued_by: 'Issued By',
  status: 'Status',
  slot: 'Slot',
  vials_opened: 'Vials Opened',
  doses_per_vial: 'Doses Per Vial',
  doses_wasted: 'Doses Wasted',
  name: 'Centre Name',
  block: 'Block',
  opens: 'Opens',
  closes: 'Closes',
  suspended_at: 'Suspended At',
}

const HINDI: Labels = {
  date: 'दिनांक',
  centre_id: 'केंद्र आईडी',
  token_no: 'टोकन नंबर',
  beneficiary_ref: 'लाभार्थी संदर्भ आईडी',
  dose: 'खुराक',
  vaccine: 'टीका',
  issued_at: 'समय',
  outcome: 'स्थिति',
  vaccinator: 'टीकाकर्मी',
  tokens_issued: 'जारी टोकन',
  deferred: 'स्थगित',
  left: 'चले गए',
  certificate_id: 'प्रमाणपत्र संख्या',
  vaccinated_on: 'टीकाकरण दिनांक',
  batch: 'बैच नंबर',
  issued_by: 'जारीकर्ता',
  status: 'स्थिति',
  slot: 'स्लॉट',
  vials_opened: 'खोली गई शीशियां',
  doses_per_vial: 'प्रति शीशी खुराक',
  doses_wasted: 'व्यर्थ खुराक',
  name: 'केंद्र का नाम',
  block: 'ब्लॉक',
  opens: 'खुलने का समय',
  closes: 'बंद होने का समय',
  suspended_at: 'निलंबन समय',
}

const MARATHI: Labels = {
  date: 'दिनांक',
  centre_id: 'केंद्र क्रमांक',
  token_no: 'टोकन क्रमांक',
  beneficiary_ref: 'लाभार्थी संदर्भ क्रमांक',
  dose: 'डोस',
  vaccine: 'लस',
  issued_at: 'वेळ',
  outcome: 'स्थिती',
  vaccinator: 'लसटोचक',
  tokens_issued: 'दिलेले टोकन',
  deferred: 'स्थगित',
  left: 'निघून गेले',
  certificate_id: 'प्रमाणपत्र क्रमांक',
  vaccinated_on: 'लसीकरण दिनांक',
  batch: 'बॅच क्रमांक',
  issued_by: 'देणारा',
  status: 'स्थिती',
  slot: 'स्लॉट',
  vials_opened: 'उघडलेल्या कुप्या',
  doses_per_vial: 'प्रति कुपी डोस',
  doses_wasted: 'वाया गेलेले डोस',
  name: 'केंद्राचे नाव',
  block: 'तालुका',
  opens: 'उघडण्याची वेळ',
  closes: 'बंद होण्याची वेळ',
  suspended_at: 'निलंबन वेळ',
}

const LABELS: Readonly<Record<Language, Labels>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }

/** What a header says in a language: one of the names by which the column is read. */
export function labelOf(column: Column, language: Language): string {
  return LABELS[language][column] ?? column
}
