import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesOf, ROOT, readOurs } from './modules.ts'
import { tokensOf } from './tokens.ts'

interface File {
  readonly path: string
  readonly text: string
}

const files: readonly File[] = filesOf()
  .map((path) => ({ path, text: readOurs(path) }))
  .filter(({ text }) => !text.includes('\0'))

/** What must stand in no file. Written so that no pattern finds itself. */
const NOWHERE = [
  {
    what: 'the path of a machine',
    pattern: /(?<![\w.~-])\/(?:[w]ork|[h]ome|[U]sers|[r]oot)\/\w*/,
    found: ['cd /work', '"/home', '(/Users', ' /root'].map((start) => `${start}/main`),
    fine: ['dist/work/a', 'https://example.org/home/', './root/a', '/rooted/a'],
  },
  {
    what: 'the host of a registry',
    pattern: /\b(?:registry\.[\w-]+\.[a-z]+|[\w-]*npm(?:mirror|js)\.(?:com|org)|[a]rtifactory|[v]erdaccio)\b/,
    found: ['npmjs', 'yarnpkg', 'packages'].map((name) => `https://registry.${name}.org/zod`),
    fine: ['the registry.', 'registry.put(centre)', 'RegistryClientId', 'milaan.registry'],
  },
  {
    what: 'a note of what is left to do',
    pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/,
    found: ['// TO', '# FIX'].map((start) => `${start}${start.endsWith('X') ? 'ME' : 'DO'}: later`),
    fine: ['todos', 'mandatory'],
  },
]

describe.each(NOWHERE)('$what', ({ pattern, found, fine }) => {
  test('stands in no file', () => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([])
  })

  test.each(found)('would be found in %s', (text) => {
    expect(text).toMatch(pattern)
  })

  test.each(fine)('is not %s', (text) => {
    expect(text).not.toMatch(pattern)
  })
})

/** A test that is left out, or leaves the others out, by condition or without. */
function isPartial(source: string): boolean {
  const code = tokensOf(source).map(({ kind, text }) => (kind === 'text' ? ' ' : text))
  return /\b(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|fails|skipIf|runIf)\b/.test(code.join(''))
}

describe('every test is run', () => {
  test('in all files of tests', () => {
    const tests = files.filter(({ path }) => path.endsWith('.test.ts'))
    expect(tests).not.toHaveLength(0)
    expect(tests.filter(({ text }) => isPartial(text)).map(({ path }) => path)).toEqual([])
  })

  test.each([
    'test.skip(name, run)',
    'describe.only(name, run)',
    'it.concurrent.only(name, run)',
    'test.todo(name)',
  ])('and not left out by %s', (source) => {
    expect(isPartial(source)).toBe(true)
  })

  test.each([`test('it.skip', run)`, 'test.each(rows)(name, run)', 'feed.only(rows)'])(
    'as it is in %s',
    (source) => {
      expect(isPartial(source)).toBe(false)
    },
  )
})

/** Links of a text in Markdown to files of ours, from the root of the repository. */
function linksOf({ path, text }: File): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => posix.join(posix.dirname(path), target))
}

describe('what the documents link to is there', () => {
  test('in all of them', () => {
    const links = files.filter(({ path }) => path.endsWith('.md')).flatMap(linksOf)
    expect(links).not.toHaveLength(0)
    expect(links.filter((target) => !existsSync(join(ROOT, target)))).toEqual([])
  })

  test('seen from where each of them lies', () => {
    const text = '[a](../b.md#part), [c](https://example.org/c.md) and [d](d.md)'
    expect(linksOf({ path: 'docs/adr/a.md', text })).toEqual(['docs/b.md', 'docs/adr/d.md'])
  })
})
