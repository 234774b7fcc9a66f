import { beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { composeApp, type Found, type Json, ofType, resourcesOf } from './compose.ts'

let resources: readonly Found[]
let functions: readonly Found[]

beforeAll(() => {
  const { stateStack, appStack } = composeApp()
  resources = resourcesOf(stateStack, appStack)
  functions = ofType(resources, 'AWS::Lambda::Function')
})

const serviceOf = (lambda: Found): Json => variablesOf(lambda).POWERTOOLS_SERVICE_NAME!
const variablesOf = (lambda: Found): Readonly<Record<string, Json>> =>
  (lambda.Properties.Environment as { Variables: Record<string, Json> }).Variables
/** The logical ids that a part of a template names. */
const namedIn = (value: Json | undefined): readonly string[] =>
  resources.filter(({ id }) => JSON.stringify(value ?? null).includes(`"${id}"`)).map(({ id }) => id)

describe('functions', () => {
  test('are the five of the system and no others', () => {
    expect(functions.map(serviceOf).sort()).toEqual(['api', 'claims', 'ingest', 'notify', 'reconcile'])
  })

  test('run on ARM and Node 24, traced', () => {
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        TracingConfig: { Mode: 'Active' },
      })
    }
  })

  test('say what they are for', () => {
    for (const { Properties } of functions) expect(Properties.Description).toMatch(/\w+ \w+ \w+/)
  })

  test('share neither a role nor a log', () => {
    const roles = functions.map(({ Properties }) => JSON.stringify(Properties.Role))
    const logs = functions.map(({ Properties }) => JSON.stringify(Properties.LoggingConfig))
    expect(new Set(roles).size).toBe(functions.length)
    expect(new Set(logs).size).toBe(functions.length)
    expect(logs.join()).toMatch(/LogGroup/)
  })

  test('have an alarm on errors and one on throttles, which tell somebody', () => {
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')
    for (const lambda of functions) {
      for (const metric of ['Errors', 'Throttles']) {
        const on = alarms.filter(
          ({ Properties }) => Properties.MetricName === metric && isAbout(Properties.Dimensions, lambda),
        )
        expect(on, `${metric} of ${serviceOf(lambda)}`).toHaveLength(1)
        expect(on[0]!.Properties.AlarmActions).toHaveLength(1)
      }
    }
  })

  test('find in their environment what they read', () => {
    for (const lambda of functions.filter((one) => serviceOf(one) !== 'claims')) {
      const texts = Object.entries(variablesOf(lambda)).map(([name, value]) => [name, textOf(value)])
      const found = readEnvironment(Object.fromEntries(texts))
      expect(found.district.district).toBe('aurangabad-mh')
      expect(found.district.policy.cutOff.time).toBe('12:00')
      for (const name of ['table', 'inboxBucket', 'evidenceBucket', 'alertTopic', 'statusTopic'] as const) {
        expect(found[name], name).not.toBe('')
      }
    }
  })

  test('are given an environment that Lambda takes', () => {
    for (const lambda of functions) {
      expect(Buffer.byteLength(JSON.stringify(variablesOf(lambda)))).toBeLessThan(4_096)
    }
  })

  test('answer the API before it gives up', () => {
    const api = functions.find((one) => serviceOf(one) === 'api')
    expect(api?.Properties.Timeout).toBe(29)
    for (const { Properties } of ofType(resources, 'AWS::ApiGatewayV2::Integration')) {
      expect(Properties.TimeoutInMillis).toBe(29_000)
    }
  })
})

describe('whatever starts a function without waiting', () => {
  test('has a dead-letter queue', () => {
    const waiting = [
      ...ofType(resources, 'AWS::Lambda::EventInvokeConfig').map((one) => one.Properties.DestinationConfig),
      ...ofType(resources, 'AWS::Lambda::EventSourceMapping').map((one) => one.Properties.DestinationConfig),
      ...ofType(resources, 'AWS::Scheduler::Schedule').map((one) => one.Properties.Target),
      ...ofType(resources, 'AWS::Events::Rule').map((one) => one.Properties.Targets),
    ]
    const queues = ofType(resources, 'AWS::SQS::Queue').map(({ id }) => id)
    expect(waiting).toHaveLength(3 + 1 + 5 + 1)
    for (const one of waiting) expect(namedIn(one).some((id) => queues.includes(id))).toBe(true)
  })

  test('raises an alarm as soon as a letter is in a queue', () => {
    const queues = ofType(resources, 'AWS::SQS::Queue')
    const watched = ofType(resources, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible',
    )
    expect(watched.flatMap(({ Properties }) => namedIn(Properties.Dimensions)).sort()).toEqual(
      queues.map(({ id }) => id).sort(),
    )
    for (const { Properties } of watched) expect(Properties.Threshold).toBe(1)
  })
})

describe('state', () => {
  const KEPT = [
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::Cognito::UserPool',
    'AWS::Logs::LogGroup',
  ]

  test('stays when its stack goes or its resource is replaced', () => {
    const kept = resources.filter(({ Type }) => KEPT.includes(Type))
    expect(kept.length).toBeGreaterThanOrEqual(10)
    for (const { id, DeletionPolicy, UpdateReplacePolicy } of kept) {
      expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'Retain', 'Retain'])
    }
  })

  test('is one table that can be wound back and not deleted, under a key of the district', () => {
    const tables = ofType(resources, 'AWS::DynamoDB::Table')
    expect(tables).toHaveLength(1)
    expect(tables[0]!.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    })
    expect(namedIn(tables[0]!.Properties.SSESpecification)).toHaveLength(1)
  })

  test('is indexed as the adapter asks', () => {
    const [table] = ofType(resources, 'AWS::DynamoDB::Table')
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ]
    expect(table?.Properties.KeySchema).toEqual(keys('pk', 'sk'))
    expect(table?.Properties.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'gsi1', KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ])
  })

  test('keys rotate', () => {
    for (const { Properties } of ofType(resources, 'AWS::KMS::Key'))
      expect(Properties.EnableKeyRotation).toBe(true)
  })
})

describe('logs', () => {
  test('are encrypted and kept for at least what CERT-In asks', () => {
    const logs = ofType(resources, 'AWS::Logs::LogGroup')
    expect(logs).toHaveLength(functions.length + 1)
    for (const { Properties } of logs) {
      expect(Properties.RetentionInDays).toBeGreaterThanOrEqual(180)
      expect(Properties.KmsKeyId).toBeDefined()
    }
  })
})

describe('topics', () => {
  test('are encrypted under a key of the district', () => {
    const topics = ofType(resources, 'AWS::SNS::Topic')
    expect(topics).toHaveLength(3)
    for (const { Properties } of topics) expect(Properties.KmsMasterKeyId).toBeDefined()
  })

  test('tell operations by e-mail', () => {
    expect(ofType(resources, 'AWS::SNS::Subscription').map(({ Properties }) => Properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'milaan-ops@example.org' },
    ])
  })
})

/** The dimension of an alarm names the function, by its id or by the export of another stack. */
function isAbout(dimensions: Json | undefined, { id }: Found): boolean {
  return JSON.stringify(dimensions ?? null).includes(id)
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
