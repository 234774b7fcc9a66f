import { centreIdSchema } from '../contracts/api.ts'
import type { Centre } from '../domain/rows.ts'
import type { Suspension } from '../domain/suspension.ts'
import { type Fault, faultOf, type Refusal, warningOf } from '../formats/faults.ts'
import { namesInQuotes } from '../formats/messages.ts'
import { parseCentres } from '../formats/parse.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import { sha256Of } from './accept-version.ts'
import { sourceOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { inParallel } from './in-parallel.ts'
import { parseContextOf } from './parse-context.ts'
import type { Accepted, Receipt } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import { DISTRICT_CHAIN, type Store } from './store.ts'

export interface CentresReceipt extends Pick<Receipt, 'sha256' | 'rows' | 'warnings' | 'ignoredColumns'> {
  /** Centres that the district did not know. */
  readonly added: number
  readonly changed: number
  /** Ids of centres whose status in the file is not the one that stands: suspending is decided by officials. */
  readonly statusKept: readonly string[]
}

/** A transaction holds 100 writes; the entry of the ledger is one more. */
const AT_ONCE = 90
const PARALLEL = 32
/** Centres that a warning names. */
const NAMED = 10

/**
 * Takes the district's register of centres: whole or not at all. A centre that the file leaves out stays; a
 * suspension stands, whatever the file says of it. Sent again, it changes nothing.
 */
export async function acceptCentres(
  { bytes, by }: { readonly bytes: Uint8Array; readonly by: string },
  deps: Deps,
): Promise<Result<Accepted<CentresReceipt>, Refusal>> {
  const sha256 = sha256Of(bytes)
  await deps.rawFiles.keep(`raw/centres/${sha256}`, sourceOf(bytes), sha256)
  const parsed = await parseCentres(bytes, parseContextOf(deps))
  if (!parsed.ok) return parsed
  const faults = parsed.value.centres.flatMap(idFaults)
  if (faults.length > 0) return refuse({ faults })
  const { added, changed, statusKept } = await upsert(parsed.value.centres, { sha256, by }, deps)
  const { rowCount: rows, warnings, ignoredColumns } = parsed.value
  const kept =
    statusKept.length > 0
      ? [
          warningOf('status-kept', {
            column: 'status',
            details: { names: namesInQuotes(statusKept.slice(0, NAMED)) },
          }),
        ]
      : []
  const told = { rows, warnings: [...warnings, ...kept], ignoredColumns }
  const receipt = { sha256, ...told, added, changed, statusKept }
  return ok({ replay: added + changed === 0, receipt })
}

/** No path of the API could name such a centre. */
function idFaults({ centreId }: Centre): readonly Fault[] {
  return centreIdSchema.safeParse(centreId).success
    ? []
    : [faultOf('bad-centre-id', { column: 'centre_id', value: centreId })]
}

interface Upserted {
  readonly added: number
  readonly changed: number
  readonly statusKept: readonly string[]
}

/** The last part goes with the entry of the ledger: a process that dies before it is finished by the file's next coming. */
async function upsert(
  given: readonly Centre[],
  { sha256, by }: { readonly sha256: string; readonly by: string },
  { store, clock }: Deps,
): Promise<Upserted> {
  const standing = new Map((await store.centres()).map((centre) => [centre.centreId, centre]))
  const wanted = given.map((centre) => withStandingStatus(centre, standing.get(centre.centreId)))
  const news = wanted.filter((centre) => !isSame(centre, standing.get(centre.centreId)))
  const added = news.filter(({ centreId }) => !standing.has(centreId)).length
  const changed = news.length - added
  const statusKept = await thoseOfOtherStatus(given, standing, store)
  for (let from = 0; from < news.length; from += AT_ONCE) {
    const isLast = from + AT_ONCE >= news.length
    const data = { sha256, rows: given.length, added, changed }
    const fact = { kind: 'centres-accepted', at: clock.now(), by, data }
    const facts = isLast ? [{ chain: DISTRICT_CHAIN, fact }] : []
    await retryStale(() => store.commit({ centres: news.slice(from, from + AT_ONCE), facts }))
  }
  return { added, changed, statusKept }
}

/** Ids of centres of which the file says another status than stands. */
async function thoseOfOtherStatus(
  given: readonly Centre[],
  registered: ReadonlyMap<string, Centre>,
  store: Store,
): Promise<readonly string[]> {
  const suspensions = await inParallel(given, PARALLEL, ({ centreId }) => store.suspension(centreId))
  const others = given.filter(
    ({ centreId, status }, at) => status !== standingStatus(suspensions[at]!, registered.get(centreId)),
  )
  return others.map(({ centreId }) => centreId)
}

/** What officials have decided of a centre stands before what an earlier register said of it. */
function standingStatus({ sequence, status }: Suspension, registered: Centre | undefined): Centre['status'] {
  if (sequence === 0) return registered?.status ?? 'active'
  return status === 'active' || status === 'proposed' ? 'active' : 'suspended'
}

function withStandingStatus(centre: Centre, before: Centre | undefined): Centre {
  const { status, suspendedAt } = before ?? { status: 'active' as const, suspendedAt: null }
  return { ...centre, status, suspendedAt }
}

function isSame(a: Centre, b: Centre | undefined): boolean {
  return b !== undefined && PARTS.every((part) => a[part] === b[part])
}

const PARTS = ['name', 'block', 'opens', 'closes', 'status', 'suspendedAt'] as const
