import { type App, Validations } from 'aws-cdk-lib'
import { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { findingsOf } from '../../infra/validation.ts'
import { composeApp, newFolder } from './compose.ts'

/** As `infra/app.ts` does it; told by a context that whoever started it reports, as the CDK's command does. */
function synthesise(app: App): readonly string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return findingsOf(app.synth().directory)
}

/** Milliseconds; a validation loads the schemas of every resource type. */
const PATIENCE = 120_000

const REPORTED_ELSEWHERE = { validated: true, '@aws-cdk/core:failSynthOnValidationErrors': false }

test(
  'nothing is found in the templates: no error, no warning, nothing of cdk-nag',
  () => {
    expect(synthesise(composeApp(REPORTED_ELSEWHERE).app)).toEqual([])
  },
  PATIENCE,
)

test(
  'a value that AWS does not know is found, although the validation only warns of it',
  () => {
    const { app, appStack } = composeApp(REPORTED_ELSEWHERE)
    const lambda = appStack.node.findAll().find((node) => node instanceof CfnFunction)
    lambda?.addPropertyOverride('TracingConfig.Mode', 'Sometimes')
    expect(synthesise(app)).toMatchObject([expect.stringMatching(/^warning .*Sometimes/)])
  },
  PATIENCE,
)

test('a resource that cdk-nag objects to is found', () => {
  const { app, appStack } = composeApp({ ...REPORTED_ELSEWHERE, validated: false })
  new Queue(appStack, 'Unsafe', { enforceSSL: false })
  expect(synthesise(app).join('\n')).toMatch(/^error AwsSolutions-SQS/)
})

test('a synth that left no report counts as unchecked, not as clean', () => {
  expect(() => findingsOf(newFolder())).toThrow(/validation-report/)
})

test('whatever is acknowledged has a reason, and is one of these', () => {
  const { app } = composeApp()
  const given = app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
  for (const [, reason] of given) expect(reason.split(' ').length).toBeGreaterThan(8)
  const rules = new Set(given.map(([id]) => /AwsSolutions-[A-Z]+\d+/.exec(id)?.[0]))
  expect([...rules].sort()).toEqual([
    'AwsSolutions-APIG4',
    'AwsSolutions-COG8',
    'AwsSolutions-IAM5',
    'AwsSolutions-SQS3',
  ])
})
