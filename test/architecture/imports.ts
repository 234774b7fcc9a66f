import { type Token, tokensOf } from './tokens.ts'

export interface Import {
  /** As written; null where it is only known when it runs: `import(name)`. */
  readonly specifier: string | null
  /** Gone once the types are: `import type`, `export type ... from`, `typeof import(...)`. */
  readonly typeOnly: boolean
}

/** Everything that a module imports: static, for its effects, passed on by `export ... from`, dynamic, types. */
export function importsOf(source: string): readonly Import[] {
  const tokens = tokensOf(source)
  return tokens.flatMap(({ kind, text }, at) => {
    if (kind !== 'word' || isProperty(tokens, at)) return []
    if (text === 'import') return importAt(tokens, at)
    return text === 'export' ? exportAt(tokens, at) : []
  })
}

function importAt(tokens: readonly Token[], at: number): readonly Import[] {
  const next = tokens[at + 1]
  if (next?.kind === 'text') return [{ specifier: next.text, typeOnly: false }]
  if (is(next, '(')) return [dynamicAt(tokens, at)]
  if (is(next, '.')) return []
  const from = fromAfter(tokens, at + 1)
  const named = tokens[at + 2]
  const isDefaultNamedType = is(named, ',') || (is(named, 'from') && tokens[at + 3]?.kind === 'text')
  return from === null ? [] : [{ specifier: from, typeOnly: is(next, 'type') && !isDefaultNamedType }]
}

function dynamicAt(tokens: readonly Token[], at: number): Import {
  const [name, after] = [tokens[at + 2], tokens[at + 3]]
  const isKnown = name?.kind === 'text' && (is(after, ')') || is(after, ','))
  return { specifier: isKnown ? name.text : null, typeOnly: is(tokens[at - 1], 'typeof') }
}

/** Only `export {...} from`, `export * from` and their kin with `type` import anything. */
function exportAt(tokens: readonly Token[], at: number): readonly Import[] {
  const typeOnly = is(tokens[at + 1], 'type')
  const list = at + (typeOnly ? 2 : 1)
  const end = is(tokens[list], '{') ? closeOf(tokens, list) : is(tokens[list], '*') ? list : null
  if (end === null) return []
  const last = is(tokens[end + 1], 'as') ? end + 2 : end
  const from = tokens[last + 2]
  return is(tokens[last + 1], 'from') && from?.kind === 'text' ? [{ specifier: from.text, typeOnly }] : []
}

/** Null where the clause ends without one: `import x = y.z`. */
function fromAfter(tokens: readonly Token[], from: number): string | null {
  for (let at = from; at < tokens.length && !is(tokens[at], '=') && !is(tokens[at], ';'); at++) {
    const next = tokens[at + 1]
    if (is(tokens[at], 'from') && next?.kind === 'text') return next.text
  }
  return null
}

function closeOf(tokens: readonly Token[], from: number): number | null {
  const close = tokens.findIndex((token, at) => at > from && is(token, '}'))
  return close === -1 ? null : close
}

/** `loader.import(...)`, `{ import: 1 }`. */
function isProperty(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at - 1], '.') || is(tokens[at + 1], ':')
}

function is(token: Token | undefined, text: string): boolean {
  return token !== undefined && token.kind !== 'text' && token.text === text
}
