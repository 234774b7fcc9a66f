import { expect } from 'vitest'
import * as z from 'zod'
import { hitsOf } from '../../../functions/api/match.ts'
import { openApiOf } from '../../../functions/api/openapi.ts'
import { ROUTES } from '../../../functions/api/routes/index.ts'
import { problemSchema } from '../../../lib/contracts/api.ts'
import type { Exchange } from './exchange.ts'

/** An answer is what its route says: by the schema it names, and by the OpenAPI document made from it. */

type Json = Readonly<Record<string, unknown>>
interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Json }>> }>
  >
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>> }
}

export const DOCUMENT = openApiOf(ROUTES) as unknown as Document
const made = new Map<Json, z.ZodType>()

export function expectAsDeclared(method: string, path: string, answer: Exchange): void {
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  if (method === 'HEAD') return
  if (answer.status >= 400) {
    expectProblem(answer)
    return
  }
  expect(answer.headers['content-type']).toBe('application/json')
  const { route } = hitsOf(ROUTES, path.split('?')[0]!).find(({ route }) => route.method === method)!
  const declared = route.answers[answer.status]
  expect(declared, `${method} ${route.path} answered ${answer.status}`).toBeDefined()
  expect(answer.headers['content-language'] !== undefined).toBe(route.speaks === true)
  if (!declared!.schema) return
  expect(declared!.schema.parse(answer.body)).toEqual(answer.body)
  const operation = DOCUMENT.paths[route.path]![method.toLowerCase()]!
  expectFits(operation.responses[String(answer.status)]!.content!['application/json']!.schema, answer.body)
}

function expectProblem({ status, headers, body }: Exchange): void {
  expect(headers['content-type']).toBe('application/problem+json')
  expect(problemSchema.parse(body)).toEqual(body)
  expect(body).toMatchObject({ status, type: expect.stringMatching(/^urn:milaan:problem:[a-z-]+$/) })
  expectFits(DOCUMENT.components.schemas.Problem!, body)
  if (status === 401) expect(headers['www-authenticate']).toMatch(/^Bearer/)
  if (status === 405) expect(headers.allow).toBeTruthy()
}

function expectFits(schema: Json, body: unknown): void {
  const known = made.get(schema) ?? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  made.set(schema, known)
  expect(known.safeParse(body).error).toBeUndefined()
}
