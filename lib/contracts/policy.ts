import * as z from 'zod'
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts'

const leg = z.enum(['bookings', 'tokens', 'stock', 'certificates'])
const count = z.int().min(0)

/** A policy as an admin writes it: what is left out has its default, what is misspelt is refused. */
export const policySchema = z
  .strictObject({
    timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone, such as Asia/Kolkata'),
    lookBackDays: z.int().min(0).max(14),
    cutOff: z.strictObject({
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time HH:MM'),
      daysAfter: z.int().min(0).max(14),
    }),
    requiredLegs: z.array(leg),
    missingSheetDays: count,
    overfill: z.number().min(0),
    quarantineShare: z.number().min(0).max(1),
    suspension: z
      .strictObject({
        mode: z.enum(['propose', 'auto', 'never']),
        minSurplus: count,
        minShare: z.number().min(0).max(1),
        anyway: count,
      })
      .partial(),
  })
  .partial()

/** Throws `z.ZodError` with the path of every fault. */
export function parsePolicy(input: unknown): Policy {
  const given = policySchema.parse(input)
  return Object.assign({}, DEFAULT_POLICY, given, {
    suspension: Object.assign({}, DEFAULT_POLICY.suspension, given.suspension),
  })
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
