import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { HouseFunction } from './house-function.ts'
import { type Keys, useOfKey } from './keys.ts'

/**
 * Where messages leave by. `alerts` has one e-mail subscription an official, made when the official is registered,
 * each with a filter policy of its own; `centreStatus` is for machines; `operations` tells whoever runs the system.
 */
export class Topics extends Construct {
  readonly alerts: Topic
  readonly centreStatus: Topic
  readonly operations: Topic
  private readonly keys: Keys

  constructor(scope: Construct, id: string, keys: Keys, operationsEmail: string) {
    super(scope, id)
    this.keys = keys
    this.alerts = this.topic('Alerts')
    this.centreStatus = this.topic('CentreStatus')
    this.operations = this.topic('Operations')
    this.operations.addSubscription(new EmailSubscription(operationsEmail))
    this.operations.addToResourcePolicy(alarmsMayPublish(this.operations))
  }

  /** For who tells people and machines: the two topics, and SMS to any phone. */
  allowToTell(to: HouseFunction): void {
    to.allow(
      new PolicyStatement({
        actions: ['sns:Publish'],
        resources: [this.alerts.topicArn, this.centreStatus.topicArn],
      }),
      useOfKey(this.keys.messages, 'sns', ['kms:Decrypt', 'kms:GenerateDataKey']),
      // A phone number is no ARN. Everything but topics is the narrowest way to say "phones".
      new PolicyStatement({
        sid: 'SmsButNoTopic',
        actions: ['sns:Publish'],
        notResources: [`arn:${Stack.of(this).partition}:sns:*:*:*`],
      }),
    )
  }

  private topic(id: string): Topic {
    return new Topic(this, id, { masterKey: this.keys.messages, enforceSSL: true })
  }
}

function alarmsMayPublish(topic: Topic): PolicyStatement {
  return new PolicyStatement({
    sid: 'AlarmsMayPublish',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
  })
}
