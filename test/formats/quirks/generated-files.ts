import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import type { CertificateRow, TokenRow } from '../../../lib/domain/rows.ts'
import { type Column, namesOf } from '../../../lib/formats/columns.ts'
import { type Encoding, render, type Shape } from '../sheet-files.ts'

/** Tables as anybody may write them, beside what they say. */

/** What one row says, and how each of its columns is written. */
export interface Written<T> {
  readonly truth: T
  readonly cells: Readonly<Partial<Record<Column, Cell>>>
}

/** Text, or a number in a workbook where that has one. */
export interface Cell {
  readonly text: string
  readonly number?: number
}

export interface GeneratedFile<T> {
  readonly truths: readonly T[]
  readonly totals: number
  readonly csv: Uint8Array
  readonly table: readonly (readonly Cell[])[]
}

const TITLES = ['Municipal Corporation', 'औरंगाबाद महानगरपालिका', 'Register for the month, DKMM']
const UNKNOWN = ['remarks', 'mobile no', 'शेरा', 'counter']
const NOTES = ['', 'a, b; c', 'says "no"', 'two\nlines', ' NBSP\u00a0', 'नोंद', "'quoted'"]
const TOTALS = ['Total', 'Grand Total', 'एकूण', 'कुल', 'TOTAL:']
const SERIAL_OF_DAY_ONE = 44_409
export const DAYS = ['2021-08-01', '2021-08-02', '2021-08-28'] as const

const devanagari = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)))
const two = (n: number): string => String(n).padStart(2, '0')

export const dayCell = fc
  .tuple(fc.constantFrom(...DAYS), fc.nat({ max: 5 }))
  .map(([day, form]): Written<string> => {
    const [year, month, date] = day.split('-')
    const forms = [day, `${date}-${month}-${year}`, `${date}/${month}/${year}`, `${date}.${month}.${year}`]
    const text = forms[form] ?? (form === 4 ? devanagari(forms[2]!) : `\u00a0${day} `)
    return { truth: day, cells: { date: { text, number: SERIAL_OF_DAY_ONE + Number(date) - 1 } } }
  })

/** Digits, in any of the ways in which they are written. */
export function digitsCell(digits: string): fc.Arbitrary<Cell> {
  const forms = [digits, devanagari(digits), `'${digits}`, ` ${digits}\u200b`]
  return fc.constantFrom(...forms).map((text) => ({ text, number: Number(digits) }))
}

export const refCell = fc
  .option(fc.integer({ min: 10_000_001, max: 99_999_999 }), { nil: null })
  .chain((end) => {
    const ref = end === null ? '' : `413718${end}`
    const cell = ref === '' ? fc.constant({ text: '' }) : digitsCell(ref)
    return cell.map((written) => ({ truth: ref, cell: written as Cell }))
  })

export const doseCell = fc.constantFrom<readonly [number | null, string]>(
  ...([
    [null, ''],
    [1, '1'],
    [2, 'Dose 2'],
    [1, 'पहिला डोस'],
    [2, '२'],
    [1, '1st'],
  ] as const),
)

export const timeCell = fc
  .option(fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 2 })), { nil: null })
  .map((time) => {
    if (time === null) return { minutes: null, text: '' }
    const [hour, minute, form] = time
    const half = `${two(hour % 12 || 12)}:${two(minute)} ${hour < 12 ? 'am' : 'PM'}`
    const text = [`${two(hour)}:${two(minute)}`, `${hour}:${two(minute)}:00`, half][form]!
    return { minutes: 60 * hour + minute, text }
  })

/** A file of rows of these columns; those that are not required may be left out, and then say nothing. */
export function fileOf<T extends TokenRow | CertificateRow>(
  row: (number: number) => fc.Arbitrary<Written<T>>,
  {
    required,
    optional,
    blank,
  }: {
    readonly required: readonly Column[]
    readonly optional: readonly Column[]
    /** What a row says without a column. */
    readonly blank: (truth: T, column: Column) => T
  },
): fc.Arbitrary<GeneratedFile<T>> {
  return fc.integer({ min: 1, max: 8 }).chain((count) =>
    fc
      .record({
        rows: fc.tuple(...Array.from({ length: count }, (_, at) => row(at + 1))),
        kept: fc.subarray([...optional]),
        unknown: fc.subarray(UNKNOWN),
        seed: fc.infiniteStream(fc.nat({ max: 1_000_000 })),
        shape: shapes,
      })
      .map(({ rows, kept, unknown, seed, shape }) => {
        const draw = (most: number): number => seed.next().value! % (most + 1)
        const order = shuffled<Column | string>([...required, ...kept, ...unknown], draw)
        const left = optional.filter((column) => !kept.includes(column))
        const truths = rows.map(({ truth }) => left.reduce(blank, truth))
        const bodies = rows.map(({ cells }) =>
          order.map((name): Cell => cells[name as Column] ?? { text: NOTES[draw(NOTES.length - 1)]! }),
        )
        const { table, totals } = withMess(
          order.map((name) => ({ text: headerOf(name, draw) })),
          bodies,
          draw,
        )
        const texts = table.map((cells) => cells.map(({ text }) => text))
        return { truths, totals, table, csv: render(texts, shape) }
      }),
  )
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  separator: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
  quoteAll: fc.boolean(),
  endsWithLineEnd: fc.constant(true),
})

/** Titles above, blank rows anywhere, total rows among the rows and below. */
function withMess(
  header: readonly Cell[],
  bodies: readonly (readonly Cell[])[],
  draw: (most: number) => number,
) {
  const table: (readonly Cell[])[] = []
  let totals = 0
  for (let title = draw(2); title > 0; title--) table.push([{ text: TITLES[draw(TITLES.length - 1)]! }])
  const blank = header.map(() => ({ text: '' }))
  if (draw(2) === 0) table.push(blank)
  table.push(header)
  for (const body of bodies) {
    if (draw(4) === 0) table.push(blank)
    table.push(body)
    if (draw(3) > 0) continue
    table.push([{ text: TOTALS[draw(TOTALS.length - 1)]! }, ...blank.slice(1)])
    totals++
  }
  return { table, totals }
}

/** In one of its names, in three languages, in some spelling. */
function headerOf(name: Column | string, draw: (most: number) => number): string {
  if (UNKNOWN.includes(name)) return name
  const names = namesOf(name as Column)
  const written = names[draw(names.length - 1)]!
  const spellings = [written, written.toUpperCase(), written.replaceAll(/[ _]/g, '-'), ` ${written}. `]
  return spellings[draw(spellings.length - 1)]!
}

function shuffled<T>(list: readonly T[], draw: (most: number) => number): readonly T[] {
  const left = [...list]
  return list.map(() => left.splice(draw(left.length - 1), 1)[0]!)
}

/** The table as a workbook; numbers where a cell has one and `asNumbers` says so. */
export function workbookOf(table: GeneratedFile<unknown>['table'], asNumbers: boolean): Promise<Uint8Array> {
  const rows = table.map((cells) =>
    cells.map(({ text, number }) => (asNumbers && number !== undefined ? number : text === '' ? null : text)),
  )
  return writeXlsx({ sheets: [{ name: 'Register', rows }] })
}
