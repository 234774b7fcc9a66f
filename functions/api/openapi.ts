import * as z from 'zod'
import { problemSchema } from '../../lib/contracts/api.ts'
import { VERSION } from '../../lib/runtime/version.ts'
import type { Route } from './http.ts'

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
    summary: route.does,
    description: open ? 'Anyone.' : `For: ${route.groups.join(', ')}.`,
    security: open ? [] : [{ bearer: [] }],
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: { required: true, content: contentOf(route.body) } } : {}),
    responses: { ...answersOf(route), default: problemAnswer('Any refusal, as RFC 9457.') },
  }
}

function parametersOf({ path, query = {} }: Route): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return [...inPath, ...inQuery]
}

function contentOf(body: NonNullable<Route['body']>): object {
  if (body === 'file') return { 'text/csv': { schema: { type: 'string' } } }
  return { 'application/json': { schema: jsonSchema(body, 'input') } }
}

function answersOf({ answers }: Route): Record<string, object> {
  const entries = Object.entries(answers).map(([status, { means, schema }]) => {
    if (Number(status) >= 400) return [status, problemAnswer(means)]
    return [
      status,
      {
        description: means,
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
