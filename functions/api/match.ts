import type * as z from 'zod'
import { dateSchema, incidentIdSchema, namedCentreSchema, sequenceSchema } from '../../lib/contracts/api.ts'
import { legSchema } from '../../lib/contracts/report.ts'
import type { Route } from './http.ts'

/** Which route a path means. */
export interface Hit {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** What may stand for each name in a path; anything else names nothing. */
export const PARAMS: Readonly<Record<string, z.ZodType<string>>> = {
  centreId: namedCentreSchema,
  date: dateSchema,
  leg: legSchema,
  sequence: sequenceSchema,
  id: incidentIdSchema,
}

/** The routes of a path, whatever their method. */
export function hitsOf(routes: readonly Route[], path: string): readonly Hit[] {
  return routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params ? [{ route, params }] : []
  })
}

/** The parts of a path in the spelling in which they are kept; null where one can be the name of nothing. */
export function namesOf(params: Hit['params']): Hit['params'] | null {
  const names: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) {
    const read = PARAMS[name]!.safeParse(value)
    if (!read.success) return null
    names[name] = read.data
  }
  return names
}

/** Null where the path is another's. One slash at its end is forgiven. */
function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!
    const named = part.indexOf('{')
    const isNamed = named >= 0 && value.length > named && value.startsWith(part.slice(0, named))
    if (isNamed) params[part.slice(named + 1, -1)] = decode(value.slice(named))
    else if (part !== value) return null
  }
  return params
}

/**
 * The local server hands the path on as it was sent, the HTTP API decoded already: no id holds a `%`, so decoding
 * what was decoded changes nothing.
 */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
