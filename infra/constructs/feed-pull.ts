import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { PullConfig } from '../../lib/contracts/pull.ts'
import type { Alarms } from './alarms.ts'
import type { HouseFunction } from './house-function.ts'
import type { RawFiles } from './raw-files.ts'
import type { StateTable } from './state-table.ts'
import type { Timetable } from './timetable.ts'

export interface FeedPull {
  readonly config: PullConfig
  readonly district: string
  readonly pull: HouseFunction
  /** Notices where nothing starts `pull` any more. */
  readonly reconcile: HouseFunction
  readonly table: StateTable
  readonly rawFiles: RawFiles
  readonly timetable: Timetable
  readonly alarms: Alarms
}

/** What fetching a feed may reach, when it is started, and what wakes somebody where the feed stops. */
export function wireFeedPull({ config, district, pull, reconcile, ...parts }: FeedPull): void {
  parts.table.allowDecisions(pull)
  parts.rawFiles.allowToKeep(pull)
  if (config.credential) allowSecret(pull, config.credential.secret)
  parts.timetable.add({
    name: 'pull',
    description: 'The feed is fetched from where it was left',
    when: `rate(${config.everyMinutes} ${config.everyMinutes === 1 ? 'minute' : 'minutes'})`,
    input: { run: 'pull' },
    starts: pull,
  })
  parts.alarms.watchFunction(pull)
  parts.alarms.watchPull([pull, reconcile], district)
}

/** One secret by its name; Secrets Manager puts six characters of its own behind it. */
function allowSecret(to: HouseFunction, name: string): void {
  const { partition, region, account } = Stack.of(to)
  to.allow(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`],
    }),
  )
}
