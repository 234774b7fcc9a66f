import { Buffer } from 'node:buffer'
import type { PullConfig } from '../contracts/pull.ts'
import { ok, type Result, refuse } from '../runtime/result.ts'
import type { PageRequest, Secrets } from './pull-ports.ts'

type Header = PageRequest['credential']

/** What a feed's credential is for one run: read once, and once more where the server does not take it. */
export interface RunCredential {
  header(): Promise<Result<Header, { readonly code: string }>>
  /** False where it was read anew before: the server has spoken twice. */
  readAnew(): boolean
}

/** Printable ASCII: anything else would be refused with an error that repeats it. */
const SENDABLE = /^[\x20-\x7e]+$/

export function runCredential({ credential }: PullConfig, secrets: Secrets): RunCredential {
  let known: Header | undefined
  let anew = false
  return {
    async header() {
      if (!credential) return ok(null)
      if (known) return ok(known)
      const secret = await secrets.read(credential.secret)
      if (!secret.ok) return secret
      const header = headerOf(credential, secret.value.trim())
      if (header === null) return refuse({ code: 'unusable-secret' })
      known = header
      return ok(header)
    },
    readAnew() {
      if (anew || !credential) return false
      anew = true
      known = undefined
      return true
    },
  }
}

function headerOf({ as, header }: NonNullable<PullConfig['credential']>, secret: string): Header {
  if (!SENDABLE.test(secret) && as !== 'basic') return null
  switch (as) {
    case 'bearer':
      return { name: 'authorization', value: `Bearer ${secret}` }
    case 'header':
      return { name: header!, value: secret }
    case 'basic': {
      const pair = pairOf(secret)
      return pair === null
        ? null
        : { name: 'authorization', value: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` }
    }
  }
}

/** `user:password`, or `{"username": ..., "password": ...}` as Secrets Manager makes it. */
function pairOf(secret: string): string | null {
  if (!secret.startsWith('{')) return secret.includes(':') ? secret : null
  try {
    const { username, password }: Record<string, unknown> = JSON.parse(secret)
    return typeof username === 'string' && typeof password === 'string' ? `${username}:${password}` : null
  } catch {
    return null
  }
}
