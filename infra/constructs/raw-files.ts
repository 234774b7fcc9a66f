import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { OUTCOME_FOLDER } from '../../lib/adapters/s3/outcomes.ts'
import type { Setting } from '../config.ts'
import { acknowledgeObjects } from './acknowledge.ts'
import type { HouseFunction } from './house-function.ts'
import { type Keys, useOfKey } from './keys.ts'

/** What of the evidence bucket the functions reach. */
const RAW = ['raw/*']
/** What the forms of uploads fill. */
const UPLOADS = ['uploads/*']
/** What of the inbox is anybody's file to take. */
const ARRIVALS = ['feeds/*', 'sheets/*', 'centres/*', ...UPLOADS]

/**
 * Where raw files are: an inbox into which uploads fall and which forgets them after a week, and the evidence
 * bucket, which keeps every version under lock for as long as the district says, and no longer.
 */
export class RawFiles extends Construct {
  readonly inbox: Bucket
  readonly evidence: Bucket
  readonly accessLog: Bucket
  private readonly keys: Keys

  constructor(scope: Construct, id: string, keys: Keys, { config, consoleUrls }: Setting) {
    super(scope, id)
    const { retention } = config
    this.keys = keys
    this.accessLog = this.bucket('AccessLog', {
      // S3 delivers its access logs only to buckets under its own key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(retention.logDays) }],
    })
    this.inbox = this.bucket('Inbox', {
      ...this.logged('inbox/'),
      lifecycleRules: [{ expiration: Duration.days(7) }],
      // From there the forms of uploads are sent by a browser.
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [...new Set(consoleUrls.map((url) => new URL(url).origin))],
        },
      ],
    })
    announceObjects(this.inbox)
    this.evidence = this.bucket('Evidence', {
      ...this.logged('evidence/'),
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(retention.evidenceDays)),
      // A legal hold on an object outlasts this.
      lifecycleRules: [
        {
          expiration: Duration.days(retention.evidenceDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    })
  }

  allowToKeep(to: HouseFunction): void {
    this.allow(
      to,
      this.evidence,
      RAW,
      ['s3:GetObject', 's3:PutObject'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    )
  }

  /** Reads what arrives and answers beside it. Nothing is deleted: the lifecycle does that. */
  allowToTakeFromInbox(to: HouseFunction): void {
    this.allow(to, this.inbox, ARRIVALS, ['s3:GetObject'], ['kms:Decrypt'])
    this.allow(to, this.inbox, [`${OUTCOME_FOLDER}*`], ['s3:PutObject'], ['kms:GenerateDataKey'])
  }

  /** A presigned POST acts as whoever signed it. */
  allowToSignUploads(to: HouseFunction): void {
    this.allow(to, this.inbox, UPLOADS, ['s3:PutObject'], ['kms:GenerateDataKey'])
  }

  private allow(
    to: HouseFunction,
    bucket: Bucket,
    objects: readonly string[],
    actions: readonly string[],
    keyActions: readonly string[],
  ): void {
    to.allow(
      new PolicyStatement({
        actions: [...actions],
        resources: objects.map((name) => bucket.arnForObjects(name)),
      }),
      useOfKey(this.keys.data, 's3', keyActions),
    )
    for (const name of objects) acknowledgeObjects(to.role, bucket, name)
  }

  private logged(prefix: string): BucketProps {
    return {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.keys.data,
      bucketKeyEnabled: true,
      // The library's own class misses its interface under exact optional properties.
      serverAccessLogsBucket: this.accessLog as IBucket,
      serverAccessLogsPrefix: prefix,
    }
  }

  private bucket(id: string, props: BucketProps): Bucket {
    return new Bucket(this, id, {
      ...props,
      lifecycleRules: [
        ...(props.lifecycleRules ?? []),
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }
}

/** Through the resource itself: the library's own way adds a function of another runtime and an open role. */
function announceObjects(bucket: Bucket): void {
  const resource = bucket.node.defaultChild
  if (!(resource instanceof CfnBucket)) throw new TypeError('A bucket is made of one bucket resource.')
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
}
