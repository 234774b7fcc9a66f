import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JwtRsaVerifier } from 'aws-jwt-verify'

/** Stands for the user pool on one machine: tokens signed by a local key, and checked like any other. */
export interface TokenIssuer {
  issue(claims: Readonly<Record<string, unknown>>, nowMs: number): string
  /** The claims, or null where the token is not one of ours, was changed or has expired. */
  verify(token: string): Record<string, unknown> | null
}

const LIFETIME_SECONDS = 3600
const ISSUER = 'https://local.milaan.invalid'
const AUDIENCE = 'milaan-local'
const KEY_ID = 'local'

/** The key is made once and kept under `directory`, readable by its owner alone, so that tokens survive a restart. */
export async function tokenIssuer(directory: string): Promise<TokenIssuer> {
  const key = await loadKey(directory)
  const jwk = {
    ...createPublicKey(key).export({ format: 'jwk' }),
    kid: KEY_ID,
    alg: 'RS256',
    use: 'sig',
    kty: 'RSA',
  }
  const verifier = JwtRsaVerifier.create({
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUri: `${ISSUER}/jwks.json`,
  })
  verifier.cacheJwks({ keys: [jwk] })
  return {
    issue: (claims, nowMs) => {
      const now = Math.floor(nowMs / 1000)
      const common = {
        iss: ISSUER,
        aud: AUDIENCE,
        iat: now,
        exp: now + LIFETIME_SECONDS,
        token_use: 'access',
      }
      return signed({ ...common, ...claims }, key)
    },
    verify: (token) => {
      try {
        return verifier.verifySync(token) as Record<string, unknown>
      } catch {
        return null
      }
    },
  }
}

function signed(payload: object, key: KeyObject): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })}.${encode(payload)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}

async function loadKey(directory: string): Promise<KeyObject> {
  const path = join(directory, 'token-key.pem')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept) return createPrivateKey(kept)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await mkdir(directory, { recursive: true })
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return privateKey
}
