import type { Rule } from '../domain/report.ts'
import type { IsoDate } from '../domain/rows.ts'
import type { DraftDay } from './draft.ts'
import type { FinishedDraft } from './draft-day.ts'
import type { FraudName } from './frauds/all.ts'
import type { Fraud, Visibility } from './frauds/fraud.ts'

/** What really happened on one centre-day of a fraud. */
export interface FraudTruth {
  readonly fraud: FraudName
  readonly centreId: string
  readonly date: IsoDate
  /** Ids of the fake certificates. */
  readonly certificates: readonly string[]
  /** Numbers of tokens that were invented, or whose people were sent away. */
  readonly tokens: readonly string[]
  /** What the records of this very day can show. */
  readonly visible: Visibility
  /** The rules that show it. */
  readonly by: readonly Rule[]
  readonly because: string
}

/** What an official would want to know of one simulated day and no record says. */
export interface DayTruth {
  readonly frauds: readonly FraudTruth[]
  /** Ids that honest operators issued a second time for the same person. */
  readonly doubles: readonly string[]
  /** Centres whose token sheet never comes. */
  readonly lostSheets: readonly string[]
}

/** Certificates have their ids by now. */
export function truthOf(finished: readonly FinishedDraft[]): DayTruth {
  const drafts = finished.map(({ draft }) => draft)
  return {
    frauds: finished.flatMap((one) => fraudOf(one) ?? []),
    doubles: drafts.flatMap(({ doubles }) => doubles.map(({ certificateId }) => certificateId)),
    lostSheets: drafts
      .filter(({ sheet, visits }) => sheet === 'lost' && visits.length > 0)
      .map(({ centre }) => centre.centreId),
  }
}

function fraudOf({ draft, crime, committed }: FinishedDraft): FraudTruth | null {
  if (!crime || !committed) return null
  const { by, because } = crime.fraud
  return {
    fraud: crime.name,
    centreId: draft.centre.centreId,
    date: draft.date,
    certificates: committed.certificates.map(({ certificateId }) => certificateId),
    tokens: committed.tokens.map(({ tokenNo }) => tokenNo),
    visible: visibleOn(draft, crime.fraud),
    by,
    because,
  }
}

/** Beside rows without a ref it can only be told how many certificates are too many. */
function visibleOn({ visits, sheet }: DraftDay, { visible, needsRefs }: Fraud): Visibility {
  const isBlank = visits.some(({ token, certificate }) => token.ref === '' || certificate?.ref === '')
  return visible === 'rows' && needsRefs && (isBlank || sheet !== 'register') ? 'count' : visible
}
