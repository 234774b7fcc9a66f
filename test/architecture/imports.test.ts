import { dirname } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { importsOf } from './imports.ts'
import { moduleOf, ROOT, readModules } from './modules.ts'

const found = (source: string): readonly string[] =>
  importsOf(source).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' (type)' : ''}`)

test.each([
  [`import './effects.ts'`, ['./effects.ts']],
  [`import a from "./a.ts"`, ['./a.ts']],
  [`import * as z from 'zod'`, ['zod']],
  [`import a, { b as c, type D } from './a.ts'`, ['./a.ts']],
  [`import {\n  // not './this.ts'\n  a, /* nor from './that.ts' */\n} from\n'./a.ts'`, ['./a.ts']],
  [`import { 'a from b' as c } from './a.ts'`, ['./a.ts']],
  [`import data from './a.json' with { type: 'json' }`, ['./a.json']],
  [`import type { A } from './a.ts'`, ['./a.ts (type)']],
  [`import type A from './a.ts'`, ['./a.ts (type)']],
  [`import type * as a from './a.ts'`, ['./a.ts (type)']],
  [`import type from './a.ts'`, ['./a.ts']],
  [`import type, { a } from './a.ts'`, ['./a.ts']],
  [`import type from from './a.ts'`, ['./a.ts (type)']],
  [`export { a, b } from './a.ts'`, ['./a.ts']],
  [`export * from './a.ts'\nexport * as b from './b.ts'`, ['./a.ts', './b.ts']],
  [`export type { A } from './a.ts'\nexport type * from './b.ts'`, ['./a.ts (type)', './b.ts (type)']],
  [`const a = await import('./a.ts')`, ['./a.ts']],
  ['const a = await import(`./a.ts`)', ['./a.ts']],
  [`const text = \`\${await import('./a.ts')} and \${\`\${import('./b.ts')}\`}\``, ['./a.ts', './b.ts']],
  [`const a: typeof import('./a.ts') = b`, ['./a.ts (type)']],
  [`import(name)`, ['null']],
  [`import('./' + name)`, ['null']],
  [`import(\`./\${name}.ts\`)`, ['null']],
  [`const quote = /["'\`]/g\nimport a from './a.ts'`, ['./a.ts']],
  [`const share = all / half / 2; import './a.ts'; const s = '/'`, ['./a.ts']],
  [`#!/usr/bin/env node\nimport './a.ts'`, ['./a.ts']],
])('in %s it finds %j', (source, imports) => {
  expect(found(source)).toEqual(imports)
})

test.each([
  [`// import './a.ts'`],
  [`/** import './a.ts' */`],
  [`const text = "import './a.ts'"`],
  [`const text = \`import './a.ts'\n\${name} export * from './b.ts'\``],
  [`const url = import.meta.url`],
  [`loader.import('./a.ts')`],
  [`const options = { import: './a.ts', export: './b.ts' }`],
  [`export { a, b }\nconst from = './a.ts'`],
  [`export const from = './a.ts'`],
  [`export type A = { from: './a.ts' }`],
  [`const pattern = /import '.\\/a.ts'/`],
])('in %s it finds nothing', (source) => {
  expect(found(source)).toEqual([])
})

test('a relative import is the path of a file, and what Node has is told from packages', () => {
  const source = `import '../domain/x.ts'; import './y.ts'; import 'fs'; import 'node:path'; import 'zod'`
  const targets = moduleOf('lib/formats/a.ts', source).imports.map(({ target }) => target)
  expect(targets).toEqual(['lib/domain/x.ts', 'lib/formats/y.ts', 'node:fs', 'node:path', 'zod'])
})

test('in all our code it finds what the bundler finds', async () => {
  for (const { path, source } of readModules()) {
    const values = importsOf(source).filter(({ typeOnly }) => !typeOnly)
    const ours = new Set(values.map(({ specifier }) => specifier))
    expect([path, ...[...ours].sort()]).toEqual([path, ...(await bundled(path, source))])
  }
})

/** Specifiers of what is left when types are gone, as esbuild reads them. */
async function bundled(path: string, contents: string): Promise<readonly string[]> {
  const specifiers = new Set<string>()
  await build({
    stdin: { contents, loader: 'ts', resolveDir: dirname(`${ROOT}${path}`), sourcefile: 'under-test.ts' },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [
      {
        name: 'note',
        setup: ({ onResolve }) =>
          onResolve({ filter: /.*/ }, ({ path: specifier, kind }) => {
            if (kind !== 'entry-point') specifiers.add(specifier)
            return { path: specifier, external: true }
          }),
      },
    ],
  })
  return [...specifiers].sort()
}
