import { Validations } from 'aws-cdk-lib'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { messageKey } from '../../lib/adapters/dynamodb/keys.ts'
import type { HouseFunction } from './house-function.ts'
import type { StateTable } from './state-table.ts'

/**
 * Wakes a function as soon as a message stands in the outbox. For speed alone: what is lost here, the minute
 * clock finds, so a record that fails is given up after three retries and never blocks what comes after it.
 */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, table: StateTable, to: HouseFunction) {
    super(scope, id)
    table.allowStream(to)
    const listing = this.allowListing(to)
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: to.lambda,
      eventSourceArn: table.table.tableStreamArn!,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      retryAttempts: 3,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { pk: { S: FilterRule.beginsWith(messageKey('').pk) } } },
        }),
      ],
      ...(to.deadLetters && { onFailure: to.deadLetters.asDestination() }),
    })
    mapping.node.addDependency(listing, to.role)
  }

  private allowListing(to: HouseFunction): Policy {
    const policy = new Policy(this, 'Listing', {
      roles: [to.role],
      statements: [new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] })],
    })
    Validations.of(policy).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda asks for ListStreams before it follows a stream, and the action knows no resources.',
    })
    return policy
  }
}
