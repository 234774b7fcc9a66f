/** `1 row`, `2 rows`. */
export function several(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}

/** `1 and 2`, `1, 2 and 3`; past `most` of them `1, 2, 3 and 34 more`. */
export function enumerate(items: readonly string[], most: number): string {
  const more = items.length - most
  if (more > 0) return `${items.slice(0, most).join(', ')} and ${more} more`
  const [last = '', ...before] = [...items].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`
}
