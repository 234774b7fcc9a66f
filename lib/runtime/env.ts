import * as z from 'zod'
import { type DistrictConfig, parseDistrict } from '../contracts/district.ts'

/** What every deployed function finds in its environment; `infra/` sets exactly these. */
const schema = z.object({
  MILAAN_DISTRICT: z.string(),
  MILAAN_TABLE: z.string(),
  MILAAN_INBOX_BUCKET: z.string().default(''),
  MILAAN_EVIDENCE_BUCKET: z.string().default(''),
  MILAAN_ALERT_TOPIC: z.string().default(''),
  MILAAN_STATUS_TOPIC: z.string().default(''),
  MILAAN_DYNAMODB_ENDPOINT: z.string().optional(),
})

export interface Environment {
  /** The district file as JSON, under 4 KB. */
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
    district: parseDistrict(JSON.parse(found.MILAAN_DISTRICT)),
    table: found.MILAAN_TABLE,
    inboxBucket: found.MILAAN_INBOX_BUCKET,
    evidenceBucket: found.MILAAN_EVIDENCE_BUCKET,
    alertTopic: found.MILAAN_ALERT_TOPIC,
    statusTopic: found.MILAAN_STATUS_TOPIC,
    dynamodbEndpoint: found.MILAAN_DYNAMODB_ENDPOINT,
  }
}
