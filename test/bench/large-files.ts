import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

/** Two large files of one district: each certificate has its token, but for one of a thousand and for slips. */
export interface LargeFiles {
  readonly tokens: string
  readonly certificates: string
  readonly rows: number
  /** Certificates that no token explains, in any pass. */
  readonly fakes: number
  /** Certificates whose ref is one slip away from that of their token. */
  readonly slips: number
  readonly from: string
  readonly to: string
}

const DAYS = 20
const A_CENTRE_DAY = 125
const ONE_FAKE_IN = 1000
const ONE_SLIP_IN = 100
const SLIP_AT = 50
const AT_ONCE = 20_000

const padded = (n: number, width: number): string => String(n).padStart(width, '0')
const dateOf = (day: number): string => `2021-08-${padded(day + 1, 2)}`

/**
 * `rows` tokens and as many certificates over 20 days, in centre-days of 125: a multiple of 2,500. With slips, one ref in
 * a hundred is written with a digit changed, left out, doubled, or swapped with the next.
 */
export async function writeLargeFiles(
  folder: string,
  rows: number,
  { withSlips }: { readonly withSlips: boolean },
): Promise<LargeFiles> {
  const tokens = join(folder, `tokens-${rows}.csv`)
  const certificates = join(folder, `certificates-${rows}.csv`)
  await writeRows(
    tokens,
    'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome',
    rows,
    tokenLine,
  )
  const header =
    'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status'
  await writeRows(certificates, header, rows, (row) => certificateLine(row, rows, withSlips))
  const fakes = Math.ceil(rows / ONE_FAKE_IN)
  const slips = withSlips ? Math.floor((rows - 1 - SLIP_AT) / ONE_SLIP_IN) + 1 : 0
  return { tokens, certificates, rows, fakes, slips, from: dateOf(0), to: dateOf(DAYS - 1) }
}

function tokenLine(row: number, rows: number): string {
  const { date, centre, number, minute } = placeOf(row, rows)
  return `${date},PHC${centre},${number},${refOf(row)},1,COVISHIELD,${clock(minute)},vaccinated`
}

function certificateLine(row: number, rows: number, withSlips: boolean): string {
  const { date, centre, minute } = placeOf(row, rows)
  const own = withSlips && row % ONE_SLIP_IN === SLIP_AT ? slipped(refOf(row), row) : refOf(row)
  const ref = row % ONE_FAKE_IN === 0 ? fakeRefOf(row) : own
  const issuedAt = `${date}T${clock(minute + 8)}:00+05:30`
  return `C${padded(row, 9)},PHC${centre},${date},${ref},1,COVISHIELD,4121Z045,${issuedAt},op-${centre},issued`
}

function placeOf(row: number, rows: number) {
  const aDay = rows / DAYS
  const number = (row % A_CENTRE_DAY) + 1
  const centre = Math.floor((row % aDay) / A_CENTRE_DAY)
  return { date: dateOf(Math.floor(row / aDay)), centre, number, minute: 540 + 3 * number }
}

const clock = (minute: number): string => `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}`

const HIGHEST = 9_999_999
const scattered = (row: number): number => (row * 7919) % (HIGHEST + 1)
const refOf = (row: number): string => `4${padded(scattered(row), 7)}${padded(row, 6)}`
/** Another digit in eight places: no slip of anybody's hand. */
const fakeRefOf = (row: number): string => `9${padded(HIGHEST - scattered(row), 7)}${padded(row, 6)}`

function slipped(ref: string, row: number): string {
  const at = 1 + ((row / 10) % 6)
  const [before, digit, next, behind] = [ref.slice(0, at), ref[at]!, ref[at + 1]!, ref.slice(at + 2)]
  const other = String((Number(digit) + 5) % 10)
  switch (Math.floor(row / ONE_SLIP_IN) % 4) {
    case 0:
      return `${before}${next}${behind}`
    case 1:
      return `${before}${digit}${digit}${next}${behind}`
    case 2:
      return digit === next ? `${before}${other}${next}${behind}` : `${before}${next}${digit}${behind}`
    default:
      return `${before}${other}${next}${behind}`
  }
}

async function writeRows(
  path: string,
  header: string,
  rows: number,
  lineOf: (row: number, rows: number) => string,
): Promise<void> {
  const file = createWriteStream(path)
  file.write(`${header}\n`)
  for (let row = 0; row < rows; row += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - row)
    const text = Array.from({ length: count }, (_, at) => `${lineOf(row + at, rows)}\n`).join('')
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}
