import type { Instant } from '../../domain/rows.ts'
import type { Clock } from '../times.ts'
import { textOf } from './ascii.ts'
import { ENDS } from './byte-classes.ts'
import { baseOf, NO_BASE } from './moments.ts'
import { RowAbove } from './row-above.ts'
import { Texts } from './texts.ts'

/** What a row says of its time. */
export const NO_TIME = 0
const BARE_TIME = 1
const DATED_TIME = 2

const COLON = 58
const ZERO = 48
/** `2021-08-28T`, and the longest that stands behind a time. */
const DATE_BYTES = 11
const MOST_BEHIND = 12
/** So many different texts behind times are no offsets any more. */
const MOST_RESTS = 64

/** Reads times of day, bare or behind a date, as milliseconds that are to be added to a base. */
export class MomentReader {
  kind = NO_TIME
  /** Milliseconds after midnight. */
  ofDay = 0
  /** What they are added to where the time has its own date. */
  base = NO_BASE
  readonly #classes: Uint8Array
  readonly #clock: Clock
  readonly #dates = new Texts()
  readonly #rests = new Texts()
  readonly #bases = new Map<number, number>()
  readonly #above = new RowAbove(2)
  #hadSeconds = false

  constructor(classes: Uint8Array, clock: Clock) {
    this.#classes = classes
    this.#clock = clock
  }

  /** What was read last, bare times being of the day that begins then; NaN where there is none. */
  instantOn(midnight: Instant): Instant {
    if (this.kind === NO_TIME) return Number.NaN
    return (this.kind === BARE_TIME ? midnight : this.base) + this.ofDay
  }

  /** The byte behind the cell; -1 where it cannot be told what it says. */
  read(bytes: Uint8Array, view: DataView, at: number): number {
    if (this.#classes[bytes[at]!]! & ENDS) {
      this.kind = NO_TIME
      return at
    }
    if (bytes[at + 2] === COLON) {
      this.kind = BARE_TIME
      return this.#time(bytes, at)
    }
    this.kind = DATED_TIME
    return this.#dated(bytes, view, at)
  }

  #dated(bytes: Uint8Array, view: DataView, at: number): number {
    const time = at + DATE_BYTES
    const behind = this.#time(bytes, time)
    if (behind < 0) return -1
    const hasSeconds = behind - time === 8
    if (hasSeconds === this.#hadSeconds && this.#above.same(0, view, at) > 0) {
      const rest = this.#above.same(1, view, behind)
      if (rest > 0) return behind + rest - 1
    }
    return this.#otherwise(bytes, view, at, behind)
  }

  /** Another date, or something else behind the time, than in the row above. */
  #otherwise(bytes: Uint8Array, view: DataView, at: number, behind: number): number {
    const time = at + DATE_BYTES
    const most = behind + MOST_BEHIND
    let end = behind
    while (end < most && !(this.#classes[bytes[end]!]! & ENDS)) end++
    if (end === most) return -1
    const date = this.#dates.numberOf(bytes, at, time)
    const rest = this.#rests.numberOf(bytes, behind, end)
    if (rest >= MOST_RESTS) return -1
    const hasSeconds = behind - time === 8
    const key = (date * MOST_RESTS + rest) * 2 + Number(hasSeconds)
    const base = this.#bases.get(key) ?? this.#learn(key, textOf(bytes, at, time), textOf(bytes, behind, end))
    if (Number.isNaN(base)) return -1
    this.base = base
    this.#hadSeconds = hasSeconds
    this.#above.remember(0, view, at, time)
    this.#above.remember(1, view, behind, end + 1)
    return end
  }

  #learn(key: number, before: string, behind: string): number {
    const base = baseOf(before, behind, key % 2 === 1, this.#clock)
    this.#bases.set(key, base)
    return base
  }

  /** `HH:MM` or `HH:MM:SS`. */
  #time(bytes: Uint8Array, at: number): number {
    if (bytes[at + 2] !== COLON) return -1
    const hour = twoDigits(bytes, at)
    const minute = twoDigits(bytes, at + 3)
    const hasSeconds = bytes[at + 5] === COLON
    const second = hasSeconds ? twoDigits(bytes, at + 6) : 0
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1
    this.ofDay = ((hour * 60 + minute) * 60 + second) * 1000
    return hasSeconds ? at + 8 : at + 5
  }
}

/** -1 where one of the two is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO
  const ones = bytes[at + 1]! - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1
}
