import { daysLater, doseCompatible, sameCentre, vaccinated } from './pairing.ts'
import type { Step } from './step.ts'

/** Pass 4: same date, ref and dose (or one missing), another centre; vaccinated tokens only. */
export const elsewhere: readonly Step[] = [
  {
    kind: 'elsewhere',
    mayPair: (t, c) => vaccinated(t) && daysLater(t, c) === 0 && !sameCentre(t, c) && doseCompatible(t, c),
  },
]
