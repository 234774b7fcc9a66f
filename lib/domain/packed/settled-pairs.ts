import type { BeyondDoubt, CentreDay, Certificate, TimesOfPairs, Token } from '../centre-day.ts'
import { wrapCertificate, wrapToken } from '../gather.ts'
import { claim } from '../matching/step.ts'
import type { CertificateRow, TokenRow } from '../rows.ts'
import type { Joined, JoinedTokens } from './joined.ts'

/** Both sides of a district, joined, and the rows behind the columns. */
export interface Sides {
  readonly tokens: JoinedTokens
  readonly certificates: Joined
  readonly tokenRows: { at(row: number): TokenRow }
  readonly certificateRows: { at(row: number): CertificateRow }
}

/**
 * The pairs beyond doubt of all centre-days, those of one centre-day together. Columns are made once for all of them:
 * a centre-day's are views, since thousands of small arrays would be most of the work.
 */
export class SettledPairs {
  readonly sides: Sides
  readonly tokenRows: Int32Array
  readonly certificateRows: Int32Array
  readonly tokenTimes: Float64Array
  readonly certificateTimes: Float64Array
  readonly #begins: Int32Array

  constructor(sides: Sides, tokenOf: Int32Array, places: number) {
    const { place } = sides.certificates
    const begins = new Int32Array(places + 1)
    for (let row = 0; row < tokenOf.length; row++) if (tokenOf[row]! >= 0) begins[place[row]! + 1]!++
    for (let at = 0; at < places; at++) begins[at + 1]! += begins[at]!
    const next = begins.slice()
    const pairs = begins[places]!
    this.sides = sides
    this.tokenRows = new Int32Array(pairs)
    this.certificateRows = new Int32Array(pairs)
    this.tokenTimes = new Float64Array(pairs)
    this.certificateTimes = new Float64Array(pairs)
    this.#begins = begins
    for (let row = 0; row < tokenOf.length; row++) {
      const token = tokenOf[row]!
      if (token >= 0) this.#put(next[place[row]!]!++, token, row)
    }
  }

  at(place: number, centreDay: CentreDay): BeyondDoubt {
    return new SettledPairsOfDay(this, this.#begins[place]!, this.#begins[place + 1]!, centreDay)
  }

  /** What is not known is neither before nor after anything. */
  timesOf(from: number, to: number): TimesOfPairs {
    const { tokenTimes, certificateTimes } = this
    let firstIssued = Number.POSITIVE_INFINITY
    let lastIssued = Number.NEGATIVE_INFINITY
    let lastGiven = Number.NEGATIVE_INFINITY
    let ahead = 0
    let inOrder = true
    for (let at = from; at < to; at++) {
      const given = tokenTimes[at]!
      const issued = certificateTimes[at]!
      if (!(issued >= lastIssued)) inOrder = false
      if (issued < firstIssued) firstIssued = issued
      if (issued > lastIssued) lastIssued = issued
      if (given > lastGiven) lastGiven = given
      if (issued < given) ahead++
    }
    return { firstIssued, lastIssued, lastGiven, ahead, inOrder }
  }

  #put(at: number, token: number, certificate: number): void {
    this.tokenRows[at] = token
    this.certificateRows[at] = certificate
    this.tokenTimes[at] = this.sides.tokens.issuedAt[token]!
    this.certificateTimes[at] = this.sides.certificates.issuedAt[certificate]!
  }
}

/** Rows are made when they are first asked for. */
class SettledPairsOfDay implements BeyondDoubt {
  readonly #all: SettledPairs
  readonly #from: number
  readonly #to: number
  readonly #centreDay: CentreDay
  readonly times: TimesOfPairs
  #wrapped: { readonly tokens: Token[]; readonly certificates: Certificate[] } | null = null

  constructor(all: SettledPairs, from: number, to: number, centreDay: CentreDay) {
    this.#all = all
    this.#from = from
    this.#to = to
    this.#centreDay = centreDay
    this.times = all.timesOf(from, to)
  }

  get pairs(): number {
    return this.#to - this.#from
  }

  tokens(): readonly Token[] {
    return this.#wrap().tokens
  }

  certificates(): readonly Certificate[] {
    return this.#wrap().certificates
  }

  tokenTimes(): Float64Array {
    return this.#all.tokenTimes.subarray(this.#from, this.#to)
  }

  certificateTimes(): Float64Array {
    return this.#all.certificateTimes.subarray(this.#from, this.#to)
  }

  tokenNumbers(): Uint32Array {
    const { sides, tokenRows } = this.#all
    const numbers = new Uint32Array(this.pairs)
    for (let at = 0; at < numbers.length; at++) {
      numbers[at] = sides.tokens.number[tokenRows[this.#from + at]!]!
    }
    return numbers
  }

  #wrap() {
    this.#wrapped ??= this.#wrapAll()
    return this.#wrapped
  }

  #wrapAll() {
    const { sides, tokenRows, certificateRows } = this.#all
    const tokens: Token[] = []
    const certificates: Certificate[] = []
    for (let at = this.#from; at < this.#to; at++) {
      const token = wrapToken(sides.tokenRows.at(tokenRows[at]!), this.#centreDay)
      const certificate = wrapCertificate(sides.certificateRows.at(certificateRows[at]!), this.#centreDay)
      claim('exact', certificate, token)
      tokens.push(token)
      certificates.push(certificate)
    }
    return { tokens, certificates }
  }
}
