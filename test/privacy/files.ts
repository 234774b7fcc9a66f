import { writeXlsx } from 'hucre/xlsx'
import type { Leg } from '../../lib/domain/rows.ts'
import { AADHAAR, ADDRESSES, NAMES, PHONES, PHOTO_IDS, REFS } from './people.ts'

/** Files as tired people write them: everything about a person stands where it should not, too. */

export type Kind = Leg | 'centres'
export const KINDS: readonly Kind[] = ['tokens', 'certificates', 'bookings', 'stock', 'centres']

export interface PersonalFile {
  readonly kind: Kind
  /** What is odd about it. */
  readonly what: string
  readonly bytes: Uint8Array
}

interface Form {
  readonly header: readonly string[]
  /** A row that is fine, of person `n`. */
  row(n: number): readonly string[]
  /** Columns that must hold a date, a time, a number or one of some words. */
  readonly strict: readonly string[]
}

const DAY = '2021-08-28'
const FORMS: Readonly<Record<Kind, Form>> = {
  tokens: {
    header: [
      'date',
      'centre_id',
      'token_no',
      'beneficiary_ref',
      'dose',
      'issued_at',
      'outcome',
      'vaccinator',
    ],
    row: (n) => [DAY, 'DKMM', String(n + 1), REFS[n]!, '1', '10:05', 'vaccinated', NAMES[3]!],
    strict: ['date', 'beneficiary_ref', 'dose', 'issued_at', 'outcome'],
  },
  certificates: {
    header: [
      ...['certificate_id', 'centre_id', 'vaccinated_on', 'beneficiary_ref'],
      ...['dose', 'issued_at', 'issued_by', 'status'],
    ],
    row: (n) => [`C${n}`, 'DKMM', DAY, REFS[n]!, '1', `${DAY}T12:05:00+05:30`, 'amc-admin', 'issued'],
    strict: ['vaccinated_on', 'beneficiary_ref', 'dose', 'issued_at', 'status'],
  },
  bookings: {
    header: ['date', 'centre_id', 'beneficiary_ref', 'dose', 'slot'],
    row: (n) => [DAY, 'DKMM', REFS[n]!, '1', '09:00'],
    strict: ['date', 'beneficiary_ref', 'dose'],
  },
  stock: {
    header: ['date', 'centre_id', 'vials_opened', 'doses_per_vial', 'doses_wasted', 'batch'],
    row: (n) => [DAY, 'DKMM', '6', '10', '0', `B${n}`],
    strict: ['date', 'vials_opened', 'doses_per_vial', 'doses_wasted'],
  },
  centres: {
    header: ['centre_id', 'name', 'opens', 'closes', 'status'],
    row: (n) => [n === 0 ? 'DKMM' : `N${n}`, `Centre ${n}`, '09:00', '17:00', 'active'],
    strict: ['opens', 'closes', 'status'],
  },
}

const EXTRA = ['name', 'mobile', 'address', 'aadhaar', 'photo id', `contact ${PHONES[1]}`, `id ${AADHAAR[1]}`]
const extra = (n: number): readonly string[] => [
  ...[NAMES[n]!, PHONES[n]!, ADDRESSES[n % 2]!, AADHAAR[n]!, PHOTO_IDS[n]!, PHONES[n + 1]!, AADHAAR[n + 1]!],
]
const TITLES = [
  [`Register of ${NAMES[3]}, ${PHONES[2]}`],
  [`Aadhaar of the officer: ${AADHAAR[2]}, ${ADDRESSES[1]}`],
]
const PERSONAL = [...NAMES, ...PHONES, ...AADHAAR, ...ADDRESSES, ...PHOTO_IDS]

/** The odd files of a kind, those that are taken and those that are refused. */
export async function personalFiles(kind: Kind): Promise<readonly PersonalFile[]> {
  const { header, row } = FORMS[kind]
  // The third person's certificate has no token: a finding, with its messages.
  const people = kind === 'tokens' ? [0, 1] : [0, 1, 2]
  const rows = people.map((n) => [...row(n), ...extra(n)])
  const told: Readonly<Record<string, readonly (readonly string[])[]>> = {
    'columns that nobody reads, titles': [...TITLES, [...header, ...EXTRA], ...rows],
    'every strict column filled with something personal': [[...header, ...EXTRA], ...wrongRows(kind)],
    'one cell too many in a row': [[...header], [...row(0), NAMES[0]!, PHONES[0]!]],
    'no header': rows,
    'a header without required columns': [
      ['dose', 'status', ...EXTRA],
      ['1', 'issued', ...extra(0)],
    ],
    'personal numbers in the header': [[...header.slice(1), ...AADHAAR, ...PHONES], row(0)],
  }
  const files = Object.entries(told).map(([what, table]) => ({ kind, what, bytes: csv(table) }))
  const broken = Buffer.concat([
    csv([[...header, ...EXTRA], ...rows]),
    Buffer.from(`"${NAMES[0]},${REFS[0]}\n`),
  ])
  const latin = Buffer.concat([csv([header]), Buffer.from([0xe9]), csv([[NAMES[0]!, PHONES[0]!]])])
  const workbooks = Object.entries(told).slice(0, IN_WORKBOOKS)
  return [
    ...files,
    ...(await Promise.all(
      workbooks.map(async ([what, table]) => ({
        kind,
        what: `${what}, in a workbook`,
        bytes: await xlsx(table),
      })),
    )),
    { kind, what: 'a quotation mark that is never closed', bytes: broken },
    { kind, what: 'characters that cannot be read', bytes: latin },
    { kind, what: 'no table', bytes: Buffer.from(`Dear ${NAMES[0]}, call ${PHONES[0]}.\n`) },
  ]
}

/** The first of them, which have most rows. */
const IN_WORKBOOKS = 2

/** One row for each strict column and each personal thing in it. */
function wrongRows(kind: Kind): readonly (readonly string[])[] {
  const { header, row, strict } = FORMS[kind]
  // A reference id of 10 to 16 digits is one, whoever's number it is.
  const isTaken = (column: string, value: string): boolean =>
    column === 'beneficiary_ref' && !/[^\d\u0966-\u096f]/.test(value)
  return strict.flatMap((column) =>
    PERSONAL.filter((value) => !isTaken(column, value)).map((value) => {
      const cells = [...row(1)]
      cells[header.indexOf(column)] = value
      return [...cells, ...extra(1)]
    }),
  )
}

function csv(table: readonly (readonly string[])[]): Buffer {
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return Buffer.from(table.map((cells) => `${cells.map(quoted).join(',')}\n`).join(''))
}

function xlsx(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Register', rows: table.map((cells) => [...cells]) }] })
}
