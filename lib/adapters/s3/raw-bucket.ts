import { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { ByteSource } from '../../application/byte-source.ts'
import type { RawFiles } from '../../application/raw-files.ts'

/**
 * Raw files in the evidence bucket. S3 checks the SHA-256 on arrival; versioning and Object Lock keep what was
 * written first even if the same key is written again.
 */
export function rawBucket(client: S3Client, bucket: string): RawFiles {
  return {
    keep: async (key, source, sha256) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: Readable.from(source.read(), { objectMode: false }),
          ContentLength: source.size,
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      )
    },
    open: (key) => objectSource(client, bucket, key),
  }
}

/**
 * An object, fetched anew each time that it is read. Throws where there is none, and where another has taken its
 * place since: what is hashed and what is read are one file.
 */
export async function objectSource(client: S3Client, bucket: string, key: string): Promise<ByteSource> {
  const at = { Bucket: bucket, Key: key }
  const { ContentLength: size = 0, ETag: tag } = await client.send(new HeadObjectCommand(at))
  return {
    size,
    async *read() {
      const { Body: body } = await client.send(new GetObjectCommand({ ...at, IfMatch: tag }))
      yield* body as AsyncIterable<Uint8Array>
    },
  }
}
