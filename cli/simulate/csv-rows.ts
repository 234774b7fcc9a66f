import { formatInstant } from '../../lib/domain/calendar.ts'
import type {
  BookingLeg,
  Centre,
  CertificateLeg,
  Instant,
  StockLeg,
  TokenLeg,
} from '../../lib/domain/rows.ts'

/** Rows of the files that CONTRACT section 2 describes. Nothing that is simulated needs quotes. */

export const HEADERS = {
  tokens:
    'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome,tokens_issued,deferred,left',
  certificates:
    'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status',
  bookings: 'date,centre_id,beneficiary_ref,dose,slot,status',
  stock: 'date,centre_id,vials_opened,vaccine,batch,doses_per_vial,doses_wasted',
  centres: 'centre_id,name,block,opens,closes,status,suspended_at',
} as const

export function tokenRows({ centreId, date, sheet }: TokenLeg, timeZone: string): string[] {
  if (sheet.kind === 'totals') {
    return [`${date},${centreId},,,,,,,${sheet.issued},${sheet.deferred},${sheet.left}`]
  }
  return sheet.rows.map(({ tokenNo, ref, dose, vaccine, issuedAt, outcome }) => {
    const time = issuedAt === null ? '' : formatInstant(issuedAt, timeZone).slice(11, 16)
    return `${date},${centreId},${tokenNo},${ref},${dose ?? ''},${vaccine},${time},${outcome},,,`
  })
}

export function certificateRows({ rows }: CertificateLeg, timeZone: string): string[] {
  return rows.map((row) => {
    const { certificateId, centreId, date, ref, dose, vaccine, batch, issuedAt, issuedBy, status } = row
    const at = moment(issuedAt, timeZone)
    return `${certificateId},${centreId},${date},${ref},${dose ?? ''},${vaccine},${batch},${at},${issuedBy},${status}`
  })
}

export function bookingRows({ centreId, date, rows }: BookingLeg): string[] {
  return rows.map(
    ({ ref, dose, slot, status }) => `${date},${centreId},${ref},${dose ?? ''},${slot},${status}`,
  )
}

export function stockRows({ centreId, date, rows }: StockLeg): string[] {
  return rows.map(
    ({ vialsOpened, vaccine, batch, dosesPerVial, dosesWasted }) =>
      `${date},${centreId},${vialsOpened},${vaccine},${batch},${dosesPerVial ?? ''},${dosesWasted}`,
  )
}

export function centreRow(centre: Centre, timeZone: string): string {
  const { centreId, name, block, opens, closes, status, suspendedAt } = centre
  const hours = [opens, closes].map((minute) => (minute === null ? '' : clock(minute)))
  return [centreId, name, block, ...hours, status, moment(suspendedAt, timeZone)].join(',')
}

const moment = (instant: Instant | null, timeZone: string): string =>
  instant === null ? '' : formatInstant(instant, timeZone)

function clock(minute: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
