/** Digits in ASCII, one by one, or four at a time: words as they are read from bytes, the first character lowest. */

const ZERO = 48

export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < ZERO + 10
}

/** The number that the digits from one byte on to another make. */
export function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + bytes[at]! - ZERO
  return number
}

/** Whether all four bytes are digits. */
export function isDigits(word: number): boolean {
  const digits = word ^ 0x30303030
  return (((digits + 0x76767676) | digits) & 0x80808080) === 0
}

/** The number that four digits make. */
export function fourDigits(word: number): number {
  const digits = word ^ 0x30303030
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff
  return (pairs & 0xff) * 100 + (pairs >>> 16)
}

/** The number that the last two of four digits make. */
export function lastTwoDigits(word: number): number {
  return ((word >>> 16) & 0xf) * 10 + ((word >>> 24) & 0xf)
}
