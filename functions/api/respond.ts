import { StaleWrite } from '../../lib/application/store.ts'
import { type Claims, callerOf, mayCall } from './caller.ts'
import type { Answer, ApiDeps, Caller, Request } from './http.ts'
import { type Hit, hitsOf, namesOf } from './match.ts'
import { methodNotAllowed, problem } from './problem.ts'
import { ROUTES } from './routes/index.ts'

/** A request as it arrived, claims checked by whoever stands in front: null where there was no valid token. */
export interface Incoming {
  readonly method: string
  /** Percent-encoded or decoded already. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly altered: boolean
  readonly claims: Claims | null
}

const NOBODY: Caller = { id: '', groups: [], centreId: null }

/** Finds the route, asks whether the caller may, and answers; whatever fails is a problem, never a bare error. */
export async function answer(incoming: Incoming, deps: ApiDeps): Promise<Answer> {
  const hits = hitsOf(ROUTES, incoming.path)
  const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
  const hit = hits.find(({ route }) => route.method === method)
  try {
    return await dispatch(incoming, hits, hit, deps)
  } catch (error) {
    if (error instanceof StaleWrite) return problem('busy')
    deps.logger.error('request-failed', {
      method,
      route: hit?.route.path ?? '',
      error: error instanceof Error ? error.name : 'unknown',
    })
    return problem('fault')
  }
}

async function dispatch(incoming: Incoming, hits: readonly Hit[], hit: Hit | undefined, deps: ApiDeps) {
  const open = hit?.route.groups.length === 0
  const caller = open ? NOBODY : callerOf(incoming.claims)
  if (!caller) return problem('unauthorized')
  if (hits.length === 0) return problem('not-found')
  if (!hit) return methodNotAllowed(hits.map(({ route }) => route.method))
  const params = namesOf(hit.params)
  if (!open && !mayCall(caller, hit.route, params ?? {})) return problem('forbidden')
  if (!params) return problem('not-found', { detail: 'The path names nothing that can be.' })
  const fault = queryFault(incoming.query, Object.keys(hit.route.query ?? {}))
  if (fault) return problem('invalid-request', { detail: fault })
  return hit.route.handle(toRequest(incoming, params, caller), deps)
}

/** What is misspelt or said twice is refused: ignored, it would be taken for done. */
function queryFault(query: URLSearchParams, known: readonly string[]): string | null {
  const names = [...query.keys()]
  if (names.some((name) => !known.includes(name))) {
    return `The query has a parameter that is not known here; known: ${known.join(', ') || 'none'}.`
  }
  return new Set(names).size < names.length ? 'The query has a parameter twice.' : null
}

function toRequest(incoming: Incoming, params: Hit['params'], caller: Caller): Request {
  const { method, path, query, headers, body, altered } = incoming
  return { method, path, params, query: Object.fromEntries(query), headers, body, altered, caller }
}
