import * as z from 'zod'
import { problemSchema } from '../../lib/contracts/api.ts'
import { LANGUAGES } from '../../lib/domain/language.ts'
import { VERSION } from '../../lib/runtime/version.ts'
import { MAX_BODY_BYTES, MAX_JSON_BYTES, type Route } from './http.ts'
import { PARAMS } from './match.ts'

/** OpenAPI 3.1 of the calls, made from the schemas that validate them. */
export function openApiOf(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Milaan', version: VERSION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(problemSchema) },
    },
  }
}

function operationOf(route: Route): object {
  const open = route.groups.length === 0
  return {
    operationId: operationIdOf(route),
    summary: route.does,
    description: open ? 'Anyone.' : `For: ${route.groups.join(', ')}.`,
    security: open ? [] : [{ bearer: [] }],
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: bodyOf(route.body) } : {}),
    responses: { ...answersOf(route), default: problemAnswer('Any refusal, as RFC 9457.') },
  }
}

function parametersOf({ path, query = {}, speaks }: Route): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchema(PARAMS[name!]!, 'input'),
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return [...inPath, ...inQuery, ...(speaks ? [ACCEPT_LANGUAGE] : [])]
}

const LANGUAGE_LIST = LANGUAGES.join(', ')
const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  in: 'header',
  description: `Of ${LANGUAGE_LIST}, by RFC 9110; the district's own where none of these is asked for.`,
  schema: { type: 'string' },
}
const CONTENT_LANGUAGE = {
  description: 'In which language its sentences are.',
  schema: { type: 'string', enum: LANGUAGES },
}

/** `GET /v1/centres/{centreId}/status` is `get-centres-by-centreId-status`. */
function operationIdOf({ method, path }: Route): string {
  const parts = path.replace('/v1/', '').replaceAll(/\{(\w+)\}/g, 'by-$1')
  return `${method.toLowerCase()}-${parts.replaceAll(/[/.]/g, '-')}`
}

function bodyOf(body: NonNullable<Route['body']>): object {
  if (body !== 'file') {
    const content = { 'application/json': { schema: jsonSchema(body, 'input') } }
    return { description: `At most ${MAX_JSON_BYTES} bytes.`, required: true, content }
  }
  const file = { schema: { type: 'string', format: 'binary', maxLength: MAX_BODY_BYTES } }
  const description = `At most ${MAX_BODY_BYTES} bytes. What is not UTF-8 goes as application/octet-stream: text in other encodings is altered on its way.`
  return { description, required: true, content: { 'text/csv': file, 'application/octet-stream': file } }
}

/** Answers that hold sentences of a file or a report: other problems are in English. */
const TOLD: ReadonlySet<number> = new Set([200, 201, 422])

function answersOf({ answers, speaks }: Route): Record<string, object> {
  const entries = Object.entries(answers).map(([status, { means, schema }]) => {
    const headers =
      speaks && TOLD.has(Number(status)) ? { headers: { 'Content-Language': CONTENT_LANGUAGE } } : {}
    if (Number(status) >= 400) return [status, { ...problemAnswer(means), ...headers }]
    return [
      status,
      {
        description: means,
        ...headers,
        ...(schema ? { content: { 'application/json': { schema: jsonSchema(schema) } } } : {}),
      },
    ]
  })
  return Object.fromEntries(entries)
}

function problemAnswer(description: string): object {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
