import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Setting } from '../config.ts'
import type { CodeFor } from '../constructs/bundles.ts'
import { HouseFunction } from '../constructs/house-function.ts'
import { Keys } from '../constructs/keys.ts'
import { People } from '../constructs/people.ts'
import { RawFiles } from '../constructs/raw-files.ts'
import { StateTable } from '../constructs/state-table.ts'

export interface StateStackProps extends StackProps {
  readonly setting: Setting
  readonly codeFor: CodeFor
}

/** What a district must never lose: keys, table, raw files, people. All of it stays when the stack goes. */
export class StateStack extends Stack {
  readonly keys: Keys
  readonly table: StateTable
  readonly rawFiles: RawFiles
  readonly people: People
  /** Here and not beside the other functions, because the pool calls it. */
  readonly claims: HouseFunction

  constructor(scope: Construct, id: string, { setting, codeFor, ...props }: StateStackProps) {
    super(scope, id, {
      ...props,
      description: `Milaan, ${setting.config.name}: records, raw files and people`,
    })
    const { retention } = setting.config
    this.keys = new Keys(this, 'Keys')
    this.table = new StateTable(this, 'State', this.keys)
    this.rawFiles = new RawFiles(this, 'RawFiles', this.keys, setting)
    this.claims = new HouseFunction(this, 'Claims', {
      name: 'claims',
      purpose: "Puts the centre of a data operator into the operator's access token",
      errorImpact: 'Nobody can sign in; the registry still can.',
      called: 'and waited for',
      timeout: Duration.seconds(5),
      memoryMegabytes: 256,
      environment: {},
      codeFor,
      keys: this.keys,
      logDays: retention.logDays,
    })
    this.people = new People(this, 'People', setting, this.claims)
    this.output()
  }

  private output(): void {
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName })
    new CfnOutput(this, 'InboxBucket', { value: this.rawFiles.inbox.bucketName })
    new CfnOutput(this, 'EvidenceBucket', { value: this.rawFiles.evidence.bucketName })
    new CfnOutput(this, 'UserPoolId', { value: this.people.pool.userPoolId })
    new CfnOutput(this, 'ConsoleClientId', { value: this.people.console.userPoolClientId })
    new CfnOutput(this, 'RegistryClientId', { value: this.people.registry.userPoolClientId })
  }
}
