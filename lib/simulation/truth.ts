import type { Rule } from '../domain/report.ts'
import type { CertificateLeg, CertificateRow, IsoDate } from '../domain/rows.ts'
import type { DraftDay } from './draft.ts'
import type { FinishedDraft } from './draft-day.ts'
import type { FraudName } from './frauds/all.ts'
import type { Visibility } from './frauds/fraud.ts'
import type { Crime } from './plan.ts'
import { fateOf } from './world.ts'

/** What really happened on one centre-day of a fraud. */
export interface FraudTruth {
  readonly fraud: FraudName
  readonly centreId: string
  readonly date: IsoDate
  /** Ids of the fake certificates. */
  readonly certificates: readonly string[]
  /** Numbers of tokens that lie: invented ones, and those of people who never came, were sent home or got no dose. */
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
  return {
    frauds: finished.flatMap((one) => fraudOf(one, drafts, certificates) ?? []),
    doubles: drafts.flatMap(({ doubles }) => doubles.map(({ certificateId }) => certificateId)),
    lostSheets: drafts
      .filter(({ sheet, visits }) => sheet === 'lost' && visits.length > 0)
      .map(({ centre }) => centre.centreId),
  }
}

function fraudOf(
  { draft, crime, committed }: FinishedDraft,
  drafts: readonly DraftDay[],
  certificates: readonly CertificateLeg[],
): FraudTruth | null {
  if (!crime || !committed) return null
  const { centreId } = draft.centre
  const own = certificates.find((leg) => leg.centreId === centreId)?.rows ?? []
  return {
    fraud: crime.name,
    centreId,
    date: draft.date,
    certificates: committed.certificates.map(({ certificateId }) => certificateId),
    tokens: committed.tokens.map(({ tokenNo }) => tokenNo),
    ...seenOn(draft, crime, () => unnamedIn(own, drafts)),
  }
}

type Seen = Pick<FraudTruth, 'visible' | 'by' | 'because'>

/** What the sheets of this day, and the days before it, leave to be seen of a fraud. */
function seenOn(draft: DraftDay, { fraud, nth }: Crime, unnamed: () => number): Seen {
  const { visible, needs, by, because, begins } = fraud
  if (visible === 'trend' && draft.day - nth < begins) {
    return { visible: 'none', by: [], because: 'there are not days enough before it to tell it from' }
  }
  const isDaily = visible === 'rows' || visible === 'count'
  if (isDaily && needs !== 'nothing' && draft.sheet === 'totals' && !hasKeptRegister(draft)) {
    return seenByTotals(draft, unnamed())
  }
  return visible === 'rows' && needs === 'refs' && hasBlankRef(draft)
    ? {
        visible: 'count',
        by: by.map(besideBlankRef),
        because: 'beside a row without a ref only their number shows',
      }
    : { visible, by, because }
}

/** A register of a day before gives away that one is withheld. */
function hasKeptRegister({ world, centre, day }: DraftDay): boolean {
  return Array.from({ length: day }, (_, before) => fateOf(world, centre, before)).some(
    ({ sheet }) => sheet === 'register',
  )
}

function hasBlankRef({ visits }: DraftDay): boolean {
  return visits.some(({ token, certificate }) => token.ref === '' || certificate?.ref === '')
}

const besideBlankRef = (rule: Rule): Rule =>
  rule === 'certificate-without-token' ? 'certificates-exceed-tokens' : rule

/** Who has never named anybody shows a number, and that only where nobody's missing certificate hides it. */
function seenByTotals(draft: DraftDay, unnamed: number): Seen {
  if (draft.invented.length > 0) {
    return {
      visible: 'count',
      by: ['sheet-raised'],
      because: 'an earlier version of the totals was lower; a file alone cannot show it',
    }
  }
  return unnamed > vaccinatedOf(draft)
    ? {
        visible: 'count',
        by: ['certificates-exceed-tokens'],
        because: 'a totals sheet tells how many are too many, and not which',
      }
    : { visible: 'none', by: [], because: 'a totals sheet names nobody, and the counts have room for them' }
}

/** People certified here whom no register of the day names, each once: a totals sheet has to account for so many. */
function unnamedIn(rows: readonly CertificateRow[], drafts: readonly DraftDay[]): number {
  const registers = drafts.filter(({ sheet }) => sheet === 'register')
  const named = new Set(registers.flatMap(({ visits }) => visits.map(({ token }) => token.ref)))
  const revoked = new Set(rows.flatMap((row) => (row.status === 'revoked' ? row.certificateId : [])))
  const counting = rows.filter(({ certificateId }) => !revoked.has(certificateId))
  const people = new Set(counting.map(({ certificateId, ref }) => ref || certificateId))
  return [...people].filter((person) => !named.has(person)).length
}

const vaccinatedOf = ({ visits, inflatedBy }: DraftDay): number =>
  visits.filter(({ token }) => token.outcome === 'vaccinated').length + inflatedBy
