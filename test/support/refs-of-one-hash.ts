import { highOf } from '../../lib/domain/packed/refs.ts'

const DIGITS = 14
const SPAN = 10 ** 8
const [HEADS_FROM, HEADS_TO] = [10 ** 5, 10 ** 6]

/**
 * Refs of 14 digits, all different, that `mix` gives the numbers from 0 on: about twenty thousand of them the same
 * one, as anybody can compute who reads it. Every table that takes its slots from the first bits has them in one.
 */
export function refsOfOneHash(count: number): string[] {
  const refs: string[] = []
  for (let hash = 0; refs.length < count; hash++) {
    const mixed = unmixed(hash)
    for (let head = HEADS_FROM; head < HEADS_TO && refs.length < count; head++) {
      const low = Math.imul(Math.imul(highOf(DIGITS, head), 0x85ebca77) ^ mixed, inverse(0x9e3779b1)) >>> 0
      if (low < SPAN) refs.push(`${head}${String(low).padStart(8, '0')}`)
    }
  }
  return refs
}

/** What the last two lines of `mix` make that hash of. */
function unmixed(hash: number): number {
  const once = hash ^ (hash >>> 13) ^ (hash >>> 26)
  const mixed = Math.imul(once, inverse(0x2c1b3c6d))
  return mixed ^ (mixed >>> 15) ^ (mixed >>> 30)
}

/** Of an odd number modulo 2 to the power of 32, by Newton's method: each round doubles the bits that are right. */
function inverse(odd: number): number {
  let found = odd
  for (let right = 3; right < 32; right *= 2) found = Math.imul(found, 2 - Math.imul(odd, found))
  return found
}
