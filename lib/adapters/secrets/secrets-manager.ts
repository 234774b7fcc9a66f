import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager'
import type { Secrets } from '../../application/pull-ports.ts'
import { ok, refuse } from '../../runtime/result.ts'

/** Answers or fails within seconds. Without a logger: the SDK would walk the secret to hide it. */
export function secretsManagerClient(config: SecretsManagerClientConfig = {}): SecretsManagerClient {
  const client = new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...config,
  })
  client.middlewareStack.remove('loggerMiddleware')
  return client
}

/** Text secrets of AWS Secrets Manager. Refused with the error's name, never its text. */
export function secretsManager(client: Pick<SecretsManagerClient, 'send'>): Secrets {
  return {
    async read(name) {
      try {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }))
        return SecretString === undefined ? refuse({ code: 'no-text-in-secret' }) : ok(SecretString)
      } catch (error) {
        return refuse({ code: error instanceof Error ? error.name : 'unknown-error' })
      }
    },
  }
}
