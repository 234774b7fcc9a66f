import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsx } from 'hucre/xlsx'

/** Files for the benches of reading: honest rows without any mess, of invented people. */

const CENTRES = 400
const DAYS = 28
const ROWS_A_PIECE = 5000
const REGISTER = [
  'date',
  'centre_id',
  'token_no',
  'beneficiary_ref',
  'dose',
  'vaccine',
  'issued_at',
  'outcome',
]
const FEED = 'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,issued_at,issued_by'

const two = (n: number): string => String(n).padStart(2, '0')
const centreOf = (row: number): string => `C${row % CENTRES}`
const timeOf = (row: number): string => `${two(9 + (row % 8))}:${two((row * 7) % 60)}`
const refOf = (row: number): string => String(41_371_800_000_000 + row)

/** One day of 400 centres, as CSV. */
export async function writeRegister(path: string, rows: number): Promise<void> {
  const lines = registerRows(rows).map((cells) => cells.join(','))
  await writeFile(path, `${[REGISTER.join(','), ...lines].join('\n')}\n`)
}

/** The same rows as a workbook; dates and times are texts, as the template's columns keep them. */
export async function writeRegisterWorkbook(path: string, rows: number): Promise<void> {
  await writeFile(
    path,
    await writeXlsx({ sheets: [{ name: 'Register', rows: [REGISTER, ...registerRows(rows)] }] }),
  )
}

function registerRows(rows: number): string[][] {
  return Array.from({ length: rows }, (_, row) => [
    ...['2021-08-28', centreOf(row), String(1 + Math.trunc(row / CENTRES)), refOf(row)],
    ...[row % 3 === 0 ? '2' : '1', 'COVISHIELD', timeOf(row), row % 50 === 0 ? 'deferred' : 'vaccinated'],
  ])
}

/** A feed of 400 centres and 28 days, some 77 bytes a row. */
export async function writeFeed(path: string, rows: number, days = DAYS): Promise<void> {
  await pipeline(Readable.from(feedPieces(rows, days)), createWriteStream(path))
}

function* feedPieces(rows: number, days: number): Generator<string, void> {
  yield `${FEED}\n`
  for (let from = 0; from < rows; from += ROWS_A_PIECE) {
    const count = Math.min(ROWS_A_PIECE, rows - from)
    yield Array.from({ length: count }, (_, at) => `${feedRow(from + at, days)}\n`).join('')
  }
}

function feedRow(row: number, days: number): string {
  const date = `2021-08-${two(1 + (Math.trunc(row / CENTRES) % days))}`
  const issuedAt = `${date}T${timeOf(row)}:${two(row % 60)}+05:30`
  return `F${1_000_000 + row},${centreOf(row)},${date},${refOf(row)},1,${issuedAt},login-${row % 9}`
}
