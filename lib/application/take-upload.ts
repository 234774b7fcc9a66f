import type { Refusal } from '../formats/faults.ts'
import type { Result } from '../runtime/result.ts'
import { type ByteSource, sha256OfSource } from './byte-source.ts'
import type { Deps } from './deps.ts'
import { type AnyReceipt, handIn, rawKeyOf } from './hand-in.ts'
import type { Accepted } from './receipt.ts'
import { retryStale } from './retry-stale.ts'
import { standingOf, type Upload } from './uploads.ts'

type Decided = Extract<Upload, { state: 'accepted' | 'refused' }>
type Begun = Extract<Upload, { state: 'taken' }>

export type TakenUpload =
  /** `first` false: it was decided before, and this changed nothing. */
  | { readonly outcome: 'decided'; readonly upload: Decided; readonly first: boolean }
  | { readonly outcome: 'unknown' | 'expired' | 'too-large' }

/**
 * Takes what was sent to an upload. Its bytes are kept as evidence before the record names them, and accepted from
 * there: whatever is sent to the same key meanwhile, and whichever process dies, the bytes whose hash is in the
 * record are those that are accepted, and its outcome is written once. What is sent later changes nothing.
 */
export async function takeUpload(uploadId: string, source: ByteSource, deps: Deps): Promise<TakenUpload> {
  const announced = await deps.store.upload(uploadId)
  if (!announced) return { outcome: 'unknown' }
  if (source.size > announced.maxBytes) return { outcome: 'too-large' }
  const sha256 = await sha256OfSource(source)
  const begun = await retryStale(() => begin(uploadId, { source, sha256 }, deps))
  if (begun === 'expired') return { outcome: 'expired' }
  if (begun.sha256 !== sha256) deps.logger.warn('upload-sent-again', { state: begun.state })
  if (begun.state !== 'taken') return { outcome: 'decided', upload: begun, first: false }
  const result = await accept(begun, deps)
  return retryStale(() => decide(begun, result, deps))
}

/** Goes on with an upload whose process died and whose event does not come again; called by the sweep. */
export async function resumeUpload(uploadId: string, deps: Deps): Promise<void> {
  const upload = await deps.store.upload(uploadId)
  if (upload?.state !== 'taken') return
  const result = await accept(upload, deps)
  await retryStale(() => decide(upload, result, deps))
}

interface Sent {
  readonly source: ByteSource
  readonly sha256: string
}

/** The first bytes are taken; of others it is only told what became of the first. */
async function begin(uploadId: string, sent: Sent, deps: Deps): Promise<Begun | Decided | 'expired'> {
  const upload = (await deps.store.upload(uploadId))!
  const now = deps.clock.now()
  if (upload.state !== 'waiting') return upload
  if (standingOf(upload, now) === 'expired') return 'expired'
  const { sha256 } = sent
  await deps.rawFiles.keep(rawKeyOf(upload.as, sha256), sent.source, sha256)
  const after: Begun = { ...upload, state: 'taken', sha256, takenAt: now }
  const places = await deps.store.uploadPlaces(upload.by)
  const before = places.find((place) => place.uploadId === uploadId)
  const place = before ? { place: { by: upload.by, before, after: null } } : {}
  await deps.store.commit({ upload: { before: upload, after, ...place } })
  return after
}

async function accept({ as, by, sha256 }: Begun, deps: Deps): Promise<Result<Accepted<AnyReceipt>, Refusal>> {
  const rawKey = rawKeyOf(as, sha256)
  const { rawFiles } = deps
  const keep: typeof rawFiles.keep = async (key, ...rest) => {
    if (key !== rawKey) await rawFiles.keep(key, ...rest)
  }
  const kept = { ...deps, rawFiles: { ...rawFiles, keep } }
  return handIn(as, { source: await rawFiles.open(rawKey), by }, kept)
}

/** Whoever of two is second finds what the first has written, and answers that. */
async function decide(
  { uploadId }: Begun,
  result: Awaited<ReturnType<typeof accept>>,
  { store, clock }: Deps,
): Promise<TakenUpload> {
  const before = (await store.upload(uploadId))!
  if (before.state !== 'taken') return { outcome: 'decided', upload: before as Decided, first: false }
  const decided = { decidedAt: clock.now(), shortened: false }
  const after: Decided = result.ok
    ? { ...before, ...decided, state: 'accepted', receipt: result.value.receipt }
    : { ...before, ...decided, state: 'refused', faults: result.refusal.faults }
  await store.commit({ upload: { before, after } })
  return { outcome: 'decided', upload: after, first: true }
}
