import type * as z from 'zod'
import { ok, type Result, refuse } from '../../../lib/runtime/result.ts'
import { type Answer, MAX_BODY_BYTES, MAX_JSON_BYTES, type Request } from '../http.ts'
import { invalid, problem } from '../problem.ts'

/** The body as JSON of that schema, or the problem to answer with. */
export function readJson<S extends z.ZodType>(request: Request, schema: S): Result<z.output<S>, Answer> {
  const type = mediaType(request)
  if (type !== '' && type !== 'application/json') {
    return refuse(
      problem('unsupported-media-type', { detail: 'Send JSON, with content-type application/json.' }),
    )
  }
  if (request.body.length > MAX_JSON_BYTES) {
    return refuse(problem('too-large', { detail: 'JSON is taken up to 64 KiB.' }))
  }
  const json = parse(request.body)
  if (!json.ok) return refuse(problem('invalid-request', { detail: 'The body is not JSON.' }))
  const parsed = schema.safeParse(json.value)
  return parsed.success ? ok(parsed.data) : refuse(invalid(parsed.error))
}

/** The file that is the body. What it is, is told by its content; forms and JSON are no files. */
export function readFile(request: Request): Result<Uint8Array, Answer> {
  const type = mediaType(request)
  if (type === 'application/json' || type.startsWith('multipart/')) {
    const detail = 'Send the file itself as the body, with content-type text/csv.'
    return refuse(problem('unsupported-media-type', { detail }))
  }
  if (request.body.length > MAX_BODY_BYTES) {
    return refuse(problem('too-large', { detail: 'The body is over 4 MiB. Send fewer rows in one file.' }))
  }
  if (request.altered) {
    const detail = 'Its characters were lost on the way. Send it with content-type application/octet-stream.'
    return refuse(problem('unsupported-media-type', { detail }))
  }
  return ok(request.body)
}

function mediaType({ headers }: Request): string {
  return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
}

function parse(body: Uint8Array): Result<unknown, null> {
  try {
    return ok(body.length === 0 ? {} : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch {
    return refuse(null)
  }
}
