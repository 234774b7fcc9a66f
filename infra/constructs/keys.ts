import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'

/**
 * Two keys of the district's own. `data` opens citizens' records (table, buckets) and is used by nobody but the
 * functions; `messages` opens what the system says (topics, logs), so AWS's own services may use it too.
 */
export class Keys extends Construct {
  readonly data: Key
  readonly messages: Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.data = this.key('Data', 'Records of centre-days, raw files')
    this.messages = this.key('Messages', 'Topics and logs')
    this.messages.addToResourcePolicy(this.logsMayUse())
    this.messages.addToResourcePolicy(this.alarmsMayUse())
  }

  private key(id: string, description: string): Key {
    return new Key(this, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN })
  }

  private logsMayUse(): PolicyStatement {
    const { region, account, partition } = Stack.of(this)
    return new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:GenerateDataKeyPair',
        'kms:GenerateDataKeyPairWithoutPlaintext',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      },
    })
  }

  private alarmsMayUse(): PolicyStatement {
    return new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    })
  }
}

/** Lets a function use a key through one service alone: never to open what it was given by another way. */
export function useOfKey(key: Key, service: string, actions: readonly string[]): PolicyStatement {
  const { region } = Stack.of(key)
  return new PolicyStatement({
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  })
}
