import type { Certificate, Token } from '../centre-day.ts'

/**
 * Whether the other half of its match stands on another centre-day: then a certificate says nothing of what was given
 * out, or poured, on its own, nor a token of what was certified.
 */
export function isAway({ match }: Pick<Certificate | Token, 'match'>): boolean {
  return match?.kind === 'late' || match?.kind === 'elsewhere'
}
