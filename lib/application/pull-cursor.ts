import type { PullConfig } from '../contracts/pull.ts'
import type { Page } from './pull-ports.ts'
import { firstCursor } from './pull-state.ts'

/** Where the feed goes on after a page. */
export type Next =
  | { readonly kind: 'cursor'; readonly cursor: string }
  /** Nothing more for now: the same place is asked again next time. */
  | { readonly kind: 'end' }
  | { readonly kind: 'unusable'; readonly code: 'elsewhere' | 'too-long' }

const LONGEST = 2000

/** The header says where; where it is not sent, the link does, if it stays at the feed's own origin. */
export function nextOf({ nextToken, nextLink }: Page, config: PullConfig): Next {
  if (nextToken !== null) return usable(cursorOf(nextToken, config))
  if (nextLink === null) return { kind: 'end' }
  const target = URL.canParse(nextLink) ? new URL(nextLink) : null
  if (target?.origin !== new URL(config.url).origin) return { kind: 'unusable', code: 'elsewhere' }
  return usable(`${target.pathname}${target.search}`)
}

/** The feed's address with the cursor in its query. */
export function cursorOf(token: string, config: PullConfig): string {
  const url = new URL(config.url)
  url.searchParams.set(config.cursor.parameter, token)
  return `${url.pathname}${url.search}`
}

export function urlOf(cursor: string, { url }: PullConfig): URL {
  const target = new URL(url)
  const at = cursor.indexOf('?')
  target.pathname = at < 0 ? cursor : cursor.slice(0, at)
  target.search = at < 0 ? '' : cursor.slice(at)
  return target
}

/** Where a run is told to begin. */
export function startOf(from: 'beginning' | { readonly cursor: string }, config: PullConfig): string {
  return from === 'beginning' ? firstCursor(config) : cursorOf(from.cursor, config)
}

function usable(cursor: string): Next {
  return cursor.length > LONGEST ? { kind: 'unusable', code: 'too-long' } : { kind: 'cursor', cursor }
}
