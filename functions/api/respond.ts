import type { Deps } from '../../lib/application/deps.ts'
import { StaleWrite } from '../../lib/application/store.ts'
import { type Claims, callerOf, mayCall } from './caller.ts'
import type { Answer, Caller, Request, Route } from './http.ts'
import { problem } from './problem.ts'
import { ROUTES } from './routes/index.ts'

/** A request as it arrived, claims checked by whoever stands in front: null where there was no valid token. */
export interface Incoming {
  readonly method: string
  /** Still percent-encoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly claims: Claims | null
}

const NOBODY: Caller = { id: '', groups: [], centreId: null }

/** Finds the route, asks whether the caller may, and answers; whatever fails is a problem, never a bare error. */
export async function answer(incoming: Incoming, deps: Deps): Promise<Answer> {
  try {
    return await dispatch(incoming, deps)
  } catch (error) {
    if (error instanceof StaleWrite) return problem('busy')
    deps.logger.error('request-failed', {
      method: incoming.method,
      error: error instanceof Error ? error.name : 'unknown',
    })
    return problem('fault')
  }
}

async function dispatch(incoming: Incoming, deps: Deps): Promise<Answer> {
  const found = ROUTES.map((route) => ({ route, params: match(route.path, incoming.path) })).filter(
    (candidate): candidate is { route: Route; params: Record<string, string> } => candidate.params !== null,
  )
  const hit = found.find(({ route }) => route.method === incoming.method)
  if (hit && hit.route.groups.length === 0)
    return hit.route.handle(toRequest(incoming, hit.params, NOBODY), deps)
  const caller = callerOf(incoming.claims)
  if (!caller) return problem('unauthorized')
  if (found.length === 0) return problem('not-found')
  if (!hit) return problem('method-not-allowed', { allowed: found.map(({ route }) => route.method) })
  if (!mayCall(caller, hit.route, hit.params)) return problem('forbidden')
  return hit.route.handle(toRequest(incoming, hit.params, caller), deps)
}

function toRequest(incoming: Incoming, params: Readonly<Record<string, string>>, caller: Caller): Request {
  const { method, path, query, headers, body } = incoming
  return { method, path, params, query, headers, body, caller }
}

/** Null where the path is another's, or cannot be decoded. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!
    if (!part.startsWith('{')) {
      if (part !== value) return null
      continue
    }
    const decoded = decode(value)
    if (!decoded) return null
    params[part.slice(1, -1)] = decoded
  }
  return params
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
