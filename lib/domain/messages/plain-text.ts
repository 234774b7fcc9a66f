/** What is left of a text where only plain characters may pass. */

const SPELT: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '~': '-',
  '…': '...',
  '[': '(',
  '{': '(',
  ']': ')',
  '}': ')',
  '|': '/',
  '\\': '/',
  '^': '',
  '€': 'EUR',
  '₹': 'Rs ',
}

/**
 * Printable ASCII without the characters that cost an SMS two septets or are not in GSM-7: quotes and dashes are
 * straightened, accents dropped, other scripts left out. Empty where too little is left to read: fewer than half
 * of the letters.
 */
export function plainText(text: string): string {
  const spelt = oneLine(text).normalize('NFKD').replace(/./gu, spell)
  const plain = spelt.replace(/[^ -~]/gu, '')
  const letters = (of: string): number => of.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters(plain) * 2 < letters(spelt) ? '' : oneLine(plain.replace(/^[^A-Za-z0-9]+/, ''))
}

/** Line breaks and other control characters become spaces, runs of spaces one. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').trim()
}

/** At most `max` characters of whole words, without a word or a sign that leads nowhere at its end. */
export function cutWords(text: string, max: number): string {
  if (text.length <= max) return text
  const whole = text.slice(0, max + 1).replace(/\s+\S*$/, '')
  const cut = whole.length <= max ? whole : text.slice(0, max)
  const trimmed = cut.replace(/(?:\s+(?:of|and|the|for|at|in|no|dr))*[\s,.;:(&/-]*$/i, '')
  return trimmed || cut.trim()
}

function spell(character: string): string {
  return SPELT[character] ?? character
}
