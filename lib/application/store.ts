import type { Head, LegVersion } from '../domain/head.ts'
import type { Incident, IncidentState } from '../domain/incident.ts'
import type { LedgerEntry, LedgerFact } from '../domain/ledger.ts'
import type { Message, Official } from '../domain/outbox.ts'
import type { Policy } from '../domain/policy.ts'
import type { Context } from '../domain/report.ts'
import type {
  BookingRow,
  Centre,
  CertificateRow,
  Instant,
  IsoDate,
  Leg,
  StockRow,
  SuspensionPeriod,
  TokenSheet,
} from '../domain/rows.ts'
import type { Suspension } from '../domain/suspension.ts'
import type { Outbox } from './outbox.ts'
import type { PullState } from './pull-record.ts'
import type { Upload, UploadPlace } from './uploads.ts'

/** One centre on one date. */
export interface Place {
  readonly centreId: string
  readonly date: IsoDate
}

/** Which versions of a centre-day are in force. */
export type CentreDayLegs = Pick<Head, 'centreId' | 'date' | 'legs'>

/** Which rows are in force on some days, and a mark of them. */
export interface RowsInForce {
  /** While it is the same, nothing came in on these days, but for rows of a feed that is still being applied. */
  readonly mark: string
  readonly centreDays: readonly CentreDayLegs[]
}

/** The normalised rows of one leg of a centre-day. */
export type LegContent =
  | { readonly leg: 'tokens'; readonly sheet: TokenSheet }
  | { readonly leg: 'certificates'; readonly rows: readonly CertificateRow[] }
  | { readonly leg: 'bookings'; readonly rows: readonly BookingRow[] }
  | { readonly leg: 'stock'; readonly rows: readonly StockRow[] }

/** A file of many centre-days on its way: `staged -> applying -> applied`. */
export interface Feed {
  readonly sequence: number
  readonly leg: Leg
  readonly sha256: string
  /** Where the raw file is kept. */
  readonly rawKey: string
  readonly by: string
  readonly receivedAt: Instant
  readonly state: 'staged' | 'applying' | 'applied'
  /** Every day that it has rows for, sorted. */
  readonly dates: readonly IsoDate[]
  readonly rows: number
  readonly quarantined: number
  /** Quarantined rows by the code of their reason. */
  readonly reasons: Readonly<Record<string, number>>
  /** It states the whole truth for each centre and date in it. */
  readonly replace: boolean
  /** Until when whoever applies it is believed to be alive. */
  readonly leaseUntil: Instant
}

/** How many rows of a feed were quarantined that speak of a day. */
export interface QuarantineOfDay {
  readonly date: IsoDate
  readonly leg: Leg
  readonly sha256: string
  readonly sequence: number
  readonly rows: number
}

/** How usual the centre-days of one date are. */
export interface DayContexts {
  /** SHA-256 of the policy under which that was looked at. */
  readonly policy: string
  readonly byCentre: ReadonlyMap<string, Context>
}

/** Everything that one transaction writes: all of it or nothing. */
export interface Change {
  /** Conditioned on the `rev` of `before`. */
  readonly heads?: readonly { readonly before: Head; readonly after: Head }[]
  readonly legs?: readonly NewLegVersion[]
  /** This feed is still on its way: a late share of it would take back what came after it. */
  readonly whileApplied?: Feed
  /** On these days rows came in, of that centre or of any: whoever knows what is in force there must read it again. */
  readonly marks?: readonly { readonly date: IsoDate; readonly centreId?: string }[]
  /** `before` null: must not exist yet. */
  readonly incident?: { readonly before: Incident | null; readonly after: Incident }
  readonly suspension?: { readonly before: Suspension; readonly after: Suspension }
  readonly feed?: { readonly before: Feed | null; readonly after: Feed }
  readonly upload?: UploadChange
  /** Put whatever stood there. */
  readonly centres?: readonly Centre[]
  /** Conditioned on the `rev` of `before`; null: must not exist yet. */
  readonly pull?: { readonly before: PullState | null; readonly after: PullState }
  /** Appended to the chain of that centre, or the district's own. */
  readonly facts?: readonly { readonly chain: string; readonly fact: LedgerFact }[]
  readonly messages?: { readonly dueAt: Instant; readonly list: readonly Message[] }
}

