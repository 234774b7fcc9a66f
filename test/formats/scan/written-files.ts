import fc from 'fast-check'
import type { ScannedKind } from '../../../lib/formats/scan/layout.ts'

/** Files as a registry's or a centre's program writes them, and the mess that gets into such files. */

const REPEATED = { withCrossShrink: true } as const
const two = (n: number): string => String(n).padStart(2, '0')
const nat = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max })
const time = fc.tuple(nat(23), nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`)
const seconds = fc.tuple(time, nat(59)).map(([minute, second]) => `${minute}:${two(second)}`)
const day = nat(4).map((n) => `2021-08-${two(26 + n)}`)
const ref = nat(99_999_999).map((n) => `413718${String(n).padStart(8, '0')}`)
const unusualRef = fc
  .integer({ min: 10, max: 16 })
  .chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)))
const few = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof(REPEATED, { weight: 300, arbitrary: usual }, { weight: 1, arbitrary: rare })

const moment = fc
  .tuple(
    day,
    fc.constantFrom('T', ' '),
    fc.oneof(time, seconds),
    fc.constantFrom('+05:30', 'Z', '', '+00:00', '-03:00'),
  )
  .map((parts) => parts.join(''))

/** What stands in a column, and now and then something that only the ordinary reader may judge. */
const CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: few(
    day,
    fc.constantFrom('28/08/2021', '2021-02-30', '2021-8-1', '2031-08-01', '2021-08-28T10:00:00Z', ''),
  ),
  centre_id: few(
    fc.constantFrom('DKMM', 'N8', 'CIDCO', 'PHC 12', 'Sub Centre 4', 'Grand Road'),
    fc.constantFrom('D  KMM', '#N/A', '=X', "'N8", 'Total', '1E+05', 'N8 ', 'x'.repeat(101), '-', 'TOTAL55'),
  ),
  token_no: few(
    fc.oneof(nat(200).map(String), fc.constantFrom('A12', '007', 'T-9', '0000000012', 'Token 5', 'A 12')),
    fc.constantFrom('', 'signed by the officer', 'Total', '1234567890123', '12345E+2', '५', '+5', 'total 5'),
  ),
  ref: few(
    fc.oneof(ref, ref, ref, fc.constant(''), unusualRef),
    fc.constantFrom(
      '4137180000',
      '4.13718E+13',
      '41371800000055 ',
      "'41371800000055",
      '413718000',
      '41371800000055123',
      'x',
    ),
  ),
  dose: few(
    fc.constantFrom('1', '2', '2', ''),
    fc.constantFrom('0', '3', 'Dose 2', 'First', '1.0', '99', '100', 'x'),
  ),
  vaccine: few(
    fc.constantFrom('COVISHIELD', 'COVAXIN', 'Sputnik V', ''),
    fc.constantFrom(' x', 'x ', 'y'.repeat(201), '+z'),
  ),
  batch: few(
    fc.constantFrom('4121Z045', 'AB 12', '', '37-F'),
    fc.constantFrom('1E+12', 'A  B', '#REF!', '12E+5'),
  ),
  bare: few(
    fc.oneof(time, seconds, fc.constant('')),
    fc.constantFrom('8:05', '08:05 PM', '24:00', '09:60', '9.30', 'x'),
  ),
  moment: few(
    moment,
    fc.constantFrom('2021-02-30T10:00:00Z', '10:00', '2021-08-28T10:00:00.5Z', '28/08/2021 10:00', 'x'),
  ),
  outcome: few(
    fc.constantFrom('vaccinated', 'vaccinated', '', 'deferred', 'left', 'Done', 'LEFT'),
    fc.constantFrom('gone', ' left', 'sub-total'),
  ),
  issued_by: few(
    fc.constantFrom('op-1', 'op-2', 'amc-admin', 'S', ''),
    fc.constantFrom('a+b', '2E+11', 'a  b'),
  ),
  status: few(
    fc.constantFrom('issued', 'issued', 'revoked', '', 'Cancelled'),
    fc.constantFrom('lost', 'Total'),
  ),
  blank: few(fc.constant(''), fc.constantFrom('1', 'yes', '0', 'no', 'x')),
  free: fc.oneof(
    fc.constantFrom('Ram Kumar', 'S. Patil', 'Tot', 'subhash', '', 'A-12/4', 'Grandmother', '9876543210'),
    fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replace(/[",;\t]/g, '').trim()),
  ),
}

interface Written {
  readonly names: readonly string[]
  readonly cells: keyof typeof CELLS
  readonly isRequired?: true
}

const COLUMNS: Readonly<Record<ScannedKind, readonly Written[]>> = {
  tokens: [
    { names: ['date', 'Session Date'], cells: 'date', isRequired: true },
    { names: ['centre_id', 'Site ID'], cells: 'centre_id', isRequired: true },
    { names: ['token_no', 'Token'], cells: 'token_no', isRequired: true },
    { names: ['beneficiary_ref', 'Ref ID'], cells: 'ref' },
    { names: ['dose'], cells: 'dose' },
    { names: ['vaccine'], cells: 'vaccine' },
    { names: ['issued_at', 'Time'], cells: 'bare' },
    { names: ['outcome', 'Status'], cells: 'outcome' },
    { names: ['vaccinator'], cells: 'free' },
    { names: ['remarks', 'mobile no'], cells: 'free' },
    { names: ['tokens_issued'], cells: 'blank' },
    { names: ['deferred'], cells: 'blank' },
    { names: ['left'], cells: 'blank' },
  ],
  certificates: [
    { names: ['certificate_id', 'Certificate No'], cells: 'id', isRequired: true },
    { names: ['centre_id', 'Centre'], cells: 'centre_id', isRequired: true },
    { names: ['vaccinated_on', 'date'], cells: 'date', isRequired: true },
    { names: ['beneficiary_ref'], cells: 'ref' },
    { names: ['dose', 'Dose No'], cells: 'dose' },
    { names: ['vaccine'], cells: 'vaccine' },
    { names: ['batch', 'Lot'], cells: 'batch' },
    { names: ['issued_at'], cells: 'moment' },
    { names: ['issued_by'], cells: 'issued_by' },
    { names: ['status'], cells: 'status' },
    { names: ['remarks'], cells: 'free' },
  ],
}

const id = few(
  nat(999_999_999).map((n) => `C${String(n).padStart(9, '0')}`),
  fc.constantFrom(
    '',
    'C 1',
    'Total',
    'totals',
    'x'.repeat(120),
    'C+1',
    '#C',
    "'C1",
    'C1 ',
    'Toto',
    '9E+12',
    'C  2',
  ),
)

/** The text of a file of that kind; more rows than the ordinary reader looks at to find the header. */
export function fileText(kind: ScannedKind): fc.Arbitrary<string> {
  return fc
    .tuple(fc.shuffledSubarray([...COLUMNS[kind]], { minLength: 5 }), fc.constantFrom(',', ';', '\t', ','))
    .chain(([some, separator]) => {
      const columns = [...new Set([...some, ...COLUMNS[kind].filter(({ isRequired }) => isRequired)])]
      const header = fc.tuple(...columns.map(({ names }) => fc.constantFrom(...names)))
      const row = fc.tuple(...columns.map(({ cells }) => (cells === 'id' ? id : CELLS[cells]!)))
      const lineEnd = fc.constantFrom('\n', '\n', '\r\n')
      const rows = fc.array(row, { minLength: 45, maxLength: 60, size: 'max' })
      return fc.tuple(header, rows, lineEnd, fc.boolean()).map(([names, lines, end, isEnded]) =>
        [names, ...lines]
          .map((cells) => cells.join(separator))
          .join(end)
          .concat(isEnded ? end : ''),
      )
    })
}

const ODD_BYTES = [...Buffer.from('\0\t\n\r "\'+,-./019:;=#@ETZetz\x7f', 'latin1'), 0x80, 0xe0, 0xff]

/** A change somewhere in a file: bytes put in, taken out or put in the place of others. */
export interface Mutation {
  readonly at: number
  readonly removed: number
  readonly put: readonly number[]
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: nat(2),
  put: fc.array(fc.constantFrom(...ODD_BYTES), { maxLength: 2 }),
})

export function mutated(text: string, mutations: readonly Mutation[]): Uint8Array {
  let bytes = [...Buffer.from(text, 'utf8')]
  for (const { at, removed, put } of mutations) {
    bytes = bytes.toSpliced(Math.floor(at * bytes.length), removed, ...put)
  }
  return Uint8Array.from(bytes)
}
