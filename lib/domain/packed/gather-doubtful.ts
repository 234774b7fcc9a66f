import type { CentreDay, Certificate, Token } from '../centre-day.ts'
import {
  addOtherLegs,
  type Gathered,
  isSeen,
  open,
  openLeg,
  type Person,
  wrapCertificate,
  wrapToken,
} from '../gather.ts'
import type { CertificateRow, District, Instant, IsoDate, TokenLeg, TokenRow } from '../rows.ts'
import type { TokenBlock } from './blocks.ts'
import { type CertificateColumns, certificateColumns, type TokenColumns, tokenColumns } from './columns.ts'
import { type Joined, type JoinedTokens, joinCertificates, joinTokens, TextRefs } from './joined.ts'
import { JoinedRows, Places } from './joined-rows.ts'
import { keepLatest } from './latest.ts'
import { findPlainPairs, type TangledRef } from './plain-pairs.ts'
import { SettledPairs } from './settled-pairs.ts'

/**
 * As `gather`, but a pair beyond doubt is only counted: the passes are given the other rows. Most rows are settled on
 * columns of numbers, which is what makes a district's day a matter of milliseconds. A property test holds it to
 * `gather`.
 */
export function gatherDoubtful(district: District, seenUntil: Instant | null): Gathered {
  const limit = seenUntil ?? Number.POSITIVE_INFINITY
  const byDate = new Map<IsoDate, Map<string, CentreDay>>()
  const places = new Places()
  const tokenRows = gatherTokens(district, byDate, places)
  const certificateRows = gatherCertificates(district, byDate, places, limit)
  addOtherLegs(byDate, district)

  const texts = new TextRefs()
  const tokens = joinTokens(tokenRows.parts, limit, texts)
  const certificates = joinCertificates(certificateRows.parts, limit, texts)
  keepLatest(certificates, (row) => certificateRows.at(row))
  const { tokenOf, certificateOf, tangled } = findPlainPairs(tokens, certificates)
  const sides = { tokens, certificates, tokenRows, certificateRows }
  const settled = new SettledPairs(sides, tokenOf, places.all.length)
  const rising = risingNumbers(tokens, places.all.length)
  for (const [place, centreDay] of places.all.entries()) {
    centreDay.beyondDoubt = settled.at(place, centreDay)
    centreDay.numbersRise = rising[place] === 1
  }

  const doubtfulTokens = new Doubtful(tokens, certificateOf, places, (row, centreDay) => {
    const token = wrapToken(tokenRows.at(row), centreDay)
    centreDay.tokens.push(token)
    return token
  })
  const doubtfulCertificates = new Doubtful(certificates, tokenOf, places, (row, centreDay) => {
    const certificate = wrapCertificate(certificateRows.at(row), centreDay)
    centreDay.certificates.push(certificate)
    return certificate
  })
  return { byDate, persons: personsOf(tangled, doubtfulTokens, doubtfulCertificates) }
}

type Dates = Map<IsoDate, Map<string, CentreDay>>

function gatherTokens({ tokens, blocks }: District, byDate: Dates, places: Places) {
  const rows = new JoinedRows<TokenColumns, TokenRow>()
  for (const leg of tokens) {
    const place = places.numberOf(openLeg(byDate, leg))
    if (leg.sheet.kind === 'register') rows.addLeg(leg.sheet.rows, tokenColumns(leg.sheet.rows), place)
  }
  for (const block of blocks?.tokens ?? []) {
    const placeOf = Int32Array.from(block.centreDays, (of) =>
      places.numberOf(openLeg(byDate, legOf(of, block))),
    )
    rows.addBlock(block, placeOf)
  }
  return rows
}

/** Its rows are those of the block. */
function legOf(of: TokenBlock['centreDays'][number], { uploadedAt }: TokenBlock): TokenLeg {
  return { ...of, sheet: { kind: 'register', rows: [] }, final: false, uploadedAt }
}

function gatherCertificates(
  { certificates, blocks }: District,
  byDate: Dates,
  places: Places,
  limit: Instant,
) {
  const rows = new JoinedRows<CertificateColumns, CertificateRow>()
  const record = (of: { readonly centreId: string; readonly date: IsoDate }): number => {
    const centreDay = open(byDate, of)
    centreDay.onCertificateRecord = true
    return places.numberOf(centreDay)
  }
  for (const leg of certificates) {
    if (leg.rows.some(({ issuedAt }) => isSeen(issuedAt, limit)))
      rows.addLeg(leg.rows, certificateColumns(leg.rows), record(leg))
  }
  for (const block of blocks?.certificates ?? []) {
    const seen = new Uint8Array(block.centreDays.length)
    const { place, columns } = block
    for (let row = 0; row < place.length; row++) {
      // NaN is after nothing: rows without a time are seen.
      if (!(columns.issuedAt[row]! > limit)) seen[place[row]!] = 1
    }
    rows.addBlock(
      block,
      Int32Array.from(block.centreDays, (of, own) => (seen[own] ? record(of) : -1)),
    )
  }
  return rows
}

/** Of each centre-day whether its token numbers rise from line to line, as most sheets count their lines. */
function risingNumbers({ length, place, number }: JoinedTokens, places: number): Uint8Array {
  const rising = new Uint8Array(places).fill(1)
  const before = new Float64Array(places).fill(-1)
  for (let row = 0; row < length; row++) {
    const own = place[row]!
    if (own === -1) continue
    if (number[row]! <= before[own]!) rising[own] = 0
    before[own] = number[row]!
  }
  return rising
}

/** The rows that count and are in no pair beyond doubt, each by its number. */
class Doubtful<W> {
  /** Ascending. */
  readonly #rows: number[] = []
  readonly #wrapped: W[] = []

  constructor(
    { length, place }: Joined,
    partnerOf: Int32Array,
    { all }: Places,
    wrap: (row: number, centreDay: CentreDay) => W,
  ) {
    for (let row = 0; row < length; row++) {
      if (partnerOf[row] !== -1 || place[row] === -1) continue
      this.#rows.push(row)
      this.#wrapped.push(wrap(row, all[place[row]!]!))
    }
  }

  at(row: number): W {
    let low = 0
    let high = this.#rows.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#rows[middle]! < row) low = middle + 1
      else high = middle
    }
    return this.#wrapped[low]!
  }
}

function personsOf(
  tangled: readonly TangledRef[],
  tokens: Doubtful<Token>,
  certificates: Doubtful<Certificate>,
): readonly Person[] {
  return tangled.map((ref) => ({
    tokens: ref.tokens.map((row) => tokens.at(row)),
    certificates: ref.certificates.map((row) => certificates.at(row)),
  }))
}
