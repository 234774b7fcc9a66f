import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { TABLE } from '../../lib/adapters/dynamodb/table-definition.ts'
import type { HouseFunction } from './house-function.ts'
import { type Keys, useOfKey } from './keys.ts'

/** The actions behind `TransactWriteItems` are those of its items. */
const DECIDES = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
]
const DELIVERS = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem']
const FOLLOWS = ['DescribeStream', 'GetRecords', 'GetShardIterator']

/** The one table of a district, all its state but the raw files. */
export class StateTable extends Construct {
  readonly table: Table
  private readonly keys: Keys

  constructor(scope: Construct, id: string, keys: Keys) {
    super(scope, id)
    this.keys = keys
    this.table = new Table(this, 'Table', {
      partitionKey: text(TABLE.pk),
      sortKey: text(TABLE.sk),
      timeToLiveAttribute: TABLE.ttl,
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.KEYS_ONLY,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: keys.data,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.table.addGlobalSecondaryIndex({
      indexName: TABLE.index,
      partitionKey: text(TABLE.indexPk),
      sortKey: text(TABLE.indexSk),
      projectionType: ProjectionType.KEYS_ONLY,
    })
  }

  /** For who accepts rows, reconciles and decides. */
  allowDecisions(to: HouseFunction): void {
    this.allow(to, DECIDES)
  }

  /** For who only sends and marks: it can lose no record. */
  allowDelivery(to: HouseFunction): void {
    this.allow(to, DELIVERS)
  }

  /** For who is woken by changes. */
  allowStream(to: HouseFunction): void {
    to.allow(new PolicyStatement({ actions: dynamodb(FOLLOWS), resources: [this.table.tableStreamArn!] }))
  }

  private allow(to: HouseFunction, actions: readonly string[]): void {
    to.allow(
      new PolicyStatement({ actions: dynamodb(actions), resources: [this.table.tableArn] }),
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [`${this.table.tableArn}/index/${TABLE.index}`],
      }),
      // DynamoDB opens its table key in the caller's name, to read as to write, and asks for nothing else.
      useOfKey(this.keys.data, 'dynamodb', ['kms:Decrypt']),
    )
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING })
const dynamodb = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`)
