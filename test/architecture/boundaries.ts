import type { Module, Target } from './modules.ts'
import { tokensOf } from './tokens.ts'

/** One sentence about who may import what. */
export interface Boundary {
  readonly says: string
  /** The modules that it speaks of. */
  readonly of: (path: string) => boolean
  readonly allows: (target: string, path: string) => boolean
}

const under =
  (...folders: readonly string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path.startsWith(`${folder}/`))
const anyOf =
  (...targets: readonly string[]) =>
  (target: string): boolean =>
    targets.includes(target)
const ours = under('lib', 'functions', 'cli', 'infra', 'test', 'web')
const isNode = (target: string): boolean => target.startsWith('node:')
const isPackage = (target: string): boolean => !ours(target)
const isAwsSdk = (target: string): boolean => /^@aws-sdk\/|^@smithy\//.test(target)
const isCdk = (target: string): boolean => /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/.test(target)
const isHandler = (path: string): boolean => /^functions\/[^/]+\/handler\.ts$/.test(path)
const functionOf = (path: string): string => path.split('/').slice(0, 2).join('/')
const isTest = under('test')

export const BOUNDARIES: readonly Boundary[] = [
  {
    says: 'lib/domain imports nothing but itself; its ledger alone may hash',
    of: under('lib/domain'),
    allows: (target, path) =>
      under('lib/domain')(target) || (path === 'lib/domain/ledger.ts' && target === 'node:crypto'),
  },
  {
    says: 'lib/simulation imports itself and of the domain rows, rules by name and the calendar',
    of: under('lib/simulation'),
    allows: (target) =>
      under('lib/simulation')(target) ||
      anyOf('lib/domain/rows.ts', 'lib/domain/report.ts', 'lib/domain/calendar.ts')(target),
  },
  {
    says: 'lib/contracts imports zod, the domain and the names of columns',
    of: under('lib/contracts'),
    allows: (target) =>
      under('lib/contracts', 'lib/domain')(target) || anyOf('zod', 'lib/formats/columns.ts')(target),
  },
  {
    says: 'lib/runtime imports the domain, contracts, zod, the logger of Lambda and the version of this package; its environment alone may read a file',
    of: under('lib/runtime'),
    allows: (target, path) =>
      under('lib/runtime', 'lib/domain', 'lib/contracts')(target) ||
      (path === 'lib/runtime/env.ts' && target === 'node:fs') ||
      anyOf('zod', '@aws-lambda-powertools/logger', 'package.json')(target),
  },
  {
    says: 'lib/formats imports the domain, runtime, the readers of CSV and XLSX, and of Node what works on bytes alone',
    of: under('lib/formats'),
    allows: (target) =>
      under('lib/formats', 'lib/domain', 'lib/runtime')(target) ||
      under('csv-parse', 'hucre', 'node:zlib', 'node:crypto', 'node:buffer')(`${target}/`),
  },
  {
    says: 'lib/application imports no adapter and no package but Node',
    of: under('lib/application'),
    allows: (target) =>
      under('lib/application', 'lib/domain', 'lib/contracts', 'lib/formats', 'lib/runtime')(target) ||
      isNode(target),
  },
  {
    says: 'lib imports no function, nothing of the command line and nothing of infra',
    of: under('lib'),
    allows: (target) => isPackage(target) || under('lib')(target),
  },
  {
    says: 'a function imports itself and lib, never another function',
    of: under('functions'),
    allows: (target, path) => isPackage(target) || under('lib', functionOf(path))(target),
  },
  {
    says: 'of the command line cli/serve alone composes functions, and takes from infra only a district file',
    of: under('cli'),
    allows: (target, path) => {
      if (isPackage(target) || under('lib', 'cli')(target)) return true
      const mayTake = under('functions')(target) || /^infra\/districts\/[^/]+\.json$/.test(target)
      return under('cli/serve')(path) && mayTake
    },
  },
  {
    says: 'infra imports lib and itself; of functions it knows only paths',
    of: under('infra'),
    allows: (target) => isPackage(target) || under('lib', 'infra')(target),
  },
  {
    says: 'nothing but tests imports test',
    of: (path) => !isTest(path),
    allows: (target) => !isTest(target),
  },
  {
    says: 'the AWS SDK stays in lib/adapters and in the handlers that compose',
    of: (path) => !isTest(path) && !under('lib/adapters')(path) && !isHandler(path),
    allows: (target) => !isAwsSdk(target),
  },
  {
    says: 'the CDK stays in infra',
    of: (path) => !isTest(path) && !under('infra')(path),
    allows: (target) => !isCdk(target),
  },
]

/** `lib/domain/x.ts imports zod`, one for each import that a boundary does not allow, types included. */
export function violationsOf({ of, allows }: Boundary, modules: readonly Module[]): readonly string[] {
  return modules
    .filter(({ path }) => of(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((imported): imported is Target & { target: string } => imported.target !== null)
        .filter(({ target }) => !allows(target, path))
        .map(({ target }) => `${path} imports ${target}`),
    )
}

/** Modules that import what only running them tells: no boundary could hold them. */
export function unknowableImports(modules: readonly Module[]): readonly string[] {
  return modules
    .filter(({ path, imports }) => !isTest(path) && imports.some(({ target }) => target === null))
    .map(({ path }) => path)
}

/** Entry points: handlers, the command line, what makes the templates, and the build at the root. */
const isEntryPoint = (path: string): boolean =>
  isHandler(path) ||
  under('cli')(path) ||
  anyOf('infra/app.ts', 'infra/config.ts')(path) ||
  !path.includes('/')

/** Modules that read the environment though they are no entry point; settings are passed to them. */
export function environmentReaders(modules: readonly Module[]): readonly string[] {
  return modules
    .filter((module) => !isEntryPoint(module.path) && !isTest(module.path) && readsEnvironment(module))
    .map(({ path }) => path)
}

function readsEnvironment({ source, imports }: Module): boolean {
  if (imports.some(({ target }) => target === 'node:process')) return true
  const code = codeOf(source)
  return /\bprocess(\?\.|\.)?(env\b|\['env')/.test(code) || /\benv\b[^}]*\}=process(?![.\w])/.test(code)
}

/** What the pure core and the simulation must not touch: they are given the time and everything else as data. */
const IMPURE =
  /\b(Date\.now|performance|Math\.random|process|console|globalThis|fetch|set(Timeout|Interval))\b(?!:)|\bnew Date\(\)/

export function impureModules(modules: readonly Module[]): readonly string[] {
  return modules
    .filter(({ path, source }) => under('lib/domain', 'lib/simulation')(path) && IMPURE.test(codeOf(source)))
    .map(({ path }) => path)
}

/** The code in one line, without comments and what strings say; a blank only between two words. */
function codeOf(source: string): string {
  return tokensOf(source)
    .map(({ text, kind }, at, all) => {
      if (kind === 'text') return text === 'env' ? `'env'` : `''`
      return kind === 'word' && all[at - 1]?.kind === 'word' ? ` ${text}` : text
    })
    .join('')
}
