import { createHash } from 'node:crypto'
import { canonicalJson } from '../../lib/domain/ledger.ts'
import type { Answer, Request } from './http.ts'
import { problem } from './problem.ts'

/** `If-Match`: honoured on changes, never asked for. */

/** The number of an `If-Match: "7"`, null without one. A tag of another form matches nothing. */
export function ifMatch({ headers }: Request): number | null {
  const tag = headers['if-match']
  if (tag === undefined || tag.trim() === '*') return null
  return Number(/^(?:W\/)?"(\d{1,15})"$/.exec(tag.trim())?.[1] ?? Number.NaN)
}

/** The tag of a representation that counts no versions: of its content. */
export function contentTag(body: object): string {
  return `"${createHash('sha256').update(canonicalJson(body)).digest('hex').slice(0, 32)}"`
}

/** The problem to answer with where the caller saw something else than `tag`; null: go on. `tag` null: nothing there. */
export function refuseUnlessSeen({ headers }: Request, tag: string | null): Answer | null {
  const asked = headers['if-match']?.trim()
  if (asked === undefined || (asked === '*' ? tag !== null : asked.replace(/^W\//, '') === tag)) return null
  return problem('changed-meanwhile', { detail: 'Read it again, and decide again.' })
}
