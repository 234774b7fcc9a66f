import type { Refusal } from '../faults.ts'

/** Thrown out of the reading of a feed where it turns out to be refused; no caller of a reader ever sees it. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super('the feed is refused')
    this.refusal = refusal
  }
}
