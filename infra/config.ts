import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Construct } from 'constructs'
import * as z from 'zod'
import { type DistrictConfig, parseDistrict } from '../lib/contracts/district.ts'

const DISTRICTS = fileURLToPath(new URL('districts', import.meta.url))

/** Lambda takes 4 KB of environment in all; the names of table, buckets and topics need their share. */
const MOST_IN_ENVIRONMENT = 3_000
/** Where Lambda unpacks the code, and what lies beside it. */
const CODE_FOLDER = '/var/task'
const DISTRICT_FILE = 'district.json'

/** What one deployment is made of, all of it data. */
export interface Setting {
  readonly config: DistrictConfig
  /** How the functions find the district file (`lib/runtime/env.ts`). */
  readonly districtEnvironment: Readonly<Record<string, string>>
  /** Files that go into the code of every function, by name: the district file, where an environment cannot hold it. */
  readonly besideCode: Readonly<Record<string, string>>
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
export function readDistrict(
  name: string,
  folder = DISTRICTS,
): Pick<Setting, 'config' | 'districtEnvironment' | 'besideCode'> {
  const known = districtsIn(folder)
  const path = join(folder, `${name}.json`)
  if (!known.includes(name) || !existsSync(path)) {
    throw new Error(`No district '${name}' in infra/districts; there are: ${known.join(', ')}.`)
  }
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const config = parseDistrict(file)
  if (config.district !== name) {
    throw new Error(
      `infra/districts/${name}.json names its district '${config.district}'; the two must be equal.`,
    )
  }
  return { config, ...placeFile(JSON.stringify(file)) }
}

/** Without its white space: in the environment as far as it fits, else in a file that goes with the code. */
function placeFile(json: string): Pick<Setting, 'districtEnvironment' | 'besideCode'> {
  if (Buffer.byteLength(json) <= MOST_IN_ENVIRONMENT) {
    return { districtEnvironment: { MILAAN_DISTRICT: json }, besideCode: {} }
  }
  return {
    districtEnvironment: { MILAAN_DISTRICT_FILE: posix.join(CODE_FOLDER, DISTRICT_FILE) },
    besideCode: { [DISTRICT_FILE]: json },
  }
}

function districtsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
}
