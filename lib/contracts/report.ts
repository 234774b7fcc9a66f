import * as z from 'zod'
import { type Context, type MadeWith, RULES } from '../domain/report.ts'
import { isoDate } from './texts.ts'

/** Schemas of what is reported of a centre-day, and of the board of a date. A count is null where no leg tells it. */

export const legSchema = z.enum(['tokens', 'certificates', 'bookings', 'stock'])
export const severitySchema = z.enum(['critical', 'major', 'minor', 'info'])
export const outcomeSchema = z.enum(['balanced', 'breach', 'incomplete', 'pending'])
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
  severity: severitySchema,
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
/** A finding without its rows. */
export const foundSchema = findingSchema.pick({ rule: true, severity: true, count: true })

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
  outcome: outcomeSchema,
  action: z.string().nullable(),
  counts: countsSchema.nullable(),
  findings: z.array(findingSchema),
  context: contextSchema.nullable(),
  sheets: z.partialRecord(legSchema, legVersionSchema),
  madeWith: madeWithSchema,
  incidentId: z.string().nullable(),
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
      outcome: outcomeSchema,
      action: z.string().nullable(),
      counts: countsSchema.nullable(),
      findings: z.array(foundSchema),
      context: contextSchema.nullable(),
      incidentId: z.string().nullable(),
    }),
  ),
  cursor: z.string().nullable(),
})
