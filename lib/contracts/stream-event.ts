import * as z from 'zod'

/** What Lambda hands over of the table's stream, as far as it is read: keys only. */
export const streamEventSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.string().optional(),
      dynamodb: z.object({
        SequenceNumber: z.string().min(1),
        Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
      }),
    }),
  ),
})

export type StreamEvent = z.output<typeof streamEventSchema>

/** What the function answers: records from the first of these on come again. */
export interface StreamAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}
