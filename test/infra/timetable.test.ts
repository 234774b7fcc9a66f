import { beforeAll, expect, test } from 'vitest'
import { composeApp, type Found, type Json, ofType, resourcesOf } from './compose.ts'

let resources: readonly Found[]
let schedules: readonly Found[]
const target = ({ Properties }: Found) => Properties.Target as { Input: string; Arn: Json; RoleArn: Json }

beforeAll(() => {
  resources = resourcesOf(composeApp().appStack)
  schedules = ofType(resources, 'AWS::Scheduler::Schedule')
})

test('runs by the clock of the district', () => {
  for (const { Properties } of schedules) {
    expect(Properties.ScheduleExpressionTimezone).toBe('Asia/Kolkata')
    expect(Properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' })
  }
})

test('reconciles in session hours, at night, at cut-off and once over everything; sends every minute', () => {
  const table = schedules.map((one) => [
    one.Properties.ScheduleExpression,
    JSON.parse(target(one).Input).run,
    /reconcile|notify/.exec(JSON.stringify(target(one).Arn))?.[0],
  ])
  expect(table).toEqual([
    ['cron(0/5 6-21 * * ? *)', 'sweep', 'reconcile'],
    ['cron(0/15 22-23,0-5 * * ? *)', 'sweep', 'reconcile'],
    ['cron(0 12 * * ? *)', 'cut-off', 'reconcile'],
    ['cron(30 1 * * ? *)', 'nightly', 'reconcile'],
    ['rate(1 minute)', 'minute', 'notify'],
  ])
})

test('gives each entry a role of its own', () => {
  expect(new Set(schedules.map((one) => JSON.stringify(target(one).RoleArn))).size).toBe(schedules.length)
})
