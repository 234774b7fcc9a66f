import { S3Client } from '@aws-sdk/client-s3'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { awsDeps } from '../../lib/adapters/aws.ts'
import { presignedForms } from '../../lib/adapters/s3/presigned-post.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { fromGateway, type GatewayEvent, toGateway } from './gateway.ts'
import { answer } from './respond.ts'

const environment = readEnvironment(process.env)
const deps = {
  ...awsDeps(environment, 'api'),
  uploadForms: presignedForms(new S3Client({}), environment.inboxBucket),
}

/** Called by the HTTP API, which has verified the token; while it fails, centres and officials get 5xx and retry. */
export async function handler(event: GatewayEvent): Promise<APIGatewayProxyStructuredResultV2> {
  return toGateway(await answer(fromGateway(event), deps))
}
