import { doseMissing, sameCentreDay, sameDose, sentAway, vaccinated } from './pairing.ts'
import type { Step } from './step.ts'

/**
 * Pass 1: same centre, date, ref and dose; then the same with the dose missing on one side or both. Both for
 * vaccinated tokens first, then for deferred or left ones, where a match is a finding.
 */
export const exact: readonly Step[] = [
  { kind: 'exact', mayPair: (t, c) => vaccinated(t) && sameCentreDay(t, c) && sameDose(t, c) },
  { kind: 'exact', mayPair: (t, c) => vaccinated(t) && sameCentreDay(t, c) && doseMissing(t, c) },
  { kind: 'exact', mayPair: (t, c) => sentAway(t) && sameCentreDay(t, c) && sameDose(t, c) },
  { kind: 'exact', mayPair: (t, c) => sentAway(t) && sameCentreDay(t, c) && doseMissing(t, c) },
]
