import * as z from 'zod'
import { templateFault } from '../domain/messages/sms-template.ts'
import type { Policy } from '../domain/policy.ts'
import { formatsSchema } from './formats.ts'
import { parsePolicy, policySchema } from './policy.ts'
import { pullSchema } from './pull.ts'

/** A template as the DLT registry holds it: `{#var#}` twice at most, never adjacent, 30 characters each. */
const smsTemplate = z.strictObject({
  id: z.string().regex(/^\d{10,24}$/),
  text: z.string().refine((text) => templateFault(text) === null, {
    error: ({ input }) => `cannot be sent as one SMS: ${templateFault(String(input))}`,
  }),
})

/** One deployed stack: what differs between districts, as data. */
export const districtSchema = z.strictObject({
  district: z.string().regex(/^[a-z][a-z0-9-]{2,30}$/, 'is lower case letters, digits and hyphens'),
  name: z.string().min(1).max(60),
  state: z.string().min(1).max(60),
  /** Where the state lives, and where its copy would be recovered. */
  region: z.string(),
  recoveryRegion: z.string(),
  policy: policySchema.default({}),
  alerts: z.strictObject({
    /** Minutes without acknowledgement until the next tier of the ladder is told. */
    escalateAfterMinutes: z.int().min(1).default(30),
    /** An incident alerts again each time its surplus has grown by so many certificates. */
    surplusStep: z.int().min(1).default(10),
    sms: z.strictObject({
      senderId: z.string().regex(/^[A-Za-z0-9]{6}$/),
      entityId: z.string().regex(/^\d{10,24}$/),
      /** USD a message. */
      maxPrice: z.number().positive(),
      templates: z.strictObject({ finding: smsTemplate, suspension: smsTemplate }),
    }),
  }),
  retention: z.strictObject({
    /** Raw files and versions, in days. */
    evidenceDays: z.int().min(180),
    rowsDays: z.int().min(30),
    logDays: z.int().min(180),
  }),
  /** How the district's files are written, beside what everyone may write. */
  formats: formatsSchema.prefault({}),
  /** A feed that is fetched by the clock; left out: none is. */
  pull: pullSchema.exactOptional(),
  /** Where e-mail about the system itself goes. */
  operationsEmail: z.email(),
})

export type DistrictFile = z.output<typeof districtSchema>

/** What the functions need of the district file, policy completed with its defaults. */
export interface DistrictConfig extends Omit<DistrictFile, 'policy'> {
  readonly policy: Policy
}

/** Throws `z.ZodError` with the path of every fault. */
export function parseDistrict(input: unknown): DistrictConfig {
  const file = districtSchema.parse(input)
  return { ...file, policy: parsePolicy(file.policy) }
}
