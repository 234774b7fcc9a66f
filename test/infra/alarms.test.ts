import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { GIVEN_UP, NOT_TAKEN, SWEPT } from '../../infra/constructs/alarms.ts'
import { composeApp, type Found, ofType, resourcesOf } from './compose.ts'

let resources: readonly Found[]

beforeAll(() => {
  resources = resourcesOf(composeApp().appStack)
})

test('raises an alarm when half an hour passes without a sweep, whatever the hour', () => {
  const alarm = ofType(resources, 'AWS::CloudWatch::Alarm').find(
    ({ Properties }) => Properties.MetricName === 'Heartbeat',
  )
  expect(alarm?.Properties).toMatchObject({
    Namespace: 'Milaan/aurangabad-mh',
    Period: 900,
    EvaluationPeriods: 2,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    TreatMissingData: 'breaching',
  })
})

test('raises an alarm before the account runs out of SMS', () => {
  const alarm = ofType(resources, 'AWS::CloudWatch::Alarm').find(
    ({ Properties }) => Properties.MetricName === 'SMSMonthToDateSpentUSD',
  )
  expect(alarm?.Properties).toMatchObject({
    Threshold: 0.8,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  })
})

test('every alarm says what people notice', () => {
  for (const { Properties } of ofType(resources, 'AWS::CloudWatch::Alarm')) {
    expect(Properties.AlarmDescription).toMatch(/\. ?|: /)
    expect(Properties.AlarmActions).toHaveLength(1)
  }
})

test('codes of the log are counted under the name of the district', () => {
  const filters = ofType(resources, 'AWS::Logs::MetricFilter').map(({ Properties }) => [
    Properties.FilterPattern,
    (Properties.MetricTransformations as { MetricNamespace: string }[])[0]?.MetricNamespace,
    /reconcile|notify|ingest/.exec(JSON.stringify(Properties.LogGroupName))?.[0],
  ])
  expect(filters).toEqual([
    ['{ $.message = "swept" }', 'Milaan/aurangabad-mh', 'reconcile'],
    ['{ $.message = "message-given-up" }', 'Milaan/aurangabad-mh', 'notify'],
    ['{ $.message = "escalation-failed" }', 'Milaan/aurangabad-mh', 'notify'],
    ['{ $.message = "ingest-refused" }', 'Milaan/aurangabad-mh', 'ingest'],
    ['{ $.message = "ingest-key-unknown" }', 'Milaan/aurangabad-mh', 'ingest'],
  ])
})

test.each([
  [SWEPT, 'lib/application/sweep.ts'],
  [GIVEN_UP, 'functions/notify/notify.ts'],
  [NOT_TAKEN[0], 'functions/ingest/ingest.ts'],
  [NOT_TAKEN[1], 'functions/ingest/ingest.ts'],
])('the code %s, on which an alarm stands, is written by %s', (code, path) => {
  const source = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  expect(source).toMatch(new RegExp(`logger\\.\\w+\\('${code}'`))
})
