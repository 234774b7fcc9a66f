/** A piece of TypeScript: as much as telling imports from what only looks like one needs. */
export interface Token {
  /** `text`: a string or template without its quotes, as written. `mark`: one punctuation character. */
  readonly kind: 'word' | 'text' | 'mark'
  readonly text: string
}

const COMMENT_OR_BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#![^\n]*)+/y
const WORD = /[\p{ID_Start}$_#\d][\p{ID_Continue}$\u200c\u200d]*/uy
const QUOTED = /'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"/y
/** From a backtick, or the end of a substitution, to the next of either. */
const TEMPLATE_PART = /((?:\\[\s\S]|\$(?!\{)|[^\\`$])*)(`|\$\{)/y
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y

/** Words after which a slash begins a pattern and does not divide. */
const BEFORE_PATTERN = new Set([
  'return',
  'typeof',
  'case',
  'of',
  'in',
  'do',
  'else',
  'void',
  'await',
  'yield',
])

/**
 * Cuts a source into tokens, comments and patterns left out. No parser: a slash after a closing bracket is taken to
 * divide, which is wrong for a pattern that begins a statement.
 */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  /** For every open brace, whether a template goes on after it. */
  const braces: boolean[] = []
  let at = 0
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  const template = (isWhole: boolean): void => {
    const part = next(TEMPLATE_PART)
    if (!part) throw new SyntaxError('A template does not end.')
    if (part[2] === '${') braces.push(true)
    else tokens.push(isWhole ? { kind: 'text', text: part[1]! } : { kind: 'mark', text: '`' })
  }
  while (at < source.length) {
    if (next(COMMENT_OR_BLANK)) continue
    const word = next(WORD)
    const quoted = word ? null : next(QUOTED)
    if (word) tokens.push({ kind: 'word', text: word[0] })
    else if (quoted) tokens.push({ kind: 'text', text: quoted[1] ?? quoted[2]! })
    else if (source[at] === '/' && patternMayFollow(tokens.at(-1)) && next(PATTERN)) {
      tokens.push({ kind: 'mark', text: '/' })
    } else {
      const mark = source[at++]!
      if (mark === '`') template(true)
      else if (mark === '}' && braces.pop()) template(false)
      else {
        if (mark === '{') braces.push(false)
        tokens.push({ kind: 'mark', text: mark })
      }
    }
  }
  return tokens
}

function patternMayFollow(last: Token | undefined): boolean {
  if (!last) return true
  if (last.kind === 'word') return BEFORE_PATTERN.has(last.text)
  return last.kind === 'mark' && !')]}`/'.includes(last.text)
}
