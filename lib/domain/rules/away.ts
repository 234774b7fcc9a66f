import type { Certificate } from '../centre-day.ts'

/**
 * Whether the certificate belongs to a token of another centre-day: then it says nothing of what was given out, or
 * poured, on its own.
 */
export function isAway({ match }: Certificate): boolean {
  return match?.kind === 'late' || match?.kind === 'elsewhere'
}
