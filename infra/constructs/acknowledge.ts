import { Stack, Validations } from 'aws-cdk-lib'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { IConstruct } from 'constructs'

/**
 * Acknowledges that a role reaches all objects of a bucket under a prefix: objects cannot be named beforehand.
 * cdk-nag knows the bucket of another stack by the name of the export that carries its ARN.
 */
export function acknowledgeObjects(role: IConstruct, bucket: Bucket, objects: string): void {
  const stack = Stack.of(bucket)
  const exported: { readonly 'Fn::ImportValue': string } = stack.resolve(stack.exportValue(bucket.bucketArn))
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${exported['Fn::ImportValue']}/${objects}]`,
    reason: 'Objects have no names before they arrive; the bucket, the prefix and the actions are named.',
  })
}
