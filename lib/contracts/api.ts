import * as z from 'zod'
import { SUSPENSION_ACTIONS, SYSTEM } from '../domain/suspension.ts'
import {
  countsSchema,
  findingSchema,
  foundSchema,
  legSchema,
  outcomeSchema,
  severitySchema,
} from './report.ts'
import { idText, isoDate, line, name, paragraph } from './texts.ts'

/** Schemas of what crosses the HTTP API, version 1. The OpenAPI document is made from these same schemas. */

/** Ids under which machines act and are told. */
const RESERVED: readonly string[] = [SYSTEM, 'centre-status']

/** Of a centre that the register may hold. */
export const centreIdSchema = idText()
  .max(64)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]*[\p{L}\p{M}\p{N}._-])?$/u,
    'is letters, digits, spaces, dots, hyphens and underscores',
  )
/** Of any centre that a certificate named, known to the district or not. */
export const namedCentreSchema = name(100)
export const incidentIdSchema = name(160)
export const officialIdSchema = idText()
  .max(64)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._@+-]*[\p{L}\p{M}\p{N}._@+-])?$/u,
    'is letters, digits, spaces and . _ @ + -',
  )
  .refine((id) => !RESERVED.includes(id), 'is the name of a machine')
/** In a path; Devanagari digits are digits. */
export const dateSchema = idText().pipe(isoDate)
export const suspensionRequestSchema = z
  .strictObject({
    action: z.enum(SUSPENSION_ACTIONS),
    reason: paragraph(500),
    reference: line(100),
    reviewOn: isoDate.optional(),
  })
  .refine(({ action, reviewOn }) => reviewOn !== undefined || !['propose', 'confirm'].includes(action), {
    path: ['reviewOn'],
    error: 'is needed to propose or confirm a suspension: the day on which it will be looked at again',
  })

export const noteRequestSchema = z.strictObject({ note: paragraph(2000).optional() })
export const mandatoryNoteSchema = z.strictObject({ note: paragraph(2000) })
export const closeRequestSchema = z.strictObject({
  cause: z.enum(['confirmed', 'explained', 'false-alarm']),
  note: paragraph(2000),
})

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time HH:MM')
export const centreRequestSchema = z.strictObject({
  name: line(120),
  block: line(120, 0).default(''),
  opens: clockTime.nullable().default(null),
  closes: clockTime.nullable().default(null),
})

export const officialRequestSchema = z.strictObject({
  name: line(120),
  role: line(120),
  tier: z.int().min(1).max(9),
  channels: z
    .array(z.enum(['sms', 'email']))
    .min(1)
    .max(2),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{7,14}$/, 'is not a phone number in E.164, such as +919800000000')
    .nullable()
    .default(null),
  email: z.email().max(254).nullable().default(null),
})

export const stateQuerySchema = z.enum(['open', 'acknowledged', 'under-inquiry', 'closed'])

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
  /** At most 1,000 of them; `quarantinedRows` counts all. */
  quarantined: z.array(z.object({ row: z.int(), reason: z.string() })),
  quarantinedRows: z.int(),
  final: z.boolean(),
  outcome: outcomeSchema,
  counts: countsSchema.nullable(),
  findings: z.array(findingSchema),
})
export const feedReceiptSchema = receiptSchema.omit({ counts: true, findings: true }).extend({
  refused: z.array(
    z.object({ centreId: z.string(), date: isoDate, reason: z.enum(['too-many-rows', 'damaged']) }),
  ),
  centreDays: z.array(
    z.object({
      centreId: z.string(),
      date: isoDate,
      outcome: outcomeSchema,
      counts: countsSchema.nullable(),
      findings: z.array(foundSchema),
    }),
  ),
})
export const centresReceiptSchema = receiptSchema
  .pick({ sha256: true, rows: true, warnings: true, ignoredColumns: true })
  .extend({
    added: z.int(),
    changed: z.int(),
    /** Centres whose status in the file is not the one that stands. */
    statusKept: z.array(z.string()),
  })
/** Of a feed: 1 is the first of the district. */
export const sequenceSchema = z.string().regex(/^[1-9]\d{0,11}$/, 'is not the number of a feed')
export const feedRecordSchema = z.object({
  feedId: z.string(),
  leg: legSchema,
  by: z.string(),
  receivedAt: z.string(),
  state: z.enum(['staged', 'applying', 'applied']),
  replace: z.boolean(),
  sha256: z.string(),
  rows: z.int(),
  dates: z.array(isoDate),
  quarantinedRows: z.int(),
  /** Quarantined rows by the code of their reason. */
  reasons: z.record(z.string(), z.int()),
  /** At most 1,000 of them; `quarantinedRows` counts all. */
  quarantined: z.array(z.object({ row: z.int(), column: z.string().nullable(), reason: z.string() })),
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
  severity: severitySchema,
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
  /** Names the next page; null: these are the last entries. */
  cursor: z.string().nullable().default(null),
})
export const centreSchema = centreRequestSchema.extend({ centreId: z.string() })
export const officialSchema = officialRequestSchema.extend({ officialId: z.string() })
export const healthSchema = z.object({ status: z.literal('up'), version: z.string() })
export const faultSchema = z.object({ ...place, value: z.string().nullable() })
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** Of a refused file: every fault, with the place and what to change. */
  faults: z.array(faultSchema).optional(),
  /** Of a refused JSON body: what is wrong with which member. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What would be allowed instead. */
  allowed: z.array(z.string()).optional(),
})
