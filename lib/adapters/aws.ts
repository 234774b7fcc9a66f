import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import type { Deps } from '../application/deps.ts'
import { systemClock } from '../runtime/clock.ts'
import type { Environment } from '../runtime/env.ts'
import { lambdaLogger } from '../runtime/logger.ts'
import { dynamoDbClient } from './dynamodb/client.ts'
import { createStore } from './dynamodb/store.ts'
import { temporarySpools } from './local/temporary-spool.ts'
import { rawBucket } from './s3/raw-bucket.ts'

/** What every function that takes in or judges rows is given in AWS. */
export function awsDeps(
  { district, table, evidenceBucket, dynamodbEndpoint }: Environment,
  service: string,
): Deps {
  const client = dynamoDbClient(dynamodbEndpoint)
  const spool = join(tmpdir(), 'milaan-spool')
  // What a run that was cut off left behind is of no use to anybody.
  rmSync(spool, { recursive: true, force: true })
  return {
    store: createStore({ client, tableName: table, rowsDays: district.retention.rowsDays }),
    rawFiles: rawBucket(new S3Client({}), evidenceBucket),
    district,
    newSpool: temporarySpools(spool),
    clock: systemClock,
    logger: lambdaLogger(service),
  }
}
