import { Duration } from 'aws-cdk-lib'
import { Match, Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { OUTCOME_FOLDER } from '../../lib/adapters/s3/outcomes.ts'
import type { HouseFunction } from './house-function.ts'

/**
 * Hands every object that arrives in the inbox to a function, but not its own answers; a repeated event is a no-op
 * there, by the file's hash.
 */
export class InboxArrivals extends Construct {
  constructor(scope: Construct, id: string, inbox: Bucket, to: HouseFunction) {
    super(scope, id)
    const { deadLetters } = to
    new Rule(this, 'Rule', {
      description: 'A sheet or feed arrived in the inbox bucket',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [inbox.bucketName] },
          object: { key: Match.anythingButPrefix(OUTCOME_FOLDER) },
        },
      },
      targets: [
        new LambdaFunction(to.lambda, {
          retryAttempts: 8,
          maxEventAge: Duration.hours(2),
          ...(deadLetters && { deadLetterQueue: deadLetters }),
        }),
      ],
    })
  }
}
