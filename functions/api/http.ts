import type * as z from 'zod'
import type { Deps } from '../../lib/application/deps.ts'
import type { UploadForms } from '../../lib/application/uploads.ts'

/** What the routes of the API speak: requests and answers without any gateway's own form. */

export type Group = 'centre' | 'official' | 'admin' | 'registry'

export interface Caller {
  readonly id: string
  readonly groups: readonly Group[]
  /** The one centre that a `centre` may see, null for all others. */
  readonly centreId: string | null
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The gateway handed the body on as text, and not all of it was text: these are no longer its bytes. */
  readonly altered: boolean
  readonly caller: Caller
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface ApiDeps extends Deps {
  readonly uploadForms: UploadForms
}

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST'
  /** `/v1/centres/{centreId}/status` */
  readonly path: string
  /** Empty: anyone, without a token. */
  readonly groups: readonly Group[]
  /** The path names no centre: the route itself asks whether it is the caller's own. */
  readonly asksForCentre?: true
  readonly does: string
  /** It answers in the language of `Accept-Language`, and says in which. */
  readonly speaks?: true
  /** A file as the body, or JSON of that schema. */
  readonly body?: 'file' | z.ZodType
  readonly query?: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<number, { readonly means: string; readonly schema?: z.ZodType }>>
  readonly handle: (request: Request, deps: ApiDeps) => Promise<Answer>
}

/** Largest body that a Lambda request carries once encoded; larger files go by a presigned upload. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024
/** Largest JSON body: the longest note, many times over. */
export const MAX_JSON_BYTES = 64 * 1024
