import type { CentreDay, Certificate, Token } from './centre-day.ts'
import { supersedes } from './certificates.ts'
import type { CertificateRow, District, Instant, IsoDate, TokenLeg } from './rows.ts'

/** The rows of one ref over all centres and dates: what passes 1 to 4 pair never leaves it. */
export interface Person {
  tokens: Token[]
  certificates: Certificate[]
}

/** A district's rows as far as they are seen, by centre-day and by ref. */
export interface Gathered {
  readonly byDate: ReadonlyMap<IsoDate, ReadonlyMap<string, CentreDay>>
  readonly persons: ReadonlyMap<string, Person>
}

const DAY = 86_400_000
const NONE: never[] = []

/**
 * Sorts rows into centre-days. `asOf` hides register tokens and certificates issued later; rows without a time are
 * seen. Of the seen rows with one certificate id only the one that supersedes the others counts, where it stands.
 */
export function gather(district: District, asOf: Instant | null): Gathered {
  const limit = asOf ?? Number.POSITIVE_INFINITY
  const byDate = new Map<IsoDate, Map<string, CentreDay>>()
  const persons = new Map<string, Person>()
  for (const leg of district.tokens) addTokens(open(byDate, leg), leg, limit, persons)
  const winners = winningCertificates(district, byDate, limit)
  for (const certificate of winners) addCertificate(certificate, persons)
  for (const leg of district.bookings) {
    const centreDay = open(byDate, leg)
    centreDay.bookings = [...(centreDay.bookings ?? []), ...leg.rows]
  }
  for (const leg of district.stock) {
    const centreDay = open(byDate, leg)
    centreDay.stock = [...(centreDay.stock ?? []), ...leg.rows]
  }
  return { byDate, persons }
}

function addTokens(centreDay: CentreDay, leg: TokenLeg, limit: number, persons: Map<string, Person>): void {
  const { sheet } = leg
  centreDay.tokenLeg = leg
  if (sheet.kind === 'totals') {
    centreDay.unnumbered = Math.max(0, sheet.issued - sheet.deferred - sheet.left)
    return
  }
  for (const row of sheet.rows) {
    if (!isSeen(row.issuedAt, limit)) continue
    const token: Token = { row, centreDay, repeatOf: null, match: null }
    centreDay.tokens.push(token)
    if (row.ref === '') continue
    const person = persons.get(row.ref)
    if (!person) persons.set(row.ref, { tokens: [token], certificates: NONE })
    else if (person.tokens === NONE) person.tokens = [token]
    else person.tokens.push(token)
  }
}

function winningCertificates(
  district: District,
  byDate: Map<IsoDate, Map<string, CentreDay>>,
  limit: number,
): Iterable<Certificate> {
  const winners = new Map<string, Certificate>()
  for (const leg of district.certificates) {
    let centreDay: CentreDay | null = null
    for (const row of leg.rows) {
      if (!isSeen(row.issuedAt, limit)) continue
      centreDay ??= open(byDate, leg)
      // What a feed left out says nothing of where the certificate is now.
      if (row.status === 'omitted') continue
      const before = winners.get(row.certificateId)
      if (!before || supersedes(row, before.row)) winners.set(row.certificateId, wrap(row, centreDay))
    }
    if (centreDay) centreDay.onCertificateRecord = true
  }
  return winners.values()
}

function wrap(row: CertificateRow, centreDay: CentreDay): Certificate {
  return { row, centreDay, repeatOf: null, match: null }
}

function addCertificate(certificate: Certificate, persons: Map<string, Person>): void {
  const { row, centreDay } = certificate
  if (row.status === 'revoked') return
  centreDay.certificates.push(certificate)
  if (row.ref === '') return
  const person = persons.get(row.ref)
  if (!person) persons.set(row.ref, { tokens: NONE, certificates: [certificate] })
  else if (person.certificates === NONE) person.certificates = [certificate]
  else person.certificates.push(certificate)
}

function isSeen(issuedAt: Instant | null, limit: number): boolean {
  return issuedAt === null || issuedAt <= limit
}

/** The centre-day of that centre and date, new and empty where it is named for the first time. */
function open(
  byDate: Map<IsoDate, Map<string, CentreDay>>,
  { centreId, date }: { readonly centreId: string; readonly date: IsoDate },
): CentreDay {
  const centres = byDate.get(date) ?? new Map<string, CentreDay>()
  const known = centres.get(centreId)
  if (known) return known
  const centreDay: CentreDay = {
    centreId,
    date,
    day: Date.parse(date) / DAY,
    tokenLeg: null,
    tokens: [],
    unnumbered: 0,
    certificates: [],
    onCertificateRecord: false,
    bookings: null,
    stock: null,
  }
  byDate.set(date, centres.set(centreId, centreDay))
  return centreDay
}
