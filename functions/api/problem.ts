import type * as z from 'zod'
import type { Fault } from '../../lib/formats/faults.ts'
import type { Answer } from './http.ts'

/** Every refusal of the API as RFC 9457 `application/problem+json`, with a `type` that never changes. */
export type ProblemType =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'invalid-request'
  | 'sheet-refused'
  | 'too-large'
  | 'unsupported-media-type'
  | 'not-allowed-now'
  | 'same-person'
  | 'changed-meanwhile'
  | 'too-many-uploads'
  | 'busy'
  | 'fault'

const TITLES: Readonly<Record<ProblemType, readonly [status: number, title: string]>> = {
  unauthorized: [401, 'A valid bearer token is needed.'],
  forbidden: [403, 'This is not yours to see or to do.'],
  'not-found': [404, 'There is no such thing.'],
  'method-not-allowed': [405, 'This cannot be done here.'],
  'invalid-request': [400, 'The request cannot be understood.'],
  'sheet-refused': [422, 'The file was refused; nothing was changed.'],
  'too-large': [413, 'The file is too large.'],
  'unsupported-media-type': [415, 'This kind of body is not taken here.'],
  'not-allowed-now': [409, 'This is not allowed in the present state.'],
  'same-person': [409, 'Another official must confirm.'],
  'changed-meanwhile': [412, 'It has changed since you read it.'],
  'too-many-uploads': [429, 'Too many of your uploads are waiting for their files.'],
  busy: [503, 'Too many are writing at once; send it again.'],
  fault: [500, 'Something failed here; it was recorded.'],
}

const OWN_HEADERS: Readonly<Partial<Record<ProblemType, Readonly<Record<string, string>>>>> = {
  unauthorized: { 'www-authenticate': 'Bearer realm="milaan"' },
  busy: { 'retry-after': '1' },
}

export interface ProblemMembers {
  readonly detail?: string
  readonly faults?: readonly Omit<Fault, 'details'>[]
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly allowed?: readonly string[]
}

export function problem(type: ProblemType, members: ProblemMembers = {}): Answer {
  const [status, title] = TITLES[type]
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...OWN_HEADERS[type] },
    body: { type: `urn:milaan:problem:${type}`, title, status, ...members },
  }
}

/** Nothing here answers to that method; `methods` do. */
export function methodNotAllowed(methods: readonly string[]): Answer {
  const allowed = [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
  const { headers, ...rest } = problem('method-not-allowed', { allowed })
  return { ...rest, headers: { ...headers, allow: allowed.join(', ') } }
}

/** What is wrong with a JSON body, said briefly: a body made to be wrong everywhere earns no longer an answer. */
const LISTED_ERRORS = 20
const SHOWN_CHARACTERS = 200

export function invalid(error: z.ZodError): Answer {
  const errors = error.issues.slice(0, LISTED_ERRORS).map(({ path, message }) => ({
    path: path.join('.'),
    message: [...message].slice(0, SHOWN_CHARACTERS).join(''),
  }))
  return problem('invalid-request', {
    detail: errors.map((e) => `${e.path}: ${e.message}`).join('; '),
    errors,
  })
}
