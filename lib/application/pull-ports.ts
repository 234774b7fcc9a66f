import type { PullConfig } from '../contracts/pull.ts'
import type { Instant } from '../domain/rows.ts'
import type { Result } from '../runtime/result.ts'
import type { Deps } from './deps.ts'

/** What fetching a feed needs of the network, of the keeper of secrets, of time and of chance. */

export interface PageRequest {
  readonly url: URL
  readonly accept: string
  /** Sent to the origin of `url` and to no other. */
  readonly credential: { readonly name: string; readonly value: string } | null
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number
  readonly mostBytes: number
  readonly cursor: PullConfig['cursor']
}

/** Until when the server asked to be left alone. */
export type RetryAfter =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'at'; readonly instant: Instant }

/** What passes by itself, so that asking again may help. */
export type PassingFault = 'server-fault' | 'network' | 'timeout' | 'cut-off' | 'no-length'

export interface Page {
  readonly kind: 'page'
  /** Whole: what is cut off is a fault. */
  readonly bytes: Uint8Array
  /** Of the configured header; null: none. */
  readonly nextToken: string | null
  /** Target of `rel="next"`, absolute; null: none. */
  readonly nextLink: string | null
}

/** `code` is a status or the code of an error: never the address, a header or a body. */
export type PageAnswer =
  | Page
  | { readonly kind: 'throttled'; readonly code: string; readonly retryAfter: RetryAfter | null }
  | { readonly kind: 'fault'; readonly fault: PassingFault; readonly code: string }
  | { readonly kind: 'unauthorised'; readonly code: string }
  | {
      readonly kind: 'refused'
      readonly reason: 'cursor-expired' | 'redirected-elsewhere' | 'request-refused' | 'page-too-large'
      readonly code: string
    }

export interface PageSource {
  /** One exchange. Whatever the server or the network does is an answer; nothing is thrown. */
  fetch(request: PageRequest): Promise<PageAnswer>
}

export interface Secrets {
  /** The secret as it stands now; refused with the name of the error that kept it. */
  read(name: string): Promise<Result<string, { readonly code: string }>>
}

export interface PullDeps extends Deps {
  readonly pages: PageSource
  readonly secrets: Secrets
  /** 0 up to 1, for the jitter of retries. */
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<unknown>
}
