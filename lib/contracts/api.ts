import * as z from 'zod'
import { type Context, type MadeWith, RULES } from '../domain/report.ts'
import { SUSPENSION_ACTIONS, SYSTEM } from '../domain/suspension.ts'
import { idText, line, name, paragraph } from './texts.ts'

/** Schemas of what crosses the HTTP API, version 1. The OpenAPI document is made from these same schemas. */

/** The centuries that sheets may be of: outside them no sheet, cut-off or look-back has a date. */
const isoDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date <= '2199-12-31', 'is not a date from 1900 to 2199')

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
export const legSchema = z.enum(['tokens', 'certificates', 'bookings', 'stock'])

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

const severity = z.enum(['critical', 'major', 'minor', 'info'])
const outcome = z.enum(['balanced', 'breach', 'incomplete', 'pending'])
const nullableCount = z.int().nullable()
export const countsSchema = z.object({
  bookings: nullableCount,
  tokens: nullableCount,
  deferred: nullableCount,
  left: nullableCount,
  /** The overfill of a vial may be a part of a dose. */
  doses: z.number().nullable(),
  certificates: nullableCount,
  matched: z.int(),
  absorbed: nullableCount,
  pending: z.int(),
  unjudged: z.int(),
  surplus: nullableCount,
  shortfall: nullableCount,
})
const rule = z.enum(RULES)
export const findingSchema = z.object({
  rule,
  severity,
  count: z.int(),
  certificates: z.array(z.string()),
  tokens: z.array(z.string()),
  issuedBy: z.record(z.string(), z.int()),
  at: z.string().nullable(),
  explanation: z.string(),
})
const earsSchema = z.object({ statistic: z.number(), upperBound: z.number(), exceeds: z.boolean() })
/** How usual the number of certificates is; null where that was not looked at yet, or the history is too short. */
const contextSchema = z.object({
  c1: earsSchema,
  c2: earsSchema.nullable(),
  c3: earsSchema.nullable(),
  unusual: z.boolean(),
  /** SHA-256 of the policy under which that was looked at. */
  policy: z.string(),
}) satisfies z.ZodType<Context>
/** By what the report was made. */
const madeWithSchema = z.object({
  policy: z.object({ version: z.string(), sha256: z.string() }),
  /** When it was as the report says. */
  asOf: z.string().nullable(),
  /** The version of all but the rules: the six passes, counts, outcome and action. */
  engine: z.int(),
  /** The version of each rule. */
  rules: z.record(rule, z.int()),
  /**
   * The report is the stored one, to the byte. False: the register of centres or a rule has changed since, or rows came,
   * or nothing is stored yet.
   */
  asStored: z.boolean(),
}) satisfies z.ZodType<MadeWith>
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
  /** At most 1,000 of them; `quarantinedRows` counts all. */
  quarantined: z.array(z.object({ row: z.int(), reason: z.string() })),
  quarantinedRows: z.int(),
  final: z.boolean(),
  outcome,
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
      outcome,
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
export const boardSchema = z.object({
  date: isoDate,
  /** Rows of feeds that speak of this day and could not be read. */
  quarantined: z.object({
    rows: z.int(),
    feeds: z.array(z.object({ feedId: z.string(), leg: legSchema, rows: z.int() })),
  }),
  centreDays: z.array(
    z.object({
      centreId: z.string(),
      name: z.string(),
      outcome,
      action: z.string().nullable(),
      counts: countsSchema.nullable(),
      findings: z.array(foundSchema),
      context: contextSchema.nullable(),
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
  context: contextSchema.nullable(),
  sheets: z.partialRecord(legSchema, legVersionSchema),
  madeWith: madeWithSchema,
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
