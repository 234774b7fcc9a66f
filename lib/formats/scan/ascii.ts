import { ENDS, REFUSED } from './byte-classes.ts'

/** The text of some bytes, all of them ASCII. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
}

/** Where a cell ends; -1 where it holds a byte that no scanned file has. */
export function endOf(bytes: Uint8Array, from: number, classes: Uint8Array): number {
  let at = from
  while (!(classes[bytes[at]!]! & (ENDS | REFUSED))) at++
  return classes[bytes[at]!]! & REFUSED ? -1 : at
}

const [T, O, S, U, B, G, R, A] = [...'tosubgra'].map((letter) => letter.charCodeAt(0))
const SMALL = 0x20

/** Whether a cell begins as the label of a total may; such a cell deserves a closer look. */
export function mayBeTotal(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at]! | SMALL
  if (first !== T && first !== S && first !== G) return false
  const [second, third] = [bytes[at + 1]! | SMALL, bytes[at + 2]! | SMALL]
  if (first === T) return second === O && third === T
  return first === S ? second === U && third === B : second === R && third === A
}
