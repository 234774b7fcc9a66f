import type { DraftDay, Visit } from '../draft.ts'
import { blankRef } from './blank-ref.ts'
import { compound } from './compound.ts'
import { deferral } from './deferral.ts'
import { doubleIssue } from './double-issue.ts'
import { eveningCatchUp } from './evening-catch-up.ts'
import { feedRepeat } from './feed-repeat.ts'
import { lateBacklog } from './late-backlog.ts'
import { leaver } from './leaver.ts'
import { missingCertificate } from './missing-certificate.ts'
import { missingDose } from './missing-dose.ts'
import { MESS, MESS_NAMES, type MessName, type MessRates, shareOfMessyVisits } from './rates.ts'
import { revoked } from './revoked.ts'
import { sisterCentre } from './sister-centre.ts'
import { typingSlip } from './typing-slip.ts'
import { wrongDose } from './wrong-dose.ts'

type OfVisits = { [N in MessName]: (typeof MESS)[N]['of'] extends 'visits' ? N : never }[MessName]

const OF_VISITS: Readonly<Record<OfVisits, (visit: Visit, draft: DraftDay) => void>> = {
  'typing-slip': typingSlip,
  deferral,
  leaver,
  'late-backlog': lateBacklog,
  'sister-centre': sisterCentre,
  'wrong-dose': wrongDose,
  'missing-dose': missingDose,
  'blank-ref': blankRef,
  'missing-certificate': missingCertificate,
  'feed-repeat': feedRepeat,
  'double-issue': doubleIssue,
  revoked,
  compound,
}
const VISIT_MESS = MESS_NAMES.filter((name): name is OfVisits => MESS[name].of === 'visits')

/**
 * Brings honest mess into a day, each visit one kind at most. `rates` are those of the centre; that a sheet is lost or
 * late, totals only, or timed by a wrong clock is settled before.
 */
export function makeMess(draft: DraftDay, rates: MessRates): void {
  const { random, visits } = draft
  const messy = shareOfMessyVisits(rates)
  for (const visit of visits) {
    let drawn = random.unit()
    if (drawn >= messy) continue
    const name = VISIT_MESS.find((kind) => {
      drawn -= rates[kind]
      return drawn < 0
    })
    if (!name) continue
    visit.mess = name
    OF_VISITS[name](visit, draft)
  }
  if (random.chance(rates['evening-catch-up'])) eveningCatchUp(draft)
  draft.isShuffled = random.chance(rates['unsorted-rows'])
}
