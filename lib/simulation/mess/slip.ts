import type { Random } from '../random.ts'

/** The ref with one digit wrong, dropped or added, or two neighbours swapped: always another one. */
export function slipped(ref: string, random: Random): string {
  const at = random.below(ref.length - 1) + 1
  const [before, digit, after] = [ref.slice(0, at), ref[at]!, ref.slice(at + 1)]
  const other = String((Number(digit) + random.between(1, 9)) % 10)
  switch (random.below(8)) {
    case 0:
      return before + after
    case 1:
      return before + other + digit + after
    case 2:
      return at + 1 < ref.length && ref[at + 1] !== digit
        ? before + ref[at + 1] + digit + ref.slice(at + 2)
        : before + other + after
    default:
      return before + other + after
  }
}
