import { daysLater, doseCompatible, sameCentre, sentAway, vaccinated } from './pairing.ts'
import type { Step } from './step.ts'

/**
 * Pass 3: same centre, ref and dose (or one missing); the token is of D-1..D-L, the certificate says D. All claims
 * one day apart come first, then two days, and so on, so that what is reported for D depends on rows of D-L..D+L
 * alone. So many days apart, a vaccinated token goes before a deferred or left one: told to come back, the person
 * did.
 */
export function late(lookBackDays: number): readonly Step[] {
  return Array.from({ length: lookBackDays }, (_, before) => daysApart(before + 1)).flat()
}

function daysApart(days: number): readonly Step[] {
  return [
    {
      kind: 'late',
      mayPair: (t, c) =>
        vaccinated(t) && daysLater(t, c) === days && sameCentre(t, c) && doseCompatible(t, c),
    },
    {
      kind: 'late',
      mayPair: (t, c) => sentAway(t) && daysLater(t, c) === days && sameCentre(t, c) && doseCompatible(t, c),
    },
  ]
}
