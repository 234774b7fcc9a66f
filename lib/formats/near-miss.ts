/** Spelling slips in headers. */

const LONGEST = 40

/** The known name that a written one most likely meant; null where none is near. Both are folded. */
export function nearest(written: string, known: readonly string[]): string | null {
  if (written.length < 3 || written.length > LONGEST) return null
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const name of known) {
    const distance = editDistance(written, name)
    if (distance <= allowed(name) && distance < least) [best, least] = [name, distance]
  }
  return best
}

// Short names are near everything, so they get one slip and long ones two.
function allowed(name: string): number {
  if (name.length < 4) return 0
  return name.length < 8 ? 1 : 2
}

/** Levenshtein's distance: characters put in, left out or replaced. */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1))
    }
    above = row
  }
  return above[b.length]!
}
