import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { benchFiles } from './engine-files.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/**
 * A district's day in memory; centre-days that are crowded on purpose; a million against a million from CSV; the country's peak day; and how each grows. What is
 * measured is built first, as what is deployed is.
 */
export async function benchEngine(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'milaan-bench-'))
  try {
    await build({
      entryPoints: ['engine-day', 'engine-crowds', 'engine-country', 'engine-country-worker'].map((name) =>
        join(HERE, `${name}.ts`),
      ),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20' },
    })
    await run(join(folder, 'engine-day.mjs'))
    await run(join(folder, 'engine-crowds.mjs'))
    await benchFiles()
    await run(join(folder, 'engine-country.mjs'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function run(program: string): Promise<void> {
  const [status] = await once(spawn(process.execPath, [program], { stdio: 'inherit' }), 'exit')
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}
