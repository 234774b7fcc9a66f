import * as z from 'zod'
import { SUSPENSION_ACTIONS } from '../domain/suspension.ts'

/** Schemas of what crosses the HTTP API, version 1. The OpenAPI document is made from these same schemas. */

const text = (most: number) => z.string().trim().min(1).max(most)
const isoDate = z.iso.date()

export const centreIdSchema = z
  .string()
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]*$/u, 'is letters, digits, spaces, dots, hyphens and underscores')
export const dateSchema = isoDate
export const legSchema = z.enum(['tokens', 'certificates', 'bookings', 'stock'])

export const suspensionRequestSchema = z
  .strictObject({
    action: z.enum(SUSPENSION_ACTIONS),
    reason: text(500),
    reference: text(100),
    reviewOn: isoDate.optional(),
  })
  .refine(({ action, reviewOn }) => reviewOn !== undefined || !['propose', 'confirm'].includes(action), {
    path: ['reviewOn'],
    error: 'is needed to propose or confirm a suspension: the day on which it will be looked at again',
  })

export const noteRequestSchema = z.strictObject({ note: text(2000).optional() })
export const mandatoryNoteSchema = z.strictObject({ note: text(2000) })
export const closeRequestSchema = z.strictObject({
  cause: z.enum(['confirmed', 'explained', 'false-alarm']),
  note: text(2000),
})

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time HH:MM')
export const centreRequestSchema = z.strictObject({
  name: text(120),
  block: z.string().trim().max(120).default(''),
  opens: clockTime.nullable().default(null),
  closes: clockTime.nullable().default(null),
})

export const officialRequestSchema = z.strictObject({
  name: text(120),
  role: text(120),
  tier: z.int().min(1).max(9),
  channels: z.array(z.enum(['sms', 'email'])).min(1),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{7,14}$/, 'is not a phone number in E.164, such as +919800000000')
    .nullable()
    .default(null),
  email: z.email().nullable().default(null),
})

export const stateQuerySchema = z.enum(['open', 'acknowledged', 'under-inquiry', 'closed'])

const severity = z.enum(['critical', 'major', 'minor', 'info'])
const outcome = z.enum(['balanced', 'breach', 'incomplete', 'pending'])
const nullableCount = z.int().nullable()
export const countsSchema = z.object({
  bookings: nullableCount,
  tokens: nullableCount,
  deferred: nullableCount,
  left: nullableCount,
  doses: nullableCount,
  certificates: nullableCount,
  matched: z.int(),
  absorbed: nullableCount,
  pending: z.int(),
  unjudged: z.int(),
  surplus: nullableCount,
  shortfall: nullableCount,
})
export const findingSchema = z.object({
  rule: z.string(),
  severity,
  count: z.int(),
  certificates: z.array(z.string()),
  tokens: z.array(z.string()),
  issuedBy: z.record(z.string(), z.int()),
  at: z.string().nullable(),
  explanation: z.string(),
})
const foundSchema = findingSchema.pick({ rule: true, severity: true, count: true })

const place = {
  row: z.int().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  message: z.string(),
}
export const receiptSchema = z.object({
  sheetId: z.string(),
  version: z.int(),
  sha256: z.string(),
  rows: z.int(),
  warnings: z.array(z.object(place)),
  ignoredColumns: z.array(z.string()),
  quarantined: z.array(z.object({ row: z.int(), reason: z.string() })),
  final: z.boolean(),
  outcome,
  counts: countsSchema.nullable(),
  findings: z.array(findingSchema),
})
export const feedReceiptSchema = receiptSchema.omit({ counts: true, findings: true }).extend({
  centreDays: z.array(
    z.object({
      centreId: z.string(),
      date: isoDate,
      outcome,
      counts: countsSchema.nullable(),
      findings: z.array(foundSchema),
    }),
  ),
})
export const boardSchema = z.object({
  date: isoDate,
  centreDays: z.array(
    z.object({
      centreId: z.string(),
      name: z.string(),
      outcome,
      action: z.string().nullable(),
      counts: countsSchema.nullable(),
      findings: z.array(foundSchema),
      incidentId: z.string().nullable(),
    }),
  ),
  cursor: z.string().nullable(),
})
const legVersionSchema = z.object({
  version: z.int(),
  sha256: z.string(),
  rows: z.int(),
  uploadedAt: z.string(),
  by: z.string(),
  final: z.boolean(),
})
export const centreDaySchema = z.object({
  centreId: z.string(),
  date: isoDate,
  outcome,
  action: z.string().nullable(),
  counts: countsSchema.nullable(),
  findings: z.array(findingSchema),
  sheets: z.partialRecord(legSchema, legVersionSchema),
  incidentId: z.string().nullable(),
})
export const statusSchema = z.object({
  centreId: z.string(),
  status: z.enum(['active', 'proposed', 'suspended', 'reinstatement-proposed']),
  since: z.string().nullable(),
  sequence: z.int(),
})
export const suspensionSchema = statusSchema.extend({
  reason: z.string(),
  reference: z.string(),
  reviewOn: isoDate.nullable(),
  proposedBy: z.string().nullable(),
  incidentId: z.string().nullable(),
})
export const incidentSchema = z.object({
  incidentId: z.string(),
  centreId: z.string(),
  date: isoDate,
  state: stateQuerySchema,
  openedAt: z.string(),
  severity,
  unexplained: z.int(),
  standing: z.boolean(),
  tier: z.int(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  cause: z.string().nullable(),
})
const entrySchema = z.object({
  chain: z.string(),
  sequence: z.int(),
  kind: z.string(),
  at: z.int(),
  by: z.string(),
  data: z.record(z.string(), z.unknown()),
  previous: z.string(),
  hash: z.string(),
})
export const incidentDetailSchema = incidentSchema.extend({ timeline: z.array(entrySchema) })
export const incidentsSchema = z.object({ incidents: z.array(incidentSchema) })
export const ledgerSchema = z.object({
  chain: z.string(),
  whole: z.boolean(),
  brokenAt: z.object({ sequence: z.int(), reason: z.string() }).nullable(),
  entries: z.array(entrySchema),
})
export const centreSchema = centreRequestSchema.extend({ centreId: z.string() })
export const officialSchema = officialRequestSchema.extend({ officialId: z.string() })
export const healthSchema = z.object({ status: z.literal('up'), version: z.string() })
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  faults: z.array(z.object({ ...place, value: z.string().nullable() })).optional(),
})
