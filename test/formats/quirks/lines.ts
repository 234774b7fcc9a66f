import type {
  BookingRow,
  Centre,
  CertificateRow,
  Instant,
  StockRow,
  TokenRow,
} from '../../../lib/domain/rows.ts'
import type { ParsedTokens } from '../../../lib/formats/parse.ts'

/** Normalised rows as lines that a person can compare: every value of a row is in its line, `-` for none. */

const MINUTE = 60_000
const IST_MINUTES = 330

export function tokenLines({ sheets }: Pick<ParsedTokens, 'sheets'>): readonly string[] {
  return sheets.flatMap(({ centreId, date, sheet }) => {
    const place = `${date} ${centreId}`
    if (sheet.kind === 'totals') {
      return [`${place} | ${sheet.issued} tokens, ${sheet.deferred} deferred, ${sheet.left} left`]
    }
    return sheet.rows.map((row) => `${place} | ${tokenLine(row, date)}`)
  })
}

function tokenLine({ tokenNo, ref, dose, vaccine, issuedAt, outcome }: TokenRow, date: string): string {
  return [tokenNo, ref, dose, vaccine, timeOn(date, issuedAt), outcome].map(shown).join(' | ')
}

export function certificateLine(row: CertificateRow): string {
  const { certificateId, centreId, date, ref, dose, vaccine, batch, issuedAt, issuedBy, status } = row
  const values = [certificateId, ref, dose, vaccine, batch, timeOn(date, issuedAt), issuedBy, status]
  return [`${date} ${centreId}`, ...values.map(shown)].join(' | ')
}

export function bookingLine({ ref, dose, slot, status }: BookingRow): string {
  return [ref, dose, slot, status].map(shown).join(' | ')
}

export function stockLine({ vialsOpened, vaccine, batch, dosesPerVial, dosesWasted }: StockRow): string {
  return [vialsOpened, vaccine, batch, dosesPerVial, dosesWasted].map(shown).join(' | ')
}

export function centreLine({ centreId, name, block, opens, closes, status, suspendedAt }: Centre): string {
  return [centreId, name, block, opens, closes, status, timeOn('', suspendedAt)].map(shown).join(' | ')
}

/** `10:05:00`, with its day in front where that is another than the row's. */
function timeOn(date: string, instant: Instant | null): string | null {
  if (instant === null) return null
  const [day, time] = new Date(instant + IST_MINUTES * MINUTE).toISOString().slice(0, 19).split('T')
  return day === date ? time! : `${day} ${time}`
}

function shown(value: string | number | null): string {
  return value === null || value === '' ? '-' : String(value)
}
