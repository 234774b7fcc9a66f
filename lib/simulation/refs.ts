import { scramble } from './random.ts'

const HALF = 1_000_000
/** Days that refs are different for: after 27 years they begin again. */
const CYCLE = 10_000
const ROUNDS = [0x1f83d9ab, 0x5be0cd19, 0x6a09e667, 0x3c6ef372]

/** People whom one centre can see on one day; numbers from here on are of people who were never there. */
export const MOST_VISITS = 5000

/**
 * The 14 digits of one person: no two persons of a district share them. A person is a place in the line of one centre
 * on the day of the first dose, so that the second dose finds the same digits again without anything being kept. Four
 * rounds of a Feistel network over two halves of six digits make them look drawn.
 */
export function refOf(seed: number, district: number, centre: number, day: number, place: number): string {
  const today = day % CYCLE
  let left = (centre * 100 + Math.floor(today / 100)) % HALF
  let right = (today % 100) * 10_000 + place
  for (const round of ROUNDS) {
    const mixed = (left + (scramble(right ^ round ^ scramble(seed)) >>> 0)) % HALF
    left = right
    right = mixed
  }
  const digits = left * HALF + right
  return String((10 + (district % 90)) * HALF * HALF + digits)
}
