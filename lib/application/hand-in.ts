import type { IsoDate, Leg } from '../domain/rows.ts'
import { type Refusal, refusalOf } from '../formats/faults.ts'
import { type Result, refuse } from '../runtime/result.ts'
import { acceptCentres, type CentresReceipt } from './accept-centres.ts'
import { acceptFeed, type FeedReceipt } from './accept-feed.ts'
import { acceptSheet } from './accept-sheet.ts'
import { type ByteSource, bytesOf } from './byte-source.ts'
import type { Deps } from './deps.ts'
import type { Accepted, Receipt } from './receipt.ts'

/** What a file is handed in as, by whichever way it comes: one leg of one centre-day, many of them, or the register of centres. */
export type HandedAs =
  | {
      readonly kind: 'sheet'
      readonly leg: Leg
      readonly centreId: string
      readonly date: IsoDate
      readonly final: boolean
      readonly replace: boolean
    }
  | { readonly kind: 'feed'; readonly leg: Leg; readonly replace: boolean }
  | { readonly kind: 'centres' }

export type AnyReceipt = Receipt | FeedReceipt | CentresReceipt

const MEBIBYTE = 1024 * 1024
/** Of what is read whole. */
const MOST_SHEET_BYTES = 32 * MEBIBYTE
/** Of what is streamed: as much as S3 takes in one piece. */
const MOST_FEED_BYTES = 5 * 1024 * MEBIBYTE

/** Largest file that may be handed in as this, in bytes. */
export function mostBytesOf(as: HandedAs): number {
  return as.kind === 'feed' && isFed(as.leg) ? MOST_FEED_BYTES : MOST_SHEET_BYTES
}

const isFed = (leg: Leg): boolean => leg === 'certificates' || leg === 'bookings'

/** Where the raw file is kept. */
export function rawKeyOf(as: HandedAs, sha256: string): string {
  switch (as.kind) {
    case 'sheet':
      return `raw/sheets/${as.centreId}/${as.date}/${as.leg}/${sha256}`
    case 'feed':
      return `raw/feeds/${as.leg}/${sha256}`
    case 'centres':
      return `raw/centres/${sha256}`
  }
}

/**
 * Takes a file in. Every way in that is not a request's own body ends here, and so in the parse and the receipt that
 * a request gets. What is over the limit is refused before any of it is read.
 */
export async function handIn(
  as: HandedAs,
  { source, by }: { readonly source: ByteSource; readonly by: string },
  deps: Deps,
): Promise<Result<Accepted<AnyReceipt>, Refusal>> {
  const most = mostBytesOf(as)
  if (source.size > most) return refuse(refusalOf('too-large', { details: { bytes: most } }))
  switch (as.kind) {
    case 'sheet': {
      // A token or stock sheet states the whole truth as it is; marked as such, a repeated one would be news.
      const replace = as.replace && isFed(as.leg)
      return acceptSheet({ ...as, replace, bytes: await bytesOf(source), by }, deps)
    }
    case 'feed':
      return acceptFeed({ leg: as.leg, replace: as.replace, source, by }, deps)
    case 'centres':
      return acceptCentres({ bytes: await bytesOf(source), by }, deps)
  }
}
