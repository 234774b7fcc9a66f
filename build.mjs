// Bundles the command line into dist/, for `npx milaan` and `npm start`. Runs after every install (`prepare`).
import { chmod, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(fileURLToPath(import.meta.url))
// Another folder may be named, as tests do.
const OUT = resolve(process.argv[2] ?? join(ROOT, 'dist'))
const CHUNKS = join(OUT, 'chunks')
const ENTRY = join(OUT, 'milaan.mjs')

/** Null where the bundler is not installed, as in an install that leaves everything out but what runs. */
async function loadBundler() {
  try {
    return await import('esbuild')
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

function bundle({ build }) {
  return build({
    absWorkingDir: ROOT,
    // The worker lies beside the chunk that starts it.
    entryPoints: { milaan: 'cli/main.ts', 'chunks/scan-worker': 'cli/reconcile/scan/worker.ts' },
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    // A command loads its own chunk alone. Chunks lie one folder below, as their sources do below cli/.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@dynoxide/*'],
    // Some dependencies are CommonJS and require node's own modules.
    banner: {
      js: "import { createRequire as createRequireOfMilaan } from 'node:module';\nconst require = createRequireOfMilaan(import.meta.url);",
    },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  })
}

/** The entry last, then away with chunks of builds before: a command that starts meanwhile finds all its parts. */
async function place(files) {
  await mkdir(CHUNKS, { recursive: true })
  await cp(join(ROOT, 'cli', 'sample'), join(OUT, 'sample'), { recursive: true })
  const entryLast = [...files].sort((a, b) => Number(a.path === ENTRY) - Number(b.path === ENTRY))
  for (const { path, contents } of entryLast) await writeFile(path, contents)
  await chmod(ENTRY, 0o755)
  const present = new Set(files.map(({ path }) => basename(path)))
  const stale = (await readdir(CHUNKS)).filter((name) => !present.has(name))
  for (const name of stale) await rm(join(CHUNKS, name))
}

const bundler = await loadBundler()
if (bundler) await place((await bundle(bundler)).outputFiles)
else {
  console.error('milaan is not built: esbuild is not installed.')
  // An install must not fail for it; a build that was asked for must.
  if (process.env.npm_lifecycle_event !== 'prepare') process.exitCode = 1
}
