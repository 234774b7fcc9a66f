import { describe, expect, test } from 'vitest'
import {
  BOUNDARIES,
  environmentReaders,
  impureModules,
  unknowableImports,
  violationsOf,
} from './boundaries.ts'
import { shortestCycle } from './cycles.ts'
import { moduleOf, readModules } from './modules.ts'

const modules = readModules()

/** For every boundary, by its sentence: an import that it must refuse, and one like it that it must let pass. */
const SHOWN: Readonly<Record<string, readonly (readonly [path: string, refused: string, fine: string])[]>> = {
  'lib/domain imports nothing but itself; its ledger alone may hash': [
    ['lib/domain/report.ts', 'node:crypto', './rows.ts'],
    ['lib/domain/ledger.ts', 'node:fs', 'node:crypto'],
    ['lib/domain/rules/late.ts', '../../runtime/result.ts', '../matching/match.ts'],
  ],
  'lib/simulation imports itself and of the domain rows, rules by name and the calendar': [
    ['lib/simulation/simulate.ts', '../domain/reconcile.ts', '../domain/calendar.ts'],
    ['lib/simulation/frauds/all.ts', 'node:crypto', './two-a-day.ts'],
  ],
  'lib/contracts imports zod, the domain and the names of columns': [
    ['lib/contracts/api.ts', '../runtime/result.ts', '../domain/report.ts'],
    ['lib/contracts/api.ts', 'ajv', 'zod'],
  ],
  'lib/runtime imports the domain, contracts, zod, the logger of Lambda and the version of this package; its environment alone may read a file':
    [
      ['lib/runtime/clock.ts', 'node:fs', 'zod'],
      ['lib/runtime/env.ts', 'node:os', 'node:fs'],
      ['lib/runtime/env.ts', '../application/deps.ts', '../contracts/district.ts'],
      ['lib/runtime/version.ts', '../../tsconfig.json', '../../package.json'],
    ],
  'lib/formats imports the domain, runtime, the readers of CSV and XLSX, and of Node what works on bytes alone':
    [
      ['lib/formats/table.ts', 'csv-stringify', 'csv-parse/sync'],
      ['lib/formats/table.ts', '../application/store.ts', '../domain/rows.ts'],
    ],
  'lib/application imports no adapter and no package but Node': [
    ['lib/application/sweep.ts', '../adapters/dynamodb/store.ts', './store.ts'],
    ['lib/application/sweep.ts', '@aws-sdk/client-dynamodb', 'node:crypto'],
  ],
  'lib imports no function, nothing of the command line and nothing of infra': [
    ['lib/adapters/aws.ts', '../../functions/api/http.ts', '../application/deps.ts'],
    ['lib/adapters/aws.ts', '../../cli/io.ts', '@aws-sdk/client-s3'],
    ['lib/adapters/aws.ts', '../../infra/config.ts', './s3/raw-bucket.ts'],
  ],
  'a function imports itself and lib, never another function': [
    ['functions/api/routes/health.ts', '../../ingest/ingest.ts', '../problem.ts'],
    ['functions/api/respond.ts', '../../cli/io.ts', '../../lib/domain/head.ts'],
  ],
  'of the command line cli/serve alone composes functions, and takes from infra only a district file': [
    ['cli/reconcile/command.ts', '../../functions/api/respond.ts', '../../lib/domain/report.ts'],
    ['cli/serve/system.ts', '../../infra/config.ts', '../../infra/districts/aurangabad-mh.json'],
    ['cli/serve.ts', '../functions/api/respond.ts', './serve/serve.ts'],
  ],
  'infra imports lib and itself; of functions it knows only paths': [
    ['infra/stacks/app-stack.ts', '../../functions/api/handler.ts', '../../lib/contracts/district.ts'],
    ['infra/app.ts', '../cli/io.ts', './config.ts'],
  ],
  'nothing but tests imports test': [['cli/serve/serve.ts', '../../test/support/clock.ts', './clock.ts']],
  'the AWS SDK stays in lib/adapters and in the handlers that compose': [
    ['functions/api/respond.ts', '@aws-sdk/client-s3', 'aws-jwt-verify'],
    ['cli/serve/system.ts', '@aws-sdk/client-dynamodb', '../../lib/adapters/dynamodb/store.ts'],
  ],
  'the CDK stays in infra': [
    ['lib/contracts/district.ts', 'constructs', 'zod'],
    ['functions/api/http.ts', 'aws-cdk-lib/aws-lambda', 'aws-lambda'],
  ],
}

