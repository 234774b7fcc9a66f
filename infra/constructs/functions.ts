import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import type { Setting } from '../config.ts'
import type { CodeFor } from './bundles.ts'
import { HouseFunction, type HouseFunctionProps } from './house-function.ts'
import { API_TIMEOUT } from './http-api.ts'
import type { Keys } from './keys.ts'
import type { RawFiles } from './raw-files.ts'
import type { StateTable } from './state-table.ts'
import type { Topics } from './topics.ts'

export interface FunctionsProps {
  readonly setting: Setting
  readonly codeFor: CodeFor
  readonly keys: Keys
  readonly table: StateTable
  readonly rawFiles: RawFiles
  readonly topics: Topics
}

/** A whole virtual CPU, in MB: matching is the work of one. */
const ONE_CPU = 1769
/** Where the rows of a feed lie, sorted by centre-day, while it is applied: the most that Lambda gives, in MiB. */
const ROOM_FOR_A_FEED = 10_240

type Own = Pick<
  HouseFunctionProps,
  'purpose' | 'errorImpact' | 'called' | 'timeout' | 'memoryMegabytes' | 'storageMebibytes' | 'atOnce'
>

const OWN = {
  api: {
    purpose: 'Takes sheets and feeds, answers with the receipt; queries and commands of the console',
    errorImpact: 'Centres cannot hand in sheets and officials cannot decide; nothing accepted is lost.',
    called: 'and waited for',
    timeout: API_TIMEOUT,
    memoryMegabytes: ONE_CPU,
  },
  ingest: {
    purpose: 'Takes the feeds and large sheets that arrive in the inbox bucket',
    errorImpact:
      'A feed of the registry is not taken in: its certificates are missing until it is sent again.',
    called: 'and left alone',
    timeout: Duration.minutes(15),
    memoryMegabytes: ONE_CPU,
    storageMebibytes: ROOM_FOR_A_FEED,
  },
  pull: {
    purpose: 'Fetches a paged feed of the registry by the clock, from where it was left',
    errorImpact:
      'The feed is not fetched: its certificates are missing until it runs again; nothing is lost.',
    called: 'and left alone',
    // A run begins no page in the last minutes of it (`functions/pull/handler.ts`).
    timeout: Duration.minutes(15),
    memoryMegabytes: ONE_CPU,
    storageMebibytes: 2048,
    atOnce: 1,
  },
  reconcile: {
    purpose: 'Reconciles by the clock what is dirty, past cut-off or missing; resumes feeds that stopped',
    errorImpact: 'Late rows are not compared and missing sheets are not noticed.',
    called: 'and left alone',
    // The nightly run looks at a month. Two runs at once are harmless: every write is conditioned on what was read.
    timeout: Duration.minutes(14),
    memoryMegabytes: ONE_CPU,
    // It goes on with a feed that stopped.
    storageMebibytes: ROOM_FOR_A_FEED,
  },
  notify: {
    purpose: 'Sends what stands in the outbox: SMS, e-mail and the status of centres',
    errorImpact:
      'Officials are not told of findings; the messages wait in the outbox and lose nothing but time.',
    called: 'and left alone',
    // The minute between two ticks; leases in the table keep two that overlap apart.
    timeout: Duration.seconds(60),
    memoryMegabytes: 512,
  },
} as const satisfies Record<string, Own>

/** The functions of a district, and the one environment that all of them read (`lib/runtime/env.ts`). */
export class Functions extends Construct {
  readonly api: HouseFunction
  readonly ingest: HouseFunction
  /** Of a district that fetches a feed. */
  readonly pull: HouseFunction | undefined
  readonly reconcile: HouseFunction
  readonly notify: HouseFunction
  private readonly props: FunctionsProps

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    this.props = props
    this.api = this.create('api')
    this.ingest = this.create('ingest')
    this.pull = props.setting.config.pull && this.create('pull')
    this.reconcile = this.create('reconcile')
    this.notify = this.create('notify')
  }

  private create(name: keyof typeof OWN): HouseFunction {
    const { setting, codeFor, keys } = this.props
    return new HouseFunction(this, name, {
      name,
      ...OWN[name],
      environment: environmentOf(this.props),
      codeFor,
      keys,
      logDays: setting.config.retention.logDays,
    })
  }
}

function environmentOf({
  setting,
  table,
  rawFiles,
  topics,
}: FunctionsProps): Readonly<Record<string, string>> {
  return {
    ...setting.districtEnvironment,
    MILAAN_TABLE: table.table.tableName,
    MILAAN_INBOX_BUCKET: rawFiles.inbox.bucketName,
    MILAAN_EVIDENCE_BUCKET: rawFiles.evidence.bucketName,
    MILAAN_ALERT_TOPIC: topics.alerts.topicArn,
    MILAAN_STATUS_TOPIC: topics.centreStatus.topicArn,
  }
}
