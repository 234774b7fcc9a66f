import { dosesDiffer, sameCentreDay, sentAway, vaccinated } from './pairing.ts'
import type { Step } from './step.ts'

/** Pass 2: same centre, date and ref, doses differ; vaccinated tokens first, then deferred or left ones. */
export const doseMismatch: readonly Step[] = [
  { kind: 'dose-mismatch', mayPair: (t, c) => vaccinated(t) && sameCentreDay(t, c) && dosesDiffer(t, c) },
  { kind: 'dose-mismatch', mayPair: (t, c) => sentAway(t) && sameCentreDay(t, c) && dosesDiffer(t, c) },
]
