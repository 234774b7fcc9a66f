/** How the figures of a sentence are written, in every language the same: ordinary digits. */

/** Minutes after midnight as `09:00`. */
export function clockTime(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`
}

/** At most two decimals, and none that is nought: doses are a sum of fractions. */
export function plainNumber(n: number): string {
  return String(Number(n.toFixed(2)))
}
