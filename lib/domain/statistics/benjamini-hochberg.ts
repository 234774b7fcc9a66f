/**
 * Which of many tests stand out when they are made at once, so that of those called so no more than `rate` (0 to 1)
 * are expected to be false (Benjamini and Hochberg 1995): with m tests, all whose p is at most the largest p(k) of
 * which p(k) <= k rate / m, p(k) being the k-th smallest. Answers in the order of `ps`.
 */
export function discoveries(ps: readonly number[], rate: number): boolean[] {
  const limit = [...ps].sort((a, b) => a - b).findLast((p, at, { length }) => p <= ((at + 1) * rate) / length)
  return ps.map((p) => limit !== undefined && p <= limit)
}
