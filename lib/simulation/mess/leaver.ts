import type { Visit } from '../draft.ts'

/** Somebody who was given a token and went home before the dose. */
export function leaver(visit: Visit): void {
  visit.token.outcome = 'left'
  visit.certificate = null
}
