import { resolve } from 'node:path'
import * as z from 'zod'
import { pullSchema } from '../../lib/contracts/pull.ts'

/** What `npm start` takes from the environment. */
export interface Settings {
  readonly port: number
  /** Everything that is kept lies under here. */
  readonly data: string
  /** A DynamoDB API of the user's own; null: the embedded one. */
  readonly dynamodbEndpoint: string | null
  /** A feed to fetch, in place of the district file's, if that has one. */
  readonly pullUrl?: string
}

const schema = z.object({
  MILAAN_PORT: z.coerce.number('is a port number').int().min(0).max(65_535).default(4000),
  MILAAN_DATA: z.string().min(1).default('.milaan'),
  MILAAN_DYNAMODB_ENDPOINT: z.url().optional(),
  MILAAN_PULL_URL: pullSchema.shape.url.optional(),
})

/** Throws ZodError naming the variable that is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const found = schema.parse(env)
  return {
    port: found.MILAAN_PORT,
    data: resolve(found.MILAAN_DATA),
    dynamodbEndpoint: found.MILAAN_DYNAMODB_ENDPOINT ?? null,
    ...(found.MILAAN_PULL_URL === undefined ? {} : { pullUrl: found.MILAAN_PULL_URL }),
  }
}
