import * as z from 'zod'
import {
  centreIdSchema,
  centresReceiptSchema,
  dateSchema,
  faultSchema,
  feedReceiptSchema,
  receiptSchema,
} from './api.ts'
import { legSchema } from './report.ts'

/** Schemas of uploads: files that are announced first and sent by a form. */

/** What a file is announced as; `bytes` where its sender knows how many it has. */
const announcedSize = { bytes: z.int().min(0).optional() }
export const uploadRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sheet'),
    leg: legSchema,
    centreId: centreIdSchema,
    date: dateSchema,
    final: z.boolean().default(false),
    replace: z.boolean().default(false),
    ...announcedSize,
  }),
  z.strictObject({
    kind: z.literal('feed'),
    leg: legSchema,
    replace: z.boolean().default(false),
    ...announcedSize,
  }),
  z.strictObject({ kind: z.literal('centres'), ...announcedSize }),
])

export const uploadFormSchema = z.object({
  uploadId: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: z.string(),
  maxBytes: z.int(),
})
export const uploadSchema = z.object({
  uploadId: z.string(),
  kind: z.enum(['sheet', 'feed', 'centres']),
  leg: legSchema.optional(),
  centreId: z.string().optional(),
  date: z.string().optional(),
  final: z.boolean().optional(),
  replace: z.boolean().optional(),
  state: z.enum(['waiting', 'taken', 'accepted', 'refused', 'expired']),
  /** Until when the form is taken. */
  expiresAt: z.string(),
  sha256: z.string().nullable(),
  receipt: z.union([receiptSchema, feedReceiptSchema, centresReceiptSchema]).nullable(),
  faults: z.array(faultSchema).nullable(),
  /** The receipt or the faults have lists that were too long to keep whole. */
  shortened: z.boolean(),
})
