import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ROUTES } from '../../../functions/api/routes/index.ts'
import { VERSION } from '../../../lib/runtime/version.ts'
import { useApi } from './running-api.ts'

const api = useApi()
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

/** As far as the document must hold together, by the specification of OpenAPI 3.1. */
const media = z.record(z.string(), z.strictObject({ schema: z.record(z.string(), z.unknown()) }))
const operationSchema = z.strictObject({
  operationId: z.string().regex(/^[A-Za-z0-9-]+$/),
  summary: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean().optional(),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
  requestBody: z
    .strictObject({ description: z.string(), required: z.literal(true), content: media })
    .optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|default)$/),
    z.strictObject({
      description: z.string().min(1),
      headers: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional(),
      content: media.optional(),
    }),
  ),
})
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({ title: z.string(), version: z.string(), license: z.object({ name: z.string() }) }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(METHODS), operationSchema)),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.record(z.string(), z.unknown())),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
})

async function read() {
  const document = documentSchema.parse((await api.call('GET', '/v1/openapi.json')).body)
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => (operation ? [{ path, method, operation }] : [])),
  )
  return { document, operations }
}

function refsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}

describe('/v1/openapi.json', () => {
  it('is OpenAPI 3.1 of this version and of every route', async () => {
    const { document, operations } = await read()
    expect(document.info.version).toBe(VERSION)
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    expect(described.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('names every operation once', async () => {
    const ids = (await read()).operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('declares every part of a path, and no part that is not in it', async () => {
    for (const { path, operation } of (await read()).operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = operation.parameters.filter((one) => one.in === 'path')
      expect(declared.map(({ name }) => name)).toEqual(named)
      expect(declared.every(({ required }) => required)).toBe(true)
    }
  })

  it('says where a language may be asked for, and where an answer says in which it is', async () => {
    const speaking = (await read()).operations.filter(({ operation }) =>
      operation.parameters.some((one) => one.in === 'header' && one.name === 'Accept-Language'),
    )
    const named = speaking.map(({ path, method }) => `${method} ${path}`)
    expect(named.sort()).toEqual([
      'get /v1/centres/{centreId}/days/{date}',
      'get /v1/uploads/{id}',
      'put /v1/centres',
      'put /v1/centres/{centreId}/days/{date}/sheets/{leg}',
      ...['bookings', 'certificates', 'stock', 'tokens'].map((leg) => `put /v1/feeds/${leg}`),
    ])
    for (const { operation } of speaking) {
      for (const status of ['200', '201', '422'].filter((one) => one in operation.responses))
        expect(operation.responses[status]?.headers).toHaveProperty('Content-Language')
      expect(operation.responses.default?.headers).toBeUndefined()
    }
  })

  it('refers only to what it holds', async () => {
    const { document } = await read()
    const refs = refsIn(document)
    expect(refs.length).toBeGreaterThan(0)
    for (const ref of refs) {
      const parts = ref.replace(/^#\//, '').split('/')
      const found = parts.reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        document,
      )
      expect(found, ref).toBeDefined()
    }
    for (const { operation } of (await read()).operations) {
      const schemes = operation.security.flatMap((one) => Object.keys(one))
      expect(schemes.every((name) => name in document.components.securitySchemes)).toBe(true)
    }
  })

  it('asks for a token wherever one is needed', async () => {
    const open = (await read()).operations.filter(({ operation }) => operation.security.length === 0)
    expect(open.map(({ path }) => path).sort()).toEqual(['/v1/health', '/v1/openapi.json'])
  })

  it('says how large a body may be', async () => {
    const { document } = await read()
    const upload = document.paths['/v1/feeds/certificates']?.put?.requestBody
    expect(upload?.description).toContain('4194304 bytes')
    expect(upload?.content['text/csv']?.schema.maxLength).toBe(4_194_304)
    const json = document.paths['/v1/centres/{centreId}/suspension']?.post?.requestBody
    expect(json?.description).toContain('65536 bytes')
  })

  it('describes requests by schemas that take what the API takes', async () => {
    const { document } = await read()
    const body = document.paths['/v1/centres/{centreId}/suspension']?.post?.requestBody
    const schema = z.fromJSONSchema(
      body!.content['application/json']!.schema as Parameters<typeof z.fromJSONSchema>[0],
    )
    const propose = { action: 'propose', reason: 'r', reference: 'r', reviewOn: '2021-09-04' }
    expect(schema.safeParse(propose).success).toBe(true)
    expect(schema.safeParse({ ...propose, force: true }).success).toBe(false)
    expect(schema.safeParse({ ...propose, action: 'suspend' }).success).toBe(false)
  })
})
