import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificateRow, TokenRow } from '../../../lib/domain/rows.ts'
import { parseCertificates, parseTokens } from '../../../lib/formats/parse.ts'
import { accepted, IST, render } from '../sheet-files.ts'
import { dayCell, digitsCell, doseCell, fileOf, refCell, timeCell, workbookOf } from './generated-files.ts'
import { certificateLine, tokenLines } from './lines.ts'

const RUNS = { numRuns: 300 }
const MINUTE = 60_000

const at = (date: string, minutes: number | null): number | null =>
  minutes === null ? null : Date.parse(`${date}T00:00:00+05:30`) + minutes * MINUTE
const centres = fc.constantFrom('DKMM', 'N8', 'CIDCO')

type Token = TokenRow & { readonly centreId: string; readonly date: string }
const OUTCOMES = [
  ...([
    ['vaccinated', ''],
    ['vaccinated', 'Done'],
    ['vaccinated', 'लसीकरण झाले'],
    ['deferred', 'स्थगित'],
  ] as const),
  ...([
    ['left', 'चला गया'],
    ['left', 'निघून गेले'],
    ['deferred', 'Deferred'],
  ] as const),
] as const

const tokens = fileOf<Token>(
  (number) =>
    fc
      .tuple(
        dayCell,
        centres,
        digitsCell(String(number)),
        refCell,
        doseCell,
        timeCell,
        fc.constantFrom(...OUTCOMES),
      )
      .map(([day, centreId, tokenNo, ref, [dose, doseText], time, [outcome, outcomeText]]) => ({
        truth: {
          ...{ centreId, date: day.truth, tokenNo: String(number), ref: ref.truth, dose, outcome },
          ...{ vaccine: 'COVISHIELD', issuedAt: at(day.truth, time.minutes) },
        },
        cells: {
          ...day.cells,
          centre_id: { text: centreId },
          token_no: tokenNo,
          beneficiary_ref: ref.cell,
          dose: { text: doseText },
          vaccine: { text: 'COVISHIELD' },
          issued_at: { text: time.text },
          outcome: { text: outcomeText },
        },
      })),
  {
    required: ['date', 'centre_id', 'token_no'],
    optional: ['beneficiary_ref', 'dose', 'vaccine', 'issued_at', 'outcome'],
    blank: (truth, column) => ({ ...truth, ...BLANK_TOKEN[column as keyof typeof BLANK_TOKEN] }),
  },
)

const BLANK_TOKEN = {
  beneficiary_ref: { ref: '' },
  dose: { dose: null },
  vaccine: { vaccine: '' },
  issued_at: { issuedAt: null },
  outcome: { outcome: 'vaccinated' },
} as const

const certificates = fileOf<CertificateRow>(
  (number) =>
    fc
      .tuple(dayCell, centres, refCell, doseCell, timeCell, fc.constantFrom('issued', 'revoked'))
      .map(([day, centreId, ref, [dose, doseText], time, status]) => ({
        truth: {
          ...{
            certificateId: `C-${number}`,
            centreId,
            date: day.truth,
            ref: ref.truth,
            dose,
            vaccine: '',
            batch: '',
          },
          ...{
            issuedAt: at(day.truth, time.minutes),
            issuedBy: 'login 7',
            status: status as 'issued',
            received: 0,
          },
        },
        cells: {
          certificate_id: { text: `C-${number}` },
          centre_id: { text: centreId },
          vaccinated_on: day.cells.date!,
          beneficiary_ref: ref.cell,
          dose: { text: doseText },
          issued_at: { text: time.text },
          issued_by: { text: 'login 7' },
          status: { text: status },
        },
      })),
  {
    required: ['certificate_id', 'centre_id', 'vaccinated_on'],
    optional: ['beneficiary_ref', 'dose', 'issued_at', 'issued_by', 'status'],
    blank: (truth, column) => ({ ...truth, ...BLANK_CERTIFICATE[column as keyof typeof BLANK_CERTIFICATE] }),
  },
)

const BLANK_CERTIFICATE = {
  beneficiary_ref: { ref: '' },
  dose: { dose: null },
  issued_at: { issuedAt: null },
  issued_by: { issuedBy: '' },
  status: { status: 'issued' },
} as const

describe('a table, whatever the order and names of its columns, its separators, encoding, titles and totals', () => {
  it('gives the same register from CSV and from a workbook, and that is what it says', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, fc.boolean(), async ({ truths, totals, csv, table }, asNumbers) => {
        const said = truths.map(({ centreId, date, ...row }) =>
          tokenLines({ sheets: [{ centreId, date, sheet: { kind: 'register', rows: [row] } }] }).join(),
        )
        for (const bytes of [csv, await workbookOf(table, asNumbers)]) {
          const read = accepted(await parseTokens(bytes, IST))
          expect([...tokenLines(read)].sort()).toEqual([...said].sort())
          expect(read.warnings.map(({ reason }) => reason)).toEqual(Array(totals).fill('total-row'))
        }
      }),
      RUNS,
    )
  })

  it('gives the same feed from CSV and from a workbook, and that is what it says', async () => {
    await fc.assert(
      fc.asyncProperty(certificates, fc.boolean(), async ({ truths, totals, csv, table }, asNumbers) => {
        for (const bytes of [csv, await workbookOf(table, asNumbers)]) {
          const read = accepted(await parseCertificates(bytes, IST))
          expect(read.quarantined).toEqual([])
          expect(read.rows.map(certificateLine)).toEqual(truths.map(certificateLine))
          expect(read.warnings.map(({ reason }) => reason)).toEqual(Array(totals).fill('total-row'))
        }
      }),
      RUNS,
    )
  })
})

describe('a feed without mess', () => {
  const HEADER = ['certificate_id', 'centre_id', 'vaccinated_on', 'vaccine', 'beneficiary_ref', 'issued_by']
  const text = fc
    .string({ unit: fc.constantFrom(...'ab,;"\n é२x'), maxLength: 8 })
    // Blanks at its ends are trimmed, and an apostrophe; nothing else of a cell is.
    .map((written) => `x${written}x`)
  const row = fc.tuple(
    fc.nat({ max: 999 }),
    text,
    fc.integer({ min: 10_000_000, max: 99_999_999 }),
    fc.nat(9),
  )
  const rows = fc
    .array(row, { minLength: 1, maxLength: 60 })
    .map((list) =>
      list.map(([id, vaccine, ref, user]) => [
        `C${id}`,
        'DKMM',
        '2021-08-28',
        vaccine,
        `413718${ref}`,
        `u${user}`,
      ]),
    )
  const shape = fc.record({
    separator: fc.constantFrom(',', ';'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    quoteAll: fc.boolean(),
  })

  it('gives the rows that csv-parse itself finds, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(rows, shape, fc.integer({ min: 1, max: 5000 }), async (cells, written, size) => {
        const bytes = render([HEADER, ...cells], written)
        const [, ...records]: string[][] = parse(bytes, { delimiter: written.separator })
        const read = accepted(await parseCertificates(inPieces(bytes, size), IST))
        expect(
          read.rows.map((found) => [
            ...[found.certificateId, found.centreId, found.date, found.vaccine, found.ref, found.issuedBy],
          ]),
        ).toEqual(records)
        expect(read.quarantined).toEqual([])
      }),
      RUNS,
    )
  })
})

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
