import * as z from 'zod'
import type { CentreStatusNotice } from '../domain/messages/status-change.ts'

/** The JSON on the centre-status topic. */
export const centreStatusSchema = z.strictObject({
  centreId: z.string().min(1),
  status: z.enum(['active', 'proposed', 'suspended', 'reinstatement-proposed']),
  since: z.iso.datetime({ offset: true }),
  sequence: z.int().min(0),
  reason: z.string(),
  reference: z.string(),
  district: z.string().min(1),
}) satisfies z.ZodType<CentreStatusNotice>
