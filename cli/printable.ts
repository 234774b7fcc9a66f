// Control characters could command the terminal; direction marks could turn a line round.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** Text of a file as it may be shown on a line: with a blank for what is no character of a line. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ')
}
