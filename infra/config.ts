import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Construct } from 'constructs'
import * as z from 'zod'
import { type DistrictConfig, parseDistrict } from '../lib/contracts/district.ts'

const DISTRICTS = fileURLToPath(new URL('districts', import.meta.url))

/** Lambda takes 4 KB of environment in all; the names of table, buckets and topics need their share. */
const LARGEST_FILE = 3_000

/** What one deployment is made of, all of it data. */
export interface Setting {
  readonly config: DistrictConfig
  /** The district file without its white space, as the functions find it in `MILAAN_DISTRICT`. */
  readonly districtJson: string
  /** USD a month at which the account stops sending SMS; AWS sets 1 until it is asked for more. */
  readonly smsSpendLimitUsd: number
  /** Where people come back to after signing in: `https://`, or `http://localhost`. */
  readonly consoleUrls: readonly string[]
}

/** Cognito takes nothing else; numbers come from the command line as text. */
const accountSchema = z.object({
  smsSpendLimitUsd: z.coerce.number().positive(),
  consoleUrls: z.array(z.string().regex(/^(https:\/\/|http:\/\/localhost[:/])/)).min(1),
})

/** Reads `-c district=NAME` and the account's own settings. Throws where a file is missing or at fault. */
export function readSetting(scope: Construct): Setting {
  const account = accountSchema.parse({
    smsSpendLimitUsd: scope.node.tryGetContext('milaan:smsSpendLimitUsd'),
    consoleUrls: scope.node.tryGetContext('milaan:consoleUrls'),
  })
  return { ...readDistrict(String(scope.node.tryGetContext('district'))), ...account }
}

/** Throws `z.ZodError` with the path of every fault in the file. */
export function readDistrict(name: string): Pick<Setting, 'config' | 'districtJson'> {
  const path = join(DISTRICTS, `${name}.json`)
  if (!knownDistricts().includes(name) || !existsSync(path)) {
    throw new Error(`No district '${name}' in infra/districts; there are: ${knownDistricts().join(', ')}.`)
  }
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const config = parseDistrict(file)
  if (config.district !== name) {
    throw new Error(
      `infra/districts/${name}.json names its district '${config.district}'; the two must be equal.`,
    )
  }
  return { config, districtJson: compact(name, file) }
}

function compact(name: string, file: unknown): string {
  const json = JSON.stringify(file)
  const size = Buffer.byteLength(json)
  if (size > LARGEST_FILE) {
    throw new Error(
      `infra/districts/${name}.json has ${size} bytes; a function's environment holds ${LARGEST_FILE} of it.`,
    )
  }
  return json
}

function knownDistricts(): readonly string[] {
  return readdirSync(DISTRICTS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
}
