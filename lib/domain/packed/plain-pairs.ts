import { ODD_DOSE, OUTCOMES } from './columns.ts'
import type { Joined, JoinedCertificates, JoinedTokens } from './joined.ts'
import { dealOut, FIELDS, fullest, LEFT_OUT, NOTE, type Parts, partBitsFor, ROW } from './parts.ts'
import { CERTIFICATE, RefTable, type Side, sideOf, TOKEN } from './ref-table.ts'
import { NO_REF } from './refs.ts'

/** Rows of one ref that the passes must look at, by their numbers. */
export interface TangledRef {
  readonly tokens: readonly number[]
  readonly certificates: readonly number[]
}

export interface PlainPairs {
  /** The token of each certificate that has one beyond doubt, else -1. */
  readonly tokenOf: Int32Array
  /** The certificate of each token that has one beyond doubt, else -1. */
  readonly certificateOf: Int32Array
  /** Refs with several rows, a plain pair aside. A row that is alone with its ref is in neither. */
  readonly tangled: readonly TangledRef[]
}

/**
 * A ref that stands on one token and one certificate, of the same centre-day and dose, the token vaccinated, is a pair
 * beyond doubt: neither row repeats, and the very first step of pass 1 claims it, whatever else is at hand. That is
 * nearly every row of an honest district, and why the passes need to see few of them.
 */
export function findPlainPairs(tokens: JoinedTokens, certificates: JoinedCertificates): PlainPairs {
  const bits = partBitsFor(tokens.length + certificates.length)
  const tokenParts = dealOut({ ...tokens, note: tokenNotes(tokens) }, bits)
  const certificateParts = dealOut(
    { ...certificates, note: notesOf(certificates, NOWHERE_CERTIFICATE) },
    bits,
  )
  const pairing = new Pairing(tokenParts, certificateParts, bits)
  const found = {
    tokenOf: new Int32Array(certificates.length).fill(-1),
    certificateOf: new Int32Array(tokens.length).fill(-1),
    tangled: [] as TangledRef[],
  }
  for (let part = 0; part < 2 ** bits; part++) pairing.run(part, found)
  return found
}

interface Found extends PlainPairs {
  readonly tangled: TangledRef[]
}

/** Of a row that can be in no pair beyond doubt: another on either side, so that they are not equal. */
const NOWHERE_TOKEN = -1
const NOWHERE_CERTIFICATE = -2

/** Rows are noted by where they may pair: equal for those of one centre-day and dose. */
function notesOf({ length, high, place, dose }: Joined, nowhere: number): Int32Array {
  const notes = new Int32Array(length)
  for (let row = 0; row < length; row++) {
    const given = dose[row]!
    if (place[row] === -1 || high[row] === NO_REF) notes[row] = LEFT_OUT
    else notes[row] = given === 0 || given === ODD_DOSE ? nowhere : (place[row]! << 8) | given
  }
  return notes
}

function tokenNotes(tokens: JoinedTokens): Int32Array {
  const notes = notesOf(tokens, NOWHERE_TOKEN)
  const { outcome } = tokens
  for (let row = 0; row < notes.length; row++) {
    if (outcome[row] !== OUTCOMES.vaccinated && notes[row] !== LEFT_OUT) notes[row] = NOWHERE_TOKEN
  }
  return notes
}

class Pairing {
  readonly #tokens: Side
  readonly #certificates: Side
  readonly #refs: RefTable

  constructor(tokens: Parts, certificates: Parts, partBits: number) {
    this.#tokens = sideOf(TOKEN, tokens)
    this.#certificates = sideOf(CERTIFICATE, certificates)
    this.#refs = new RefTable(fullest(tokens, certificates), partBits)
  }

  run(part: number, found: Found): void {
    this.#refs.chain([this.#tokens, this.#certificates], part)
    this.#pairCertificates(part, found)
    this.#tangleTokens(part, found)
  }

  /** Looks at each ref that has a certificate once, at the last of them. */
  #pairCertificates(part: number, found: Found): void {
    const { parts: tokens, before: tokenBefore } = this.#tokens
    const { parts: certificates, before, slotOf } = this.#certificates
    const from = certificates.begins[part]!
    const count = certificates.begins[part + 1]! - from
    const fromToken = tokens.begins[part]!
    for (let entry = 0; entry < count; entry++) {
      const slot = slotOf[entry]!
      if (this.#refs.last(slot, CERTIFICATE) !== entry) continue
      const token = this.#refs.last(slot, TOKEN)
      const isOne = token !== -1 && tokenBefore[token] === -1 && before[entry] === -1
      const at = (from + entry) * FIELDS
      const tokenAt = (fromToken + token) * FIELDS
      if (isOne && tokens.entries[tokenAt + NOTE] === certificates.entries[at + NOTE]) {
        const tokenRow = tokens.entries[tokenAt + ROW]!
        const row = certificates.entries[at + ROW]!
        found.tokenOf[row] = tokenRow
        found.certificateOf[tokenRow] = row
      } else this.#tangle(part, token, entry, found)
    }
  }

  /** Refs that have tokens alone. */
  #tangleTokens(part: number, found: Found): void {
    const { parts, before, slotOf } = this.#tokens
    const count = parts.begins[part + 1]! - parts.begins[part]!
    for (let entry = 0; entry < count; entry++) {
      if (before[entry] === -1) continue
      const slot = slotOf[entry]!
      const isLast = this.#refs.last(slot, TOKEN) === entry
      if (isLast && this.#refs.last(slot, CERTIFICATE) === -1) this.#tangle(part, entry, -1, found)
    }
  }

  #tangle(part: number, token: number, certificate: number, { tangled }: Found): void {
    if (token === -1 && this.#certificates.before[certificate] === -1) return
    tangled.push({
      tokens: chained(token, this.#tokens, part),
      certificates: chained(certificate, this.#certificates, part),
    })
  }
}

/** The rows of an entry and of those chained to it. */
function chained(last: number, { before, parts: { entries, begins } }: Side, part: number): number[] {
  const rows: number[] = []
  for (let entry = last; entry !== -1; entry = before[entry]!) {
    rows.push(entries[(begins[part]! + entry) * FIELDS + ROW]!)
  }
  return rows
}
