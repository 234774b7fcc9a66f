import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { UploadForms } from '../../application/uploads.ts'
import type { Instant } from '../../domain/rows.ts'

/** What a form that stands the check lets in: a file of so many bytes, under that key. */
export interface Permit {
  readonly key: string
  readonly least: number
  readonly most: number
}

/** Stands for S3's POST policies on one machine: forms signed by a local key, checked as S3 checks its own. */
export interface LocalUploadForms extends UploadForms {
  /** Where the forms are to be sent. */
  servedAt(url: string): void
  /** Null where the fields are no form of ours, were changed or added to, or are past their time. */
  check(fields: ReadonlyMap<string, string>, now: Instant): Permit | null
}

const policySchema = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.tuple([
    z.strictObject({ key: z.string() }),
    z.tuple([z.literal('content-length-range'), z.int(), z.int()]),
  ]),
})

/** The key is made once and kept under `directory`, readable by its owner alone, so that forms survive a restart. */
export async function localUploadForms(directory: string): Promise<LocalUploadForms> {
  const secret = await loadSecret(directory)
  const signatureOf = (policy: string): Buffer => createHmac('sha256', secret).update(policy).digest()
  let url = ''
  return {
    servedAt: (at) => {
      url = at
    },
    sign: async (key, { least, most, until }) => {
      const conditions = [{ key }, ['content-length-range', least, most]]
      const policy = JSON.stringify({ expiration: new Date(until).toISOString(), conditions })
      const encoded = Buffer.from(policy).toString('base64')
      return { url, fields: { key, policy: encoded, signature: signatureOf(encoded).toString('hex') } }
    },
    check: (fields, now) => {
      const [key, policy, signature] = ['key', 'policy', 'signature'].map((name) => fields.get(name) ?? '')
      const given = Buffer.from(signature!, 'hex')
      const wanted = signatureOf(policy!)
      if (fields.size !== 3 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
      const { expiration, conditions } = policySchema.parse(
        JSON.parse(Buffer.from(policy!, 'base64').toString('utf8')),
      )
      const [{ key: signed }, [, least, most]] = conditions
      return Date.parse(expiration) > now && signed === key ? { key: signed, least, most } : null
    },
  }
}

async function loadSecret(directory: string): Promise<Buffer> {
  const path = join(directory, 'upload-key')
  const kept = await readFile(path).catch(() => null)
  if (kept?.length === 32) return kept
  const secret = randomBytes(32)
  await mkdir(directory, { recursive: true })
  await writeFile(path, secret, { mode: 0o600 })
  return secret
}
