import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importsOf } from './imports.ts'

/** A file of ours with what it imports. Paths go from the root of the repository, with forward slashes. */
export interface Module {
  readonly path: string
  readonly source: string
  readonly imports: readonly Target[]
}

export interface Target {
  /** A path of ours, or a package's specifier, `node:` before those of Node; null: only known when it runs. */
  readonly target: string | null
  readonly typeOnly: boolean
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What is installed, built or kept, and not written by us. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'cdk.out', 'coverage', '.milaan'])

/** Every file of the repository, sorted. */
export function filesOf(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? filesOf(path) : [path]
    })
    .sort()
}

export const readOurs = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Every module of the repository. */
export function readModules(): readonly Module[] {
  return filesOf()
    .filter((path) => /\.m?ts$|\.mjs$/.test(path))
    .map((path) => moduleOf(path, readOurs(path)))
}

export function moduleOf(path: string, source: string): Module {
  const imports = importsOf(source).map(({ specifier, typeOnly }) => ({
    target: specifier === null ? null : resolveFrom(path, specifier),
    typeOnly,
  }))
  return { path, source, imports }
}

function resolveFrom(path: string, specifier: string): string {
  if (/^\.{1,2}(\/|$)/.test(specifier)) return posix.join(posix.dirname(path), specifier)
  return isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier
}
