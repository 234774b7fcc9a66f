import { beforeAll, expect, test } from 'vitest'
import { composeApp, type Found, ofType, resourcesOf } from './compose.ts'
import { statementsOf } from './statements.ts'

let resources: readonly Found[]
let buckets: readonly Found[]
const bucket = (name: string): Found => buckets.find(({ id }) => id.startsWith(`RawFiles${name}`))!

beforeAll(() => {
  resources = resourcesOf(composeApp().stateStack)
  buckets = ofType(resources, 'AWS::S3::Bucket')
})

test('no bucket can be opened to the public', () => {
  expect(buckets).toHaveLength(3)
  for (const { Properties } of buckets) {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
  }
})

test('every bucket refuses what does not come over TLS', () => {
  const refusals = statementsOf(resources).filter(
    ({ Effect, Condition }) =>
      Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  )
  const covered = refusals.map(({ of }) => (of.Properties.Bucket as { Ref: string }).Ref)
  expect(covered.sort()).toEqual(buckets.map(({ id }) => id).sort())
})

test('raw files lie under the key of the data, and their readers are logged', () => {
  for (const name of ['Inbox', 'Evidence']) {
    expect(JSON.stringify(bucket(name).Properties.BucketEncryption)).toMatch(/"KMSMasterKeyID".*KeysData/)
    expect(bucket(name).Properties.LoggingConfiguration).toMatchObject({
      DestinationBucketName: { Ref: bucket('AccessLog').id },
    })
  }
})

test('the inbox forgets after a week, locks nothing and announces what arrives', () => {
  const { Properties } = bucket('Inbox')
  expect(Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 7 }, {}] })
  expect(Properties.ObjectLockEnabled).toBeUndefined()
  expect(Properties.NotificationConfiguration).toEqual({
    EventBridgeConfiguration: { EventBridgeEnabled: true },
  })
})

test('of the inbox a browser is let in from the console alone, to send the form of an upload', () => {
  expect(bucket('Inbox').Properties.CorsConfiguration).toEqual({
    CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: ['http://localhost:4000'] }],
  })
  for (const name of ['Evidence', 'AccessLog']) {
    expect(bucket(name).Properties.CorsConfiguration).toBeUndefined()
  }
})

test('ingest is told of what arrives in the inbox, and not of its own answers', () => {
  const [rule] = ofType(resourcesOf(composeApp().appStack), 'AWS::Events::Rule')
  expect(rule!.Properties.EventPattern).toMatchObject({
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { object: { key: [{ 'anything-but': { prefix: 'outcome/' } }] } },
  })
})

test('whoever applies a feed has room for its rows, and nobody else', () => {
  const functions = ofType(resourcesOf(composeApp().appStack), 'AWS::Lambda::Function')
  const room = functions.map(({ Properties }) => [
    (Properties.Environment as { Variables: Record<string, string> }).Variables.POWERTOOLS_SERVICE_NAME,
    (Properties.EphemeralStorage as { Size: number }).Size,
  ])
  expect(Object.fromEntries(room)).toEqual({ api: 512, ingest: 10_240, notify: 512, reconcile: 10_240 })
})

test('evidence goes when its lock does, and no version of it is left behind', () => {
  expect(bucket('Evidence').Properties.LifecycleConfiguration).toMatchObject({
    Rules: [
      { ExpirationInDays: 2555, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ],
  })
})

test('evidence is kept in every version, locked for as long as the district says', () => {
  const { Properties } = bucket('Evidence')
  expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
  expect(Properties.ObjectLockConfiguration).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2555 } },
  })
})
