/**
 * Orders token numbers and ids as people count: runs of digits as numbers, the rest by code point
 * (CONTRACT section 3). Ids that are equal so (`7`, `07`) fall back to code point, so that the order is total.
 */
export function compareIds(a: string, b: string): number {
  return compareNumbers(a, b) || compareText(a, b)
}

/** The same without the fallback: `T7` and `T07` are one number. No text is made: lists of ids are long. */
export function compareNumbers(a: string, b: string): number {
  let i = whereNumbersPart(a, b)
  let j = i
  while (i < a.length && j < b.length) {
    if (isDigit(a, i) && isDigit(b, j)) {
      const endA = digitsEnd(a, i)
      const endB = digitsEnd(b, j)
      const order = compareDigits(a, i, endA, b, j, endB)
      if (order !== 0) return order
      i = endA
      j = endB
    } else {
      const x = a.codePointAt(i)!
      const y = b.codePointAt(j)!
      if (x !== y) return x - y
      i += x > 0xffff ? 2 : 1
      j += y > 0xffff ? 2 : 1
    }
  }
  return a.length - i - (b.length - j)
}

/** Where two texts part, or the run of digits begins that they part in. */
function whereNumbersPart(a: string, b: string): number {
  let at = whereTextsPart(a, b)
  while (at > 0 && isDigit(a, at - 1)) at--
  return at
}

/** The first character in which two texts differ: no pair of surrogates is cut in half. */
function whereTextsPart(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let at = 0
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++
  const isHalf = isLowSurrogate(a.charCodeAt(at)) || isLowSurrogate(b.charCodeAt(at))
  return isHalf && at > 0 && isHighSurrogate(a.charCodeAt(at - 1)) ? at - 1 : at
}

/** By code point, as a database would; `<` on strings would compare UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const at = whereTextsPart(a, b)
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

/** Two runs of digits as numbers: without leading noughts the longer is the larger. */
function compareDigits(a: string, from: number, to: number, b: string, start: number, end: number): number {
  let i = from
  let j = start
  while (i < to && a.charCodeAt(i) === NOUGHT) i++
  while (j < end && b.charCodeAt(j) === NOUGHT) j++
  if (to - i !== end - j) return to - i - (end - j)
  while (i < to && a.charCodeAt(i) === b.charCodeAt(j)) {
    i++
    j++
  }
  return i < to ? a.charCodeAt(i) - b.charCodeAt(j) : 0
}

const NOUGHT = 48

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function digitsEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && isDigit(text, at)) at++
  return at
}
