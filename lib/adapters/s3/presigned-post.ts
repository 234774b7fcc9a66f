import type { S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { UploadForms } from '../../application/uploads.ts'

/**
 * Forms that S3 itself checks: one key, a range of lengths, and a time after which it refuses them. What is posted
 * acts under the role of whoever signed.
 */
export function presignedForms(client: S3Client, bucket: string): UploadForms {
  return {
    sign: (key, { least, most, until, now }) =>
      createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Conditions: [['content-length-range', least, most]],
        Expires: Math.floor((until - now) / 1000),
      }),
  }
}
