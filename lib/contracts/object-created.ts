import * as z from 'zod'

/** EventBridge's `Object Created` of the inbox bucket, as far as we read it. */
export const objectCreatedSchema = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string() }),
  }),
})
