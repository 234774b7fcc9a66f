/**
 * Optimal string alignment distance: digits substituted, dropped or added, and neighbours swapped, no part
 * of the text edited twice. The textbook recursion over prefixes, written as a whole table.
 */
export function alignmentDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]![j]!
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const ways = [i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY]
      if (i > 0) ways.push(at(i - 1, j) + 1)
      if (j > 0) ways.push(at(i, j - 1) + 1)
      if (i > 0 && j > 0) ways.push(at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) ways.push(at(i - 2, j - 2) + 1)
      table[i]![j] = Math.min(...ways)
    }
  }
  return at(a.length, b.length)
}
