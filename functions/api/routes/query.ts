import { ok, type Result, refuse } from '../../../lib/runtime/result.ts'
import type { Answer, Request } from '../http.ts'
import { problem } from '../problem.ts'

/** A parameter that is `true` or `false`, and false where it is left out. */
export function readFlag({ query }: Pick<Request, 'query'>, name: string): Result<boolean, Answer> {
  const value = query[name] ?? 'false'
  if (value === 'true' || value === 'false') return ok(value === 'true')
  return refuse(problem('invalid-request', { detail: `${name}: is true or false` }))
}
