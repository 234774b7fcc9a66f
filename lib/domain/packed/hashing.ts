/** Sizes and places of open addressing with linear probing, at most half full (Knuth, TAOCP 3, section 6.4). */

/** The power of two that holds so many keys at most half full, as a number of bits. */
export function bitsFor(keys: number): number {
  return Math.max(4, 32 - Math.clz32(keys * 2))
}

/**
 * Mixes two 32-bit numbers into one of which every bit depends on all of theirs, or nearly. It is the same in every
 * run, so numbers that it makes equal can be computed: what looks up by it must bound what that costs.
 */
export function mix(high: number, low: number): number {
  const mixed = Math.imul(high, 0x85ebca77) ^ Math.imul(low, 0x9e3779b1)
  const once = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 13)) >>> 0
}
