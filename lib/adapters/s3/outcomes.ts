import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'

/** Under which the inbox bucket answers: a key there is nobody's file. */
export const OUTCOME_FOLDER = 'outcome/'

/** Bytes of a key in S3. */
const LONGEST_KEY = 1024

export interface Outcomes {
  /** False: the key is so long that its answer has none. */
  put(key: string, outcome: object): Promise<boolean>
}

/** What became of `<key>` is `outcome/<key>.json` in the same bucket, where whoever may put files may read it. */
export function outcomesBeside(client: S3Client, bucket: string): Outcomes {
  return {
    put: async (key, outcome) => {
      const target = `${OUTCOME_FOLDER}${key}.json`
      if (Buffer.byteLength(target) > LONGEST_KEY) return false
      const body = `${JSON.stringify(outcome, null, 2)}\n`
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: target, Body: body, ContentType: 'application/json' }),
      )
      return true
    },
  }
}
