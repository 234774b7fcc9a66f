import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { readDistrict } from '../../infra/config.ts'
import { BundleError, bundleFunctions, FUNCTIONS } from '../../infra/constructs/bundles.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
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

/** The sample district with a name for each of 400 facilities. */
function largeDistrict() {
  const file = readFileSync(new URL('../../infra/districts/aurangabad-mh.json', import.meta.url), 'utf8')
  const facilities = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [`Rural Hospital and Health Centre ${at}`, `RH${at}`]),
  )
  const folder = newFolder()
  writeFileSync(
    join(folder, 'aurangabad-mh.json'),
    JSON.stringify({ ...JSON.parse(file), formats: { facilities } }),
  )
  return readDistrict('aurangabad-mh', folder)
}

test('every function becomes one file that needs nothing beside it', async () => {
  const outdir = newFolder()
  bundleFunctions(outdir, { sources: sources(FUNCTIONS) })
  for (const name of FUNCTIONS) {
    const { handler } = createRequire(import.meta.url)(join(outdir, name, 'index.js'))
    expect(await handler()).toBe(name)
  }
})

test('its code can be deployed as it is', () => {
  const codeFor = bundleFunctions(newFolder(), { sources: sources(FUNCTIONS) })
  const stack = new Stack(new App({ outdir: newFolder() }), 'Any')
  expect(codeFor('api').bind(stack).s3Location?.objectKey).toMatch(/\.zip$/)
})

test('a function that is not there stops the synth by its name', () => {
  const without = FUNCTIONS.filter((name) => name !== 'ingest')
  expect(() => bundleFunctions(newFolder(), { sources: sources(without) })).toThrow(
    new BundleError("Function 'ingest' has no functions/ingest/handler.ts to bundle."),
  )
})

test('code that would only fail when it runs stops the synth', () => {
  const broken = sources(FUNCTIONS, () => 'export const answer = import.meta.url')
  expect(() => bundleFunctions(newFolder(), { sources: broken })).toThrow(/import\.meta/)
})

test('errors keep their names, by which logs tell them apart', async () => {
  const outdir = newFolder()
  const body = () => 'class SheetLost extends Error {}\nexport const answer = SheetLost.name'
  bundleFunctions(outdir, { sources: sources(FUNCTIONS, body) })
  const { handler } = createRequire(import.meta.url)(join(outdir, 'api', 'index.js'))
  expect(await handler()).toBe('SheetLost')
})

test('a district that no environment could hold lies beside the code of every function, where its environment says', () => {
  const outdir = newFolder()
  const { besideCode, districtEnvironment, config } = largeDistrict()
  bundleFunctions(outdir, { sources: sources(FUNCTIONS), beside: besideCode })
  const { MILAAN_DISTRICT_FILE: path } = districtEnvironment
  expect(Object.keys(districtEnvironment)).toEqual(['MILAAN_DISTRICT_FILE'])
  for (const name of FUNCTIONS) {
    const unpacked = path!.replace('/var/task', join(outdir, name))
    const found = readEnvironment({ MILAAN_DISTRICT_FILE: unpacked, MILAAN_TABLE: 'milaan' })
    expect(found.district).toEqual(config)
    expect(Object.keys(found.district.formats.facilities)).toHaveLength(400)
  }
})

test('a function that is told of no district stops at its start, and says what is missing', () => {
  expect(() => readEnvironment({ MILAAN_TABLE: 'milaan' })).toThrow('MILAAN_DISTRICT or MILAAN_DISTRICT_FILE')
})
