import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { BundleError, bundleFunctions, FUNCTIONS } from '../../infra/constructs/bundles.ts'
import { newFolder } from './compose.ts'

/** Sources as in `functions/`, each answering its own name through something that it imports. */
function sources(
  names: readonly string[],
  body = (name: string) => `export const answer = '${name}'`,
): string {
  const root = newFolder()
  for (const name of names) {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'answer.ts'), body(name))
    writeFileSync(
      join(root, name, 'handler.ts'),
      `import { answer } from './answer.ts'\nexport const handler = async (): Promise<string> => answer\n`,
    )
  }
  return root
}

test('every function becomes one file that needs nothing beside it', async () => {
  const outdir = newFolder()
  bundleFunctions(outdir, sources(FUNCTIONS))
  for (const name of FUNCTIONS) {
    const { handler } = createRequire(import.meta.url)(join(outdir, name, 'index.js'))
    expect(await handler()).toBe(name)
  }
})

test('its code can be deployed as it is', () => {
  const codeFor = bundleFunctions(newFolder(), sources(FUNCTIONS))
  const stack = new Stack(new App({ outdir: newFolder() }), 'Any')
  expect(codeFor('api').bind(stack).s3Location?.objectKey).toMatch(/\.zip$/)
})

test('a function that is not there stops the synth by its name', () => {
  const without = FUNCTIONS.filter((name) => name !== 'ingest')
  expect(() => bundleFunctions(newFolder(), sources(without))).toThrow(
    new BundleError("Function 'ingest' has no functions/ingest/handler.ts to bundle."),
  )
})

test('code that would only fail when it runs stops the synth', () => {
  const broken = sources(FUNCTIONS, () => 'export const answer = import.meta.url')
  expect(() => bundleFunctions(newFolder(), broken)).toThrow(/import\.meta/)
})

test('errors keep their names, by which logs tell them apart', async () => {
  const outdir = newFolder()
  bundleFunctions(
    outdir,
    sources(FUNCTIONS, () => 'class SheetLost extends Error {}\nexport const answer = SheetLost.name'),
  )
  const { handler } = createRequire(import.meta.url)(join(outdir, 'api', 'index.js'))
  expect(await handler()).toBe('SheetLost')
})
