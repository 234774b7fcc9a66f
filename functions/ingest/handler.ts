import { S3Client } from '@aws-sdk/client-s3'
import { awsDeps } from '../../lib/adapters/aws.ts'
import { rawBucket } from '../../lib/adapters/s3/raw-bucket.ts'
import { bytesOf } from '../../lib/application/byte-source.ts'
import { objectCreatedSchema } from '../../lib/contracts/object-created.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { type Ingested, ingest } from './ingest.ts'

const environment = readEnvironment(process.env)
const deps = awsDeps(environment, 'ingest')
const inbox = rawBucket(new S3Client({}), environment.inboxBucket)

/** Started when a file arrives in the inbox bucket; while it fails, EventBridge retries, then the dead-letter queue keeps the event. */
export async function handler(event: unknown): Promise<Ingested['outcome']> {
  const { key } = objectCreatedSchema.parse(event).detail.object
  const { outcome } = await ingest({ key, bytes: await bytesOf(await inbox.open(key)), by: 'inbox' }, deps)
  return outcome
}
