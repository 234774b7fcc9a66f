import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type DistrictConfig, parseDistrict } from '../contracts/district.ts'

/** What every deployed function finds in its environment; `infra/` sets exactly these. */
const schema = z.object({
  /** The district file as JSON; of a district with more to say than an environment holds, where that file is. */
  MILAAN_DISTRICT: z.string().optional(),
  MILAAN_DISTRICT_FILE: z.string().optional(),
  MILAAN_TABLE: z.string(),
  MILAAN_INBOX_BUCKET: z.string().default(''),
  MILAAN_EVIDENCE_BUCKET: z.string().default(''),
  MILAAN_ALERT_TOPIC: z.string().default(''),
  MILAAN_STATUS_TOPIC: z.string().default(''),
  MILAAN_DYNAMODB_ENDPOINT: z.string().optional(),
})

export class EnvironmentIncomplete extends Error {
  override readonly name = 'EnvironmentIncomplete'
}

export interface Environment {
  readonly district: DistrictConfig
  readonly table: string
  readonly inboxBucket: string
  readonly evidenceBucket: string
  readonly alertTopic: string
  readonly statusTopic: string
  readonly dynamodbEndpoint: string | undefined
}

/** Throws at start, with the names of what is missing, rather than at the first request. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const found = schema.parse(env)
  return {
    district: parseDistrict(JSON.parse(districtOf(found))),
    table: found.MILAAN_TABLE,
    inboxBucket: found.MILAAN_INBOX_BUCKET,
    evidenceBucket: found.MILAAN_EVIDENCE_BUCKET,
    alertTopic: found.MILAAN_ALERT_TOPIC,
    statusTopic: found.MILAAN_STATUS_TOPIC,
    dynamodbEndpoint: found.MILAAN_DYNAMODB_ENDPOINT,
  }
}

function districtOf({ MILAAN_DISTRICT: json, MILAAN_DISTRICT_FILE: path }: z.output<typeof schema>): string {
  if (json !== undefined) return json
  if (path !== undefined) return readFileSync(path, 'utf8')
  throw new EnvironmentIncomplete('MILAAN_DISTRICT or MILAAN_DISTRICT_FILE is needed.')
}
