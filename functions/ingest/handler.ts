import { S3Client } from '@aws-sdk/client-s3'
import { awsDeps } from '../../lib/adapters/aws.ts'
import { outcomesBeside } from '../../lib/adapters/s3/outcomes.ts'
import { objectSource } from '../../lib/adapters/s3/raw-bucket.ts'
import { objectCreatedSchema } from '../../lib/contracts/object-created.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { type Ingested, ingest, ingestUpload } from './ingest.ts'
import { uploadOf } from './target.ts'

const environment = readEnvironment(process.env)
const deps = awsDeps(environment, 'ingest')
const client = new S3Client({})
const inbox = environment.inboxBucket
const outcomes = outcomesBeside(client, inbox)

/** Started when a file arrives in the inbox bucket; while it fails, EventBridge retries, then the dead-letter queue keeps the event. */
export async function handler(event: unknown): Promise<Ingested['outcome']> {
  const { key } = objectCreatedSchema.parse(event).detail.object
  const open = () => objectSource(client, inbox, key)
  const uploadId = uploadOf(key)
  if (uploadId) return ingestUpload(uploadId, open, deps)
  const ingested = await ingest({ key, open, by: 'inbox' }, deps)
  if (!(await outcomes.put(key, ingested))) deps.logger.warn('outcome-not-told', { key: key.length })
  return ingested.outcome
}
