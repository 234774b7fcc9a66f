import { Duration, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

/**
 * What could not be handed to a function, or not be finished by it. It carries ids and metadata alone, is looked at
 * by a person within its fortnight, and recovery never rests on it: the sweep and the minute clock find the work again.
 */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This queue is itself the dead-letter queue, of a schedule, a rule, a stream or an asynchronous call.',
    })
  }

  /** For whoever fills the queue under a role of its own. */
  maySend(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queueArn] })
  }

  /** As the target of a Lambda destination, without the grant that the library would add. */
  asDestination(): { readonly bind: () => { readonly destination: string } } {
    return { bind: () => ({ destination: this.queueArn }) }
  }
}
