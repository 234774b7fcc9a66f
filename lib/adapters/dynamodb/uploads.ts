import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { UploadChange } from '../../application/store.ts'
import { resumableFrom, type Upload, type UploadPlace } from '../../application/uploads.ts'
import type { Instant } from '../../domain/rows.ts'
import {
  dueKey,
  duePartition,
  dueUntil,
  type Key,
  uploadIdOf,
  uploadKey,
  uploadPlaceKey,
  uploadPlaces,
} from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

const DAY_SECONDS = 86_400
/** For as long its sender can ask what became of it. */
const KEPT_DAYS = 30
/** An item holds 400 KB, the rest of the record included. */
const MOST_BYTES = 350_000
/** How much is kept of each list of an outcome, tried in this order: the first that fits. */
const LISTED = [2000, 200, 20]

export async function readUpload(table: Table, uploadId: string): Promise<Upload | null> {
  const item = await table.get(uploadKey(uploadId))
  return item && toUpload(item)
}

/** Taken, and not decided since. The index may lag by moments; who acts on it reads the record again. */
export async function readDueUploads(table: Table, now: Instant): Promise<readonly string[]> {
  const keys = await table.query(duePartition('UPLOAD'), { index: 'gsi1', upTo: dueUntil(now) })
  return keys.map((key) => uploadIdOf(key as unknown as Key))
}

export async function readUploadPlaces(table: Table, by: string): Promise<readonly UploadPlace[]> {
  return (await table.query(uploadPlaces(by))).map(
    ({ pk, sk, expiresAt, ...place }) => place as unknown as UploadPlace,
  )
}

export function uploadWrites({ before, after, place }: UploadChange): readonly Write[] {
  const record: Write = { put: toItem(after), expect: before ? stillEquals('state', before.state) : absent }
  if (!place) return [record]
  const expect = place.before ? stillEquals('uploadId', place.before.uploadId) : absent
  const key = uploadPlaceKey(place.by, (place.after ?? place.before)!.place)
  const next = place.after && { ...key, ...place.after, expiresAt: secondsAfter(place.after.until, 1) }
  return [record, next ? { put: next, expect } : { remove: key, expect }]
}

function toItem(upload: Upload): Item & ReturnType<typeof uploadKey> {
  const common = { ...uploadKey(upload.uploadId), expiresAt: secondsAfter(upload.createdAt, KEPT_DAYS) }
  switch (upload.state) {
    case 'waiting':
      return { ...common, ...upload }
    case 'taken':
      return { ...common, ...upload, ...dueKey('UPLOAD', resumableFrom(upload)) }
    case 'accepted': {
      const { receipt, ...rest } = upload
      return { ...common, ...rest, ...pack(receipt) }
    }
    case 'refused': {
      const { faults, ...rest } = upload
      return { ...common, ...rest, ...pack(faults) }
    }
  }
}

function toUpload({ pk, sk, gsi1pk, gsi1sk, expiresAt, outcome, ...upload }: Item): Upload {
  if (!(outcome instanceof Uint8Array)) return upload as unknown as Upload
  const told: unknown = JSON.parse(inflateRawSync(outcome).toString('utf8'))
  return { ...upload, ...(upload.state === 'accepted' ? { receipt: told } : { faults: told }) } as Upload
}

/** Deflated, and with its long lists cut where it would not fit even so. */
function pack(
  outcome: unknown,
  [most = 0, ...less]: readonly number[] = LISTED,
): { readonly outcome: Uint8Array; readonly shortened: boolean } {
  const { value, shortened } = withShortLists(outcome, most)
  const packed = deflateRawSync(JSON.stringify(value))
  return packed.length <= MOST_BYTES || less.length === 0
    ? { outcome: packed, shortened }
    : pack(outcome, less)
}

function withShortLists(outcome: unknown, most: number): { value: unknown; shortened: boolean } {
  let shortened = false
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      shortened ||= value.length > most
      return value.slice(0, most).map(cut)
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]))
  }
  return { value: cut(outcome), shortened }
}

const secondsAfter = (instant: number, days: number): number => Math.ceil(instant / 1000) + days * DAY_SECONDS
