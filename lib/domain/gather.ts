import { type CentreDay, type Certificate, newCentreDay, type Token, vaccinatedOf } from './centre-day.ts'
import { supersedes } from './certificates.ts'
import type { CertificateRow, District, Instant, IsoDate, TokenLeg } from './rows.ts'

/** The rows of one ref over all centres and dates: what passes 1 to 4 pair never leaves it. */
export interface Person {
  readonly tokens: Token[]
  readonly certificates: Certificate[]
}

/** A district's rows as far as they are seen, by centre-day and by ref. */
export interface Gathered {
  readonly byDate: ReadonlyMap<IsoDate, ReadonlyMap<string, CentreDay>>
  readonly persons: Iterable<Person>
}

type Dates = Map<IsoDate, Map<string, CentreDay>>

/**
 * Sorts rows into centre-days. `seenUntil` hides register tokens and certificates issued later; rows without a time are
 * seen. Of the seen rows with one certificate id only the one that supersedes the others counts, where it stands.
 *
 * Every row is looked at by every pass: this is what `gatherDoubtful` must agree with.
 */
export function gather(district: District, seenUntil: Instant | null): Gathered {
  const limit = seenUntil ?? Number.POSITIVE_INFINITY
  const byDate: Dates = new Map()
  const persons = new Map<string, Person>()
  for (const leg of district.tokens) {
    const centreDay = openLeg(byDate, leg)
    if (leg.sheet.kind === 'totals') continue
    for (const row of leg.sheet.rows) {
      if (isSeen(row.issuedAt, limit)) addToken(wrapToken(row, centreDay), persons)
    }
  }
  for (const certificate of winningCertificates(district, byDate, limit)) addCertificate(certificate, persons)
  addOtherLegs(byDate, district)
  return { byDate, persons: persons.values() }
}

/** The centre-day of a token leg, which takes it; the tokens of a totals sheet are counted with that. */
export function openLeg(byDate: Dates, leg: TokenLeg): CentreDay {
  const centreDay = open(byDate, leg)
  centreDay.tokenLeg = leg
  if (leg.sheet.kind === 'totals') centreDay.unnumbered = vaccinatedOf(leg.sheet)
  return centreDay
}

export function addOtherLegs(byDate: Dates, { bookings, stock }: District): void {
  for (const leg of bookings) {
    const centreDay = open(byDate, leg)
    centreDay.bookings = centreDay.bookings ? [...centreDay.bookings, ...leg.rows] : leg.rows
  }
  for (const leg of stock) {
    const centreDay = open(byDate, leg)
    centreDay.stock = centreDay.stock ? [...centreDay.stock, ...leg.rows] : leg.rows
  }
}

export function wrapToken(row: Token['row'], centreDay: CentreDay): Token {
  return { row, centreDay, repeatOf: null, match: null }
}

export function wrapCertificate(row: CertificateRow, centreDay: CentreDay): Certificate {
  return { row, centreDay, repeatOf: null, match: null }
}

/** The centre-day of that centre and date, new and empty where it is named for the first time. */
export function open(
  byDate: Dates,
  { centreId, date }: { readonly centreId: string; readonly date: IsoDate },
): CentreDay {
  const centres = byDate.get(date) ?? new Map<string, CentreDay>()
  const known = centres.get(centreId)
  if (known) return known
  const centreDay = newCentreDay(centreId, date)
  byDate.set(date, centres.set(centreId, centreDay))
  return centreDay
}

function addToken(token: Token, persons: Map<string, Person>): void {
  token.centreDay.tokens.push(token)
  if (token.row.ref !== '') personOf(token.row.ref, persons).tokens.push(token)
}

function addCertificate(certificate: Certificate, persons: Map<string, Person>): void {
  const { row, centreDay } = certificate
  if (row.status === 'revoked') return
  centreDay.certificates.push(certificate)
  if (row.ref !== '') personOf(row.ref, persons).certificates.push(certificate)
}

function personOf(ref: string, persons: Map<string, Person>): Person {
  const known = persons.get(ref)
  if (known) return known
  const person: Person = { tokens: [], certificates: [] }
  persons.set(ref, person)
  return person
}

function winningCertificates(district: District, byDate: Dates, limit: Instant): Iterable<Certificate> {
  const winners = new Map<string, Certificate>()
  for (const leg of district.certificates) {
    let centreDay: CentreDay | null = null
    for (const row of leg.rows) {
      if (!isSeen(row.issuedAt, limit)) continue
      centreDay ??= open(byDate, leg)
      // What a feed left out says nothing of where the certificate is now.
      if (row.status === 'omitted') continue
      const before = winners.get(row.certificateId)
      if (!before || supersedes(row, before.row))
        winners.set(row.certificateId, wrapCertificate(row, centreDay))
    }
    if (centreDay) centreDay.onCertificateRecord = true
  }
  return winners.values()
}

export function isSeen(issuedAt: Instant | null, limit: Instant): boolean {
  return issuedAt === null || issuedAt <= limit
}
