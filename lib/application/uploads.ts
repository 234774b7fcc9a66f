import { randomBytes } from 'node:crypto'
import type { Instant } from '../domain/rows.ts'
import type { Fault } from '../formats/faults.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { Deps } from './deps.ts'
import { type AnyReceipt, type HandedAs, mostBytesOf } from './hand-in.ts'
import { retryStale } from './retry-stale.ts'

/**
 * A file that is announced first and sent straight to the inbox, because it is too large for a request. Who sends it
 * and as what is fixed here, when it is announced: neither the object's key nor anything in it decides.
 */
export interface Announced {
  /** Not to be guessed. */
  readonly uploadId: string
  readonly by: string
  readonly as: HandedAs
  readonly maxBytes: number
  readonly createdAt: Instant
  /** The form is good until then. */
  readonly formUntil: Instant
  /** What has not been taken by then never is: it may have been sent again by another way. */
  readonly openUntil: Instant
}

/** Which bytes were taken. Whatever else is sent to the same upload changes nothing. */
interface Taken {
  readonly sha256: string
  readonly takenAt: Instant
}

/** `waiting -> taken -> accepted | refused`; one that waits too long is expired, which nobody needs to write down. */
export type UploadState =
  | { readonly state: 'waiting' }
  | ({ readonly state: 'taken' } & Taken)
  | ({ readonly state: 'accepted'; readonly receipt: AnyReceipt } & Taken & Decided)
  | ({ readonly state: 'refused'; readonly faults: readonly Fault[] } & Taken & Decided)

interface Decided {
  readonly decidedAt: Instant
  /** Lists in the receipt or among the faults are not whole: they were too long to keep. */
  readonly shortened: boolean
}

export type Upload = Announced & UploadState

/** One of the few places that one caller has for uploads that wait. */
export interface UploadPlace {
  readonly place: number
  readonly uploadId: string
  /** Free again from then on. */
  readonly until: Instant
}

/** How a file reaches the inbox without passing through a function. */
export interface UploadForms {
  /** A form that takes one file of the key, of `least` to `most` bytes. */
  sign(
    key: string,
    limits: { readonly least: number; readonly most: number; readonly until: Instant; readonly now: Instant },
  ): Promise<UploadForm>
}

/** To be sent as `multipart/form-data`: the fields first, then the file as `file`. */
export interface UploadForm {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

export type UploadRefusal =
  | { readonly reason: 'too-large'; readonly maxBytes: number }
  | { readonly reason: 'too-many'; readonly retryAt: Instant }

export interface OpenedUpload {
  readonly upload: Upload
  readonly form: UploadForm
}

const MINUTE = 60_000
const FORM_MS = 15 * MINUTE
/** The last second's 5 GiB on a slow line, and the inbox's own retries of telling that they came. */
const OPEN_MS = FORM_MS + 180 * MINUTE
/** Longer than any process works on a file: who had taken it is dead. */
const TAKING_MS = 20 * MINUTE
/** Uploads of one caller that may wait at a time. */
export const MOST_WAITING = 20

/** `uploads/<id>/file`: the one key of the inbox that the form of an upload is good for. */
export const uploadKeyOf = (uploadId: string): string => `uploads/${uploadId}/file`

/** Announces an upload: its record first, then the form that fills it. `bytes` null: the caller does not say how many. */
export async function openUpload(
  announced: { readonly as: HandedAs; readonly by: string; readonly bytes: number | null },
  deps: Deps & { readonly uploadForms: UploadForms },
): Promise<Result<OpenedUpload, UploadRefusal>> {
  const { as, bytes, by } = announced
  const maxBytes = mostBytesOf(as)
  if (bytes !== null && bytes > maxBytes) return refuse({ reason: 'too-large', maxBytes })
  const now = deps.clock.now()
  const uploadId = randomBytes(24).toString('base64url')
  const until = { formUntil: now + FORM_MS, openUntil: now + OPEN_MS }
  const upload: Upload = { uploadId, by, as, maxBytes, createdAt: now, ...until, state: 'waiting' }
  const refusal = await retryStale(() => takePlace(upload, deps))
  if (refusal) return refuse(refusal)
  const range = { least: bytes ?? 0, most: bytes ?? maxBytes }
  const form = await deps.uploadForms.sign(uploadKeyOf(uploadId), { ...range, until: upload.formUntil, now })
  return ok({ upload, form })
}

/** The places are counted by conditioned writes, so that asking twenty times at once does not get twenty times more. */
async function takePlace(upload: Upload, { store }: Deps): Promise<UploadRefusal | null> {
  const { by, uploadId, createdAt: now, formUntil } = upload
  const places = await store.uploadPlaces(by)
  const held = new Map(places.map((place) => [place.place, place]))
  const free = Array.from({ length: MOST_WAITING }, (_, place) => place).filter(
    (place) => (held.get(place)?.until ?? 0) <= now,
  )
  if (free.length === 0) return { reason: 'too-many', retryAt: Math.min(...places.map(({ until }) => until)) }
  const place = free[Math.floor(Math.random() * free.length)]!
  const after = { place, uploadId, until: formUntil }
  await store.commit({
    upload: { before: null, after: upload, place: { by, before: held.get(place) ?? null, after } },
  })
  return null
}

/** From when on another may go on with an upload that was taken. */
export const resumableFrom = ({ takenAt }: Pick<Taken, 'takenAt'>): Instant => takenAt + TAKING_MS

/** As its sender is told: `expired` where nothing came in time. */
export function standingOf(upload: Upload, now: Instant): UploadState['state'] | 'expired' {
  return upload.state === 'waiting' && now > upload.openUntil ? 'expired' : upload.state
}
