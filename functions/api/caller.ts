import { centreIdSchema } from '../../lib/contracts/api.ts'
import { SYSTEM } from '../../lib/domain/suspension.ts'
import type { Caller, Group, Route } from './http.ts'

/** What a verified access token says: its claims as the authorizer hands them on. */
export type Claims = Readonly<Record<string, unknown>>

const GROUPS: readonly Group[] = ['centre', 'official', 'admin']
/** The scope that makes a machine the registry. */
export const FEED_SCOPE = 'milaan/feed'

/**
 * Null where the claims name nobody, or bear the name under which the system itself stands in the ledger. Groups that are not known are nothing;
 * a machine's scope is its group.
 */
export function callerOf(claims: Claims | null): Caller | null {
  const id = textOf(claims?.username) ?? textOf(claims?.client_id) ?? textOf(claims?.sub)
  if (!claims || !id || id === SYSTEM) return null
  const named = listOf(claims['cognito:groups'])
  const scopes = textOf(claims.scope)?.split(' ') ?? []
  const groups = GROUPS.filter((group) => named.includes(group))
  return {
    id,
    groups: scopes.includes(FEED_SCOPE) && groups.length === 0 ? ['registry'] : groups,
    centreId: centreIdSchema.safeParse(claims.centre).data ?? null,
  }
}

/** Denied unless a group allows it; a centre is allowed its own centre alone, where the path tells. */
export function mayCall(caller: Caller, route: Route, params: Readonly<Record<string, string>>): boolean {
  const allowed = caller.groups.filter((group) => route.groups.includes(group))
  if (allowed.some((group) => group !== 'centre')) return true
  if (!allowed.includes('centre') || caller.centreId === null) return false
  return route.asksForCentre === true || caller.centreId === params.centreId
}

/** The HTTP API's authorizer hands a list on as `[a b]`; a token itself has an array. */
function listOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((entry) => typeof entry === 'string')
  return (
    textOf(claim)
      ?.replace(/^\[|\]$/g, '')
      .split(/[ ,]+/)
      .filter(Boolean) ?? []
  )
}

function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim : null
}
