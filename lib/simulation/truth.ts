import type { Rule } from '../domain/report.ts'
import type { CertificateLeg, CertificateRow, IsoDate } from '../domain/rows.ts'
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

/** Certificates have their ids by now; `certificates` are those of this date. */
export function truthOf(
  finished: readonly FinishedDraft[],
  certificates: readonly CertificateLeg[],
): DayTruth {
  const drafts = finished.map(({ draft }) => draft)
  const rowsOf = new Map(certificates.map(({ centreId, rows }) => [centreId, rows]))
  return {
    frauds: finished.flatMap((one) => fraudOf(one, rowsOf.get(one.draft.centre.centreId) ?? []) ?? []),
    doubles: drafts.flatMap(({ doubles }) => doubles.map(({ certificateId }) => certificateId)),
    lostSheets: drafts
      .filter(({ sheet, visits }) => sheet === 'lost' && visits.length > 0)
      .map(({ centre }) => centre.centreId),
  }
}

function fraudOf(
  { draft, crime, committed }: FinishedDraft,
  certificates: readonly CertificateRow[],
): FraudTruth | null {
  if (!crime || !committed) return null
  return {
    fraud: crime.name,
    centreId: draft.centre.centreId,
    date: draft.date,
    certificates: committed.certificates.map(({ certificateId }) => certificateId),
    tokens: committed.tokens.map(({ tokenNo }) => tokenNo),
    ...seenOn(draft, crime.fraud, certificates),
  }
}

type Seen = Pick<FraudTruth, 'visible' | 'by' | 'because'>

/** Beside rows without a ref it can only be told how many certificates are too many. */
function seenOn(draft: DraftDay, fraud: Fraud, certificates: readonly CertificateRow[]): Seen {
  const { visible, needs, by, because } = fraud
  const isDaily = visible === 'rows' || visible === 'count'
  if (isDaily && needs !== 'nothing' && draft.world.plan.sendsTotals(draft.centre)) {
    return seenByTotals(draft, certificates)
  }
  const isBlank = draft.visits.some(({ token, certificate }) => token.ref === '' || certificate?.ref === '')
  return { visible: visible === 'rows' && needs === 'refs' && isBlank ? 'count' : visible, by, because }
}

/** A centre that has never named anybody shows its number, and that only where nobody's missing certificate hides it. */
function seenByTotals(draft: DraftDay, certificates: readonly CertificateRow[]): Seen {
  if (draft.invented.length > 0) {
    return { visible: 'count', by: ['sheet-raised'], because: 'an earlier version of the totals was lower' }
  }
  return countedOf(certificates) > vaccinatedOf(draft)
    ? {
        visible: 'count',
        by: ['certificates-exceed-tokens'],
        because: 'a totals sheet tells how many are too many, and not which',
      }
    : { visible: 'none', by: [], because: 'a totals sheet names nobody, and the counts have room for them' }
}

function countedOf(rows: readonly CertificateRow[]): number {
  const revoked = new Set(rows.flatMap((row) => (row.status === 'revoked' ? row.certificateId : [])))
  return new Set(rows.map(({ certificateId }) => certificateId)).size - revoked.size
}

const vaccinatedOf = ({ visits, inflatedBy }: DraftDay): number =>
  visits.filter(({ token }) => token.outcome === 'vaccinated').length + inflatedBy
