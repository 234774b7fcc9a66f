/**
 * Optimal string alignment distance 1: one character substituted, dropped or added, or two neighbours swapped
 * (Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.1).
 */
export function isOneSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && from < b.length && a.charCodeAt(from) === b.charCodeAt(from)) from++
  let endA = a.length
  let endB = b.length
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const restA = endA - from
  const restB = endB - from
  if (restA <= 1 && restB <= 1) return restA + restB > 0
  return restA === 2 && restB === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}

/**
 * Every pair of rows whose refs are one slip apart, without comparing all pairs: such refs have a text in common
 * that is the ref itself or the ref with one character left out, whichever slip it was.
 */
export function pairsOneSlipApart<A, B>(
  these: readonly A[],
  those: readonly B[],
  refOf: (row: A | B) => string,
): [A, B][] {
  if (these.length * those.length <= FEW_PAIRS) return slipsAmongAll(these, those, refOf)
  const byShortened = new Map<string, B[]>()
  for (const that of those) {
    for (const text of shortened(refOf(that))) {
      const sharing = byShortened.get(text)
      if (sharing) sharing.push(that)
      else byShortened.set(text, [that])
    }
  }
  const pairs: [A, B][] = []
  for (const one of these) {
    const ref = refOf(one)
    const seen = new Set<B>()
    for (const text of shortened(ref)) for (const that of byShortened.get(text) ?? []) seen.add(that)
    for (const that of seen) if (isOneSlip(ref, refOf(that))) pairs.push([one, that])
  }
  return pairs
}

/** So many are compared sooner than texts are made to look them up by. */
const FEW_PAIRS = 400

function slipsAmongAll<A, B>(
  these: readonly A[],
  those: readonly B[],
  refOf: (row: A | B) => string,
): [A, B][] {
  const pairs: [A, B][] = []
  for (const one of these) {
    const ref = refOf(one)
    for (const that of those) if (isOneSlip(ref, refOf(that))) pairs.push([one, that])
  }
  return pairs
}

/** The text itself and each text that leaves out one of its characters, each once. */
function shortened(text: string): string[] {
  const texts = [text]
  for (let at = 0; at < text.length; at++) {
    if (text[at] === text[at + 1]) continue // leaving out the next one gives the same
    texts.push(text.slice(0, at) + text.slice(at + 1))
  }
  return texts
}
