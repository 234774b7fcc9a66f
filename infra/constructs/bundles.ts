import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { buildSync } from 'esbuild'

export const FUNCTIONS = ['api', 'ingest', 'pull', 'reconcile', 'notify', 'claims'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** The bundled code of a function: `index.js`, which exports `handler`. */
export type CodeFor = (name: FunctionName) => Code

const SOURCES = fileURLToPath(new URL('../../functions', import.meta.url))

export interface BundleOptions {
  readonly sources?: string
  readonly beside?: Readonly<Record<string, string>>
}

/** Fails the synth: a stack with a function that does not exist would only fail when it is called. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
}

/**
 * Bundles every function in one call of esbuild, each into a folder of its own under `outdir`, the AWS SDK
 * included: leaving it out costs more at a cold start than it saves in size. `beside`: files to lie beside each.
 */
export function bundleFunctions(
  outdir: string,
  { sources = SOURCES, beside = {} }: BundleOptions = {},
): CodeFor {
  const { warnings } = buildSync({
    entryPoints: Object.fromEntries(FUNCTIONS.map((name) => [`${name}/index`, handlerOf(name, sources)])),
    outdir,
    bundle: true,
    minify: true,
    // Errors are told apart by their class names in the logs, which minifying would shorten to letters.
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'error',
  })
  if (warnings.length > 0) throw new BundleError(warnings.map((warning) => warning.text).join('\n'))
  for (const name of FUNCTIONS) {
    for (const [file, text] of Object.entries(beside)) writeFileSync(join(outdir, name, file), text)
  }
  return (name) => Code.fromAsset(join(outdir, name))
}

function handlerOf(name: FunctionName, sources: string): string {
  const path = join(sources, name, 'handler.ts')
  if (!existsSync(path))
    throw new BundleError(`Function '${name}' has no functions/${name}/handler.ts to bundle.`)
  return path
}
