import type { CertificateRow, Instant, IsoDate, TokenRow } from '../domain/rows.ts'
import type { SimulatedCentre } from './centres.ts'
import type { MessName } from './mess/rates.ts'
import type { Random } from './random.ts'
import type { Fate, World } from './world.ts'

type Draft<Row> = { -readonly [Field in keyof Row]: Row[Field] }
export type DraftToken = Draft<TokenRow>
/** Its centre and date say where it will be found; it has its id last of all. */
export type DraftCertificate = Draft<CertificateRow>

/** One person in the line of a centre. */
export interface Visit {
  /** The person's ref and dose, whatever the rows come to say. */
  readonly ref: string
  readonly dose: number
  readonly token: DraftToken
  certificate: DraftCertificate | null
  /** Of which kind of mess it is; null: everything is as it should be. */
  mess: MessName | null
}

export type SheetKind = 'register' | 'totals' | 'lost'

/** A centre's day while mess and fraud are still at work on it. */
export interface DraftDay extends Omit<Fate, 'holdsSession'> {
  readonly world: World
  readonly centre: SimulatedCentre
  readonly date: IsoDate
  /** Days since the first one that is simulated. */
  readonly day: number
  readonly midnight: Instant
  readonly random: Random
  readonly batch: string
  visits: Visit[]
  /** Certificates that belong to no visit: fakes, second ones, revoked ones. */
  besides: DraftCertificate[]
  /** What the feed tells of a certificate a second time. */
  echoes: { readonly of: DraftCertificate; readonly status: CertificateRow['status'] }[]
  /** Certificates that honest people issued a second time. */
  doubles: DraftCertificate[]
  /** Tokens that were never given out but stand in the sheet. */
  readonly invented: DraftToken[]
  /** By how many a totals sheet says more than was given out. */
  inflatedBy: number
  /** Doses that the stock sheet must cover beyond those that were given. */
  paperDoses: number
  /** People made up so far. */
  strangers: number
  isShuffled: boolean
}

export const MINUTE = 60_000
export const DAY = 86_400_000

/** Visits that no mess has touched and that were certified: whom a fraud may deal with. */
export function plainVisits({ visits }: DraftDay): Visit[] {
  return visits.filter(({ mess, certificate }) => mess === null && certificate !== null)
}