/** Conditioned on the state of `before`, and on who holds the place. */
export interface UploadChange {
  readonly before: Upload | null
  readonly after: Upload
  readonly place?: {
    readonly by: string
    readonly before: UploadPlace | null
    readonly after: UploadPlace | null
  }
}

export interface NewLegVersion {
  readonly centreId: string
  readonly date: IsoDate
  readonly version: LegVersion
  readonly content: LegContent
}

/** Somebody else wrote first. Nothing was written: read again and decide again. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite'
}

/** A leg that a head names is not in the table, or not whole: past its retention, or the state is damaged. */
export class LegDamaged extends Error {
  override readonly name = 'LegDamaged'
  constructor(
    readonly centreId: string,
    readonly date: IsoDate,
    readonly version: number,
  ) {
    super('The rows of an accepted version are not whole.')
  }
}

/** More than one transaction of the table can hold: the rows of one centre-day in one leg are too many or too long. */
export class LegTooLarge extends Error {
  override readonly name = 'LegTooLarge'
}

/** The chain of what has no centre: no centre's id is empty. */
export const DISTRICT_CHAIN = ''

/** The state of a district. All reads are strongly consistent but those of what is due. */
export interface Store {
  head(centreId: string, date: IsoDate): Promise<Head | null>
  /** Every head of these days. */
  heads(dates: readonly IsoDate[]): Promise<readonly Head[]>
  /** Those of these centre-days that have a head, in any order. */
  headsOf(places: readonly Place[]): Promise<readonly Head[]>
  /** The days from one to another. What it answers of a day may be newer than its mark; never older. */
  inForce(from: IsoDate, to: IsoDate): Promise<RowsInForce>
  /** The mark alone: cheap. */
  mark(from: IsoDate, to: IsoDate): Promise<string>
  /** The rows of one accepted version; versions are immutable, so they are cached. */
  leg(centreId: string, date: IsoDate, leg: LegContent['leg'], version: number): Promise<LegContent>
  /** Throws StaleWrite, having written nothing, where something changed since it was read. */
  commit(change: Change): Promise<void>
  /** Dates that hold a head which is due at `now`. */
  dueDates(now: Instant): Promise<readonly IsoDate[]>

  incident(incidentId: string): Promise<Incident | null>
  incidents(state: IncidentState): Promise<readonly Incident[]>
  /** Open incidents whose next step of the ladder is due. */
  dueIncidents(now: Instant): Promise<readonly Incident[]>
  suspension(centreId: string): Promise<Suspension>
  /** When each centre was suspended; those that never were are left out. */
  suspensionPeriods(): Promise<ReadonlyMap<string, readonly SuspensionPeriod[]>>

  /** A policy that results were made under, by its fingerprint; null where none was kept. */
  policy(sha256: string): Promise<Policy | null>
  /** Kept once; said again it changes nothing. */
  keepPolicy(sha256: string, policy: Policy): Promise<void>
  /** Null where that was not looked at yet. */
  contexts(date: IsoDate): Promise<DayContexts | null>
  putContexts(date: IsoDate, contexts: DayContexts): Promise<void>

  /** Rows of feeds that were quarantined on a day. */
  quarantines(date: IsoDate): Promise<readonly QuarantineOfDay[]>
  putQuarantine(quarantine: QuarantineOfDay): Promise<void>
  nextFeedSequence(): Promise<number>
  activeFeeds(): Promise<readonly Feed[]>
  feed(sequence: number): Promise<Feed | null>
  /** The latest applied feed of these bytes. */
  appliedFeed(sha256: string): Promise<Feed | null>

  upload(uploadId: string): Promise<Upload | null>
  /** The places that uploads of this caller hold, or held: `until` tells. */
  uploadPlaces(by: string): Promise<readonly UploadPlace[]>
  /** Ids of uploads that were taken, and not decided in the time that this takes. */
  dueUploads(now: Instant): Promise<readonly string[]>

  /** Null before the fetched feed was first looked at. */
  pull(): Promise<PullState | null>

  ledger(chain: string): Promise<readonly LedgerEntry[]>
  readonly outbox: Outbox

  centre(centreId: string): Promise<Centre | null>
  centres(): Promise<readonly Centre[]>
  putCentre(centre: Centre): Promise<void>
  official(officialId: string): Promise<Official | null>
  officials(): Promise<readonly Official[]>
  putOfficial(official: Official): Promise<void>

  /** How many steps of the sample day were played; 0 before the first. */
  playedSteps(): Promise<number>
  markPlayed(steps: number): Promise<void>
}