describe.each(BOUNDARIES)('$says', (boundary) => {
  test('holds', () => {
    expect(violationsOf(boundary, modules)).toEqual([])
  })

  test('speaks of modules that there are', () => {
    expect(modules.filter(({ path }) => boundary.of(path))).not.toHaveLength(0)
  })

  test.each(SHOWN[boundary.says] ?? [['', '', '']])('in %s refuses %s and not %s', (path, refused, fine) => {
    const [bad] = violationsOf(boundary, [moduleOf(path, `import type { A } from '${refused}'`)])
    expect(bad).toMatch(`${path} imports `)
    expect(violationsOf(boundary, [moduleOf(path, `import { a } from '${fine}'`)])).toEqual([])
  })
})

describe('what a module imports can be told without running it', () => {
  test('in all our code', () => {
    expect(unknowableImports(modules)).toEqual([])
  })

  test('which a name that is put together does not let', () => {
    const made = moduleOf('cli/milaan.ts', 'const load = (name: string) => import(name)')
    expect(unknowableImports([made])).toEqual(['cli/milaan.ts'])
  })
})

describe('the environment is read by entry points alone', () => {
  test('in all our code', () => {
    expect(environmentReaders(modules)).toEqual([])
  })

  test.each([
    'const a = process.env.A',
    'const a = process?.env.A',
    `const a = process['env']`,
    'const { env } = process',
    'const { pid, env: found } = process',
    `import { env } from 'node:process'`,
    `import process from 'process'`,
    `const a = \`\${process.env.A}\``,
  ])('and not by any other with %s', (source) => {
    expect(environmentReaders([moduleOf('lib/runtime/env.ts', source)])).toEqual(['lib/runtime/env.ts'])
    expect(environmentReaders([moduleOf('functions/api/handler.ts', source)])).toEqual([])
  })

  test.each(['// process.env', 'const a = process.pid', 'const env = process.pid', 'read(env)'])(
    'and %s does not read it',
    (source) => {
      expect(environmentReaders([moduleOf('lib/runtime/env.ts', source)])).toEqual([])
    },
  )
})

describe('the core and the simulation have no clock, no chance and no process', () => {
  test('in all of it', () => {
    expect(impureModules(modules)).toEqual([])
  })

  test.each(['Date.now()', 'new Date()', 'Math.random()', 'process.pid', 'console.log(1)', 'fetch(url)'])(
    'so that %s is found there, and left alone elsewhere',
    (source) => {
      expect(impureModules([moduleOf('lib/domain/head.ts', source)])).toEqual(['lib/domain/head.ts'])
      expect(impureModules([moduleOf('lib/simulation/plan.ts', source)])).toEqual(['lib/simulation/plan.ts'])
      expect(impureModules([moduleOf('lib/runtime/clock.ts', source)])).toEqual([])
    },
  )

  test('and a day that is given may be turned into a date', () => {
    expect(impureModules([moduleOf('lib/domain/calendar.ts', 'new Date(instant).toISOString()')])).toEqual([])
  })
})

describe('no file imports itself by way of others', () => {
  test('in all our code', () => {
    expect(shortestCycle(modules)).toBeNull()
  })

  test('and the shortest way round is the one that is told', () => {
    const made = [
      moduleOf('lib/a.ts', `import './b.ts'`),
      moduleOf('lib/b.ts', `import './c.ts'`),
      moduleOf('lib/c.ts', `import './a.ts'; export * from './d.ts'`),
      moduleOf('lib/d.ts', `const c = import('./c.ts')`),
    ]
    expect(shortestCycle(made)).toEqual(['lib/c.ts', 'lib/d.ts', 'lib/c.ts'])
  })

  test('while types may point both ways', () => {
    const made = [
      moduleOf('lib/a.ts', `import './b.ts'`),
      moduleOf('lib/b.ts', `import type { A } from './a.ts'`),
    ]
    expect(shortestCycle(made)).toBeNull()
  })
})
