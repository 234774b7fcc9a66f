import { S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presignedForms } from '../../lib/adapters/s3/presigned-post.ts'
import { objectSource } from '../../lib/adapters/s3/raw-bucket.ts'
import { bytesOf } from '../../lib/application/byte-source.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const forms = presignedForms(new S3Client({ region: 'ap-south-1', credentials }), 'inbox')

describe('a presigned form', () => {
  const key = 'uploads/a-b_c/file'
  const sign = (now = Date.now()) => forms.sign(key, { least: 7, most: 99, now, until: now + 900_000 })

  it('binds S3 to one bucket, one key, a range of lengths and a quarter of an hour', async () => {
    const before = Date.now()
    const { url, fields } = await sign()
    expect(url).toBe('https://inbox.s3.ap-south-1.amazonaws.com/')
    const { expiration, conditions } = JSON.parse(Buffer.from(fields.Policy!, 'base64').toString('utf8'))
    expect(Date.parse(expiration) - before).toBeGreaterThan(890_000)
    expect(Date.parse(expiration) - before).toBeLessThan(910_000)
    expect(conditions).toContainEqual({ bucket: 'inbox' })
    expect(conditions).toContainEqual({ key })
    expect(conditions).toContainEqual(['content-length-range', 7, 99])
    expect(JSON.stringify(conditions)).not.toContain('starts-with')
  })

  it('has no field that is not signed', async () => {
    const { fields } = await sign()
    const { conditions } = JSON.parse(Buffer.from(fields.Policy!, 'base64').toString('utf8'))
    const signed = conditions.flatMap((one: object) => (Array.isArray(one) ? [] : Object.keys(one)))
    const given = Object.keys(fields).filter((name) => !['Policy', 'X-Amz-Signature'].includes(name))
    expect(given.sort()).toEqual(signed.sort())
    expect(fields.key).toBe(key)
  })
})

describe('an object of a bucket', () => {
  let s3: S3Server
  beforeAll(async () => {
    s3 = await startS3Server()
  })
  afterAll(() => s3.stop())

  it('is read as often as need be, and never as another that has taken its place', async () => {
    const client = new S3Client({
      endpoint: s3.endpoint,
      region: 'ap-south-1',
      credentials,
      forcePathStyle: true,
    })
    const bytes = new TextEncoder().encode('one\n')
    s3.put('inbox', 'a', bytes)
    const source = await objectSource(client, 'inbox', 'a')
    for (let n = 0; n < 2; n++) expect(await bytesOf(source)).toEqual(bytes)
    s3.put('inbox', 'a', new TextEncoder().encode('two\n'))
    await expect(bytesOf(source)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } })
  })
})
