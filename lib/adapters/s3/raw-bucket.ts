import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { RawFiles } from '../../application/raw-files.ts'

/**
 * Raw files in the evidence bucket. S3 checks the SHA-256 on arrival; versioning and Object Lock keep what was
 * written first even if the same key is written again.
 */
export function rawBucket(client: S3Client, bucket: string): RawFiles {
  return {
    keep: async (key, bytes) => {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ChecksumAlgorithm: 'SHA256' }),
      )
    },
    read: async (key) => {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      return body!.transformToByteArray()
    },
  }
}
