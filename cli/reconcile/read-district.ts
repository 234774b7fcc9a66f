import { dateOf } from '../../lib/domain/calendar.ts'
import { compareText } from '../../lib/domain/ids.ts'
import type { Policy } from '../../lib/domain/policy.ts'
import type { Quarantined } from '../../lib/domain/report.ts'
import type { Centre, District, Instant, TokenLeg } from '../../lib/domain/rows.ts'
import {
  type ParseContext,
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
} from '../../lib/formats/parse.ts'
import { createClock, readDateTime } from '../../lib/formats/times.ts'
import { ANY_DISTRICT, type DistrictFormats, readDistrictFile } from '../district-file.ts'
import { mergeBookings } from './booking-feeds.ts'
import { legsOfFeeds } from './certificate-feeds.ts'
import { inForce } from './in-force.ts'
import type { Notices } from './notices.ts'
import { type Read, readFiles, whole } from './read-file.ts'
import { type Format, MAX_SHEET_BYTES, type ReconcileRequest } from './request.ts'
import { blocksOf, type ScannedFile, scanFiles } from './scan/scan-files.ts'

/** All that the files of one request say. Of no use where `notices` has faults. */
export interface ReadDistrict {
  readonly district: District
  readonly policy: Policy
  readonly asOf: Instant | null
  readonly quarantined: readonly Quarantined[]
}

// The last instant that a Date can hold: past every watermark.
const END_OF_TIME: Instant = 8.64e15

/** Reads every file, also after one was refused, so that all faults are known at once. */
export async function readDistrict(
  request: ReconcileRequest,
  now: Instant,
  notices: Notices,
): Promise<ReadDistrict> {
  const { files, replace } = request
  const own = await readFormats(request.district, notices)
  const policy = request.policy === null ? own.policy : await policyIn(request.policy, own.policy, notices)
  const { timeZone } = policy
  const asOf = request.asOf === null ? null : readDateTime(request.asOf, createClock(timeZone))!.instant
  const centres = await readCentres(request.centres, { ...own.context, timeZone }, notices)
  refuseUnknownCentres(request, policy, centres, notices)
  const today = dateOf(Math.max(now, asOf ?? now), timeZone)
  const context: ParseContext = {
    ...own.context,
    timeZone,
    today,
    ...(centres && { knownCentres: new Set(centres.keys()) }),
  }
  const ofSheets: ParseContext = { ...context, maxBytes: MAX_SHEET_BYTES }

  const scanned = await scanFiles(request, { tokens: ofSheets, certificates: context })
  const uploadedAt = asOf ?? END_OF_TIME
  const tokens = await readFiles(files.tokens, whole(parseTokens), ofSheets, notices, scanned.tokens)
  const certificates = await readFiles(
    files.certificates,
    parseCertificates,
    context,
    notices,
    scanned.certificates,
  )
  const bookings = await readFiles(files.bookings, parseBookings, context, notices)
  const stock = await readFiles(files.stock, whole(parseStock), ofSheets, notices)
  const district: District = {
    tokens: tokenLegs(
      inForce(tokens, ({ sheets }) => sheets, notices),
      uploadedAt,
    ),
    certificates: legsOfFeeds(
      inPlace(
        certificates.map(({ value }) => value.rows),
        scanned.certificates,
      ),
      replace,
    ),
    bookings: mergeBookings(
      bookings.map(({ value }) => value.legs),
      replace,
    ),
    stock: inForce(stock, ({ legs }) => legs, notices),
    centres,
    blocks: blocksOf(scanned, uploadedAt),
  }
  return {
    district,
    policy,
    asOf,
    quarantined: quarantinedOf([...certificates, ...bookings], request.format, notices),
  }
}

/** The rows of all feeds by their places, none of one that was scanned: which came later must stay known. */
function inPlace<T>(
  feeds: readonly (readonly T[])[],
  scanned: readonly (ScannedFile | null)[],
): readonly (readonly T[])[] {
  const others = [...feeds]
  return scanned.map((file) => (file ? [] : (others.shift() ?? [])))
}

/** How the district's files are written; as anybody's are where its file is refused, so that reading goes on. */
async function readFormats(file: string | null, notices: Notices): Promise<DistrictFormats> {
  const read = await readDistrictFile(file)
  if (read.ok) return read.value
  for (const sentence of read.refusal) notices.refuse(file!, sentence)
  return ANY_DISTRICT
}

/** Its schemas are loaded for those who give such a file. */
async function policyIn(file: string, otherwise: Policy, notices: Notices): Promise<Policy> {
  const { readPolicy } = await import('./read-policy.ts')
  return readPolicy(file, otherwise, notices)
}

/** What is decided for a centre that is not there would be decided for none, and nobody would know. */
function refuseUnknownCentres(
  request: ReconcileRequest,
  policy: Policy,
  centres: ReadonlyMap<string, Centre> | null,
  notices: Notices,
): void {
  if (!centres) return
  const [file, path] =
    request.policy === null ? [request.district, 'policy.centres'] : [request.policy, 'centres']
  for (const centreId of Object.keys(policy.centres)) {
    if (!centres.has(centreId))
      notices.refuse(file!, `${path}.${centreId}: the list of centres has no such centre`)
  }
}

type Sheets = readonly Omit<TokenLeg, 'final' | 'uploadedAt'>[]

/** A file does not tell when it was uploaded, nor whether more will come. */
function tokenLegs(sheets: Sheets, uploadedAt: Instant): readonly TokenLeg[] {
  return sheets.map((sheet) => ({ ...sheet, final: false, uploadedAt }))
}

async function readCentres(
  file: string | null,
  context: ParseContext,
  notices: Notices,
): Promise<ReadonlyMap<string, Centre> | null> {
  if (file === null) return null
  const [read] = await readFiles([file], whole(parseCentres), context, notices)
  return read ? new Map(read.value.centres.map((centre) => [centre.centreId, centre])) : null
}

function quarantinedOf(
  feeds: readonly Read<{ readonly quarantined: readonly Quarantined[] }>[],
  format: Format,
  notices: Notices,
): readonly Quarantined[] {
  // A table has no place for rows that are none.
  const isListed = format !== 'csv'
  for (const { file, value } of feeds) notices.warnOfQuarantined(file, value.quarantined.length, isListed)
  const quarantined = feeds
    .flatMap(({ value }) => value.quarantined)
    .sort((a, b) => compareText(a.file, b.file) || a.row - b.row || compareText(a.reason, b.reason))
  if (!isListed) notices.listQuarantined(quarantined)
  return quarantined
}
