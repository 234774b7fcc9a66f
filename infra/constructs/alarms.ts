import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { HouseFunction } from './house-function.ts'

/** Codes of the log (`lib/runtime/logger.ts`) on which alarms stand. */
export const SWEPT = 'swept'
export const GIVEN_UP = 'message-given-up'
/** The feed that is fetched stands still; told by whichever function notices. */
export const PULL_STOPPED = 'pull-stopped'
/** An incident's next step of the ladder could not be told. */
export const NOT_ESCALATED = 'escalation-failed'
export const NOT_TAKEN = ['ingest-refused', 'ingest-key-unknown'] as const

interface Watch {
  readonly metric: IMetric
  /** What it means for people, as the mail to operations says it. */
  readonly text: string
  readonly from?: number
}

/** Everything that wakes somebody up. Each alarm's text says what people notice, not which metric moved. */
export class Alarms extends Construct {
  private readonly operations: ITopic

  constructor(scope: Construct, id: string, operations: ITopic) {
    super(scope, id)
    this.operations = operations
  }

  /** Errors and throttles of a function, and what it left undone. */
  watchFunction(target: HouseFunction): void {
    const period = Duration.minutes(5)
    const { name, lambda, deadLetters, errorImpact } = target
    this.raise(`${name}-errors`, {
      metric: lambda.metricErrors({ period }),
      text: `${name} fails. ${errorImpact}`,
    })
    this.raise(`${name}-throttles`, {
      metric: lambda.metricThrottles({ period }),
      text: `${name} is held back by the account's limit on concurrent executions. ${errorImpact}`,
    })
    if (deadLetters) {
      this.raise(`${name}-dead-letters`, {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
        text: `${name} gave something up; its dead-letter queue says what. ${errorImpact}`,
      })
    }
  }

  /** The API answered 5xx: the function may have caught its fault, or was never reached. */
  watchAnswers(metric: IMetric): void {
    this.raise('api-answers', { metric, text: 'The API answers 5xx: uploads and decisions may be refused.' })
  }

  /** A message that is given up is no fault of the function: nobody else would tell that an official was not told. */
  watchGivenUp(notify: HouseFunction, district: string): void {
    this.raise('message-given-up', {
      metric: this.counted('MessageGivenUp', notify, GIVEN_UP, district),
      text: 'A message to an official was given up: it was refused, or failed for hours. Tell the official by phone.',
    })
  }

  /** Who drops a file into the inbox bucket is answered by nobody: somebody has to tell them that it was refused. */
  watchRefused(ingest: HouseFunction, district: string): void {
    for (const code of NOT_TAKEN) {
      this.raise(code, {
        metric: this.counted(code, ingest, code, district),
        text: `A file in the inbox bucket was not taken in (${code}). Tell the registry; the log says when and why.`,
      })
    }
  }

  /** Officials are told by mail; whoever runs the system can do what they cannot: the secret, the address, the cursor. */
  watchPull(noticing: readonly HouseFunction[], district: string): void {
    for (const target of noticing) {
      this.raise(`pull-stopped-${target.name}`, {
        metric: this.counted(`PullStopped-${target.name}`, target, PULL_STOPPED, district),
        text: `The feed that is fetched has stopped; the log of ${target.name} says why, docs/runbooks/pull.md what to do.`,
      })
    }
  }

  /** A step that fails is tried every minute: while it fails, nobody above the silent official is told. */
  watchLadder(notify: HouseFunction, district: string): void {
    this.raise('not-escalated', {
      metric: this.counted('NotEscalated', notify, NOT_ESCALATED, district),
      text: 'An incident that nobody acknowledged could not be told to the next official. Tell that official by phone.',
    })
  }

  /**
   * The dead man's switch. `reconcile` says after every sweep, at least each quarter of an hour, day and night, that
   * it swept; two silent quarters mean that nobody compares anything, which no other alarm would notice.
   */
  watchHeartbeat(reconcile: HouseFunction, district: string): void {
    const metric = this.counted('Heartbeat', reconcile, SWEPT, district)
    new Alarm(this, 'heartbeat', {
      metric: metric.with({ period: Duration.minutes(15) }),
      alarmDescription: `reconcile is silent. ${reconcile.errorImpact}`,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
    }).addAlarmAction(new SnsAction(this.operations))
  }

  /** Past its limit the account's SMS are dropped without an error, those of every district in it. */
  watchSmsSpend(limitUsd: number): void {
    const metric = new Metric({
      namespace: 'AWS/SNS',
      metricName: 'SMSMonthToDateSpentUSD',
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    })
    this.raise('sms-spend', {
      metric,
      from: limitUsd * 0.8,
      text: `Four fifths of the month's USD ${limitUsd} for SMS are spent; at the limit officials get no more SMS.`,
    })
  }

  /** Counts a code in a function's log, under the district's name: two districts may share an account. */
  private counted(metricName: string, { log }: HouseFunction, code: string, district: string): Metric {
    const filter = new MetricFilter(this, `${metricName}Count`, {
      logGroup: log,
      filterPattern: FilterPattern.stringValue('$.message', '=', code),
      metricNamespace: `Milaan/${district}`,
      metricName,
      metricValue: '1',
    })
    return filter.metric({ statistic: Stats.SUM, period: Duration.minutes(5) })
  }

  private raise(id: string, { metric, text, from = 1 }: Watch): void {
    new Alarm(this, id, {
      metric,
      alarmDescription: text,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: from,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.operations))
  }
}
