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

test('evidence is kept in every version, locked for as long as the district says', () => {
  const { Properties } = bucket('Evidence')
  expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
  expect(Properties.ObjectLockConfiguration).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2555 } },
  })
})
