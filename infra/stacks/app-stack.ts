import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { clockOf } from '../clock.ts'
import type { Setting } from '../config.ts'
import { Alarms } from '../constructs/alarms.ts'
import type { CodeFor } from '../constructs/bundles.ts'
import { wireFeedPull } from '../constructs/feed-pull.ts'
import { Functions } from '../constructs/functions.ts'
import { ApiGateway } from '../constructs/http-api.ts'
import { InboxArrivals } from '../constructs/inbox-arrivals.ts'
import { OutboxStream } from '../constructs/outbox-stream.ts'
import { Timetable } from '../constructs/timetable.ts'
import { Topics } from '../constructs/topics.ts'
import type { StateStack } from './state-stack.ts'

export interface AppStackProps extends StackProps {
  readonly setting: Setting
  readonly codeFor: CodeFor
  readonly state: StateStack
}

/** What can be made again from the code: the functions, and all that starts, watches and carries for them. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { setting, codeFor, state, ...props }: AppStackProps) {
    super(scope, id, { ...props, description: `Milaan, ${setting.config.name}: functions, clock, messages` })
    const { district, policy, retention, operationsEmail, pull: config } = setting.config
    const { keys, table, rawFiles, people, claims } = state

    const topics = new Topics(this, 'Topics', keys, operationsEmail)
    const { api, ingest, pull, reconcile, notify } = new Functions(this, 'Functions', {
      setting,
      codeFor,
      keys,
      table,
      rawFiles,
      topics,
    })

    for (const decides of [api, ingest, reconcile]) table.allowDecisions(decides)
    table.allowDelivery(notify)
    // A feed that stopped is applied by who resumes it, list of its bad rows included.
    for (const receives of [api, ingest, reconcile]) rawFiles.allowToKeep(receives)
    rawFiles.allowToTakeFromInbox(ingest)
    rawFiles.allowToSignUploads(api)
    topics.allowToTell(notify)

    const gateway = new ApiGateway(this, 'Gateway', { serves: api, people, keys, logDays: retention.logDays })
    new InboxArrivals(this, 'InboxArrivals', rawFiles.inbox, ingest)
    new OutboxStream(this, 'OutboxStream', table, notify)
    const timetable = new Timetable(this, 'Timetable', policy.timeZone)
    for (const entry of clockOf(policy, { reconcile, notify })) timetable.add(entry)

    const alarms = new Alarms(this, 'Alarms', topics.operations)
    for (const watched of [api, ingest, reconcile, notify, claims]) alarms.watchFunction(watched)
    alarms.watchAnswers(gateway.failures)
    alarms.watchHeartbeat(reconcile, district)
    alarms.watchGivenUp(notify, district)
    alarms.watchLadder(notify, district)
    alarms.watchRefused(ingest, district)
    alarms.watchSmsSpend(setting.smsSpendLimitUsd)
    if (config && pull)
      wireFeedPull({ config, district, pull, reconcile, table, rawFiles, timetable, alarms })

    new CfnOutput(this, 'ApiUrl', { value: gateway.api.apiEndpoint })
    new CfnOutput(this, 'AlertsTopic', { value: topics.alerts.topicArn })
    new CfnOutput(this, 'CentreStatusTopic', { value: topics.centreStatus.topicArn })
  }
}
