import { parseArgs } from 'node:util'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { plainSentence } from '../arguments.ts'
import type { FileLists } from './request.ts'

const OPTIONS = {
  date: { type: 'string' },
  to: { type: 'string' },
  tokens: { type: 'string', multiple: true },
  certificates: { type: 'string', multiple: true },
  bookings: { type: 'string', multiple: true },
  stock: { type: 'string', multiple: true },
  centres: { type: 'string' },
  policy: { type: 'string' },
  district: { type: 'string' },
  'as-of': { type: 'string' },
  replace: { type: 'boolean' },
  format: { type: 'string' },
  out: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Name = keyof typeof OPTIONS
type Single = Exclude<Name, keyof FileLists | 'replace' | 'help'>
type Lists = { -readonly [Leg in keyof FileLists]: string[] }

/** The words of a command line, sorted; what they say is not looked at. */
export interface Words {
  readonly singles: Readonly<Partial<Record<Single, string>>>
  readonly files: FileLists
  readonly replace: boolean
  readonly help: boolean
}

/** Refused with a sentence. A word without an option belongs to the option of many files before it. */
export function readWords(args: readonly string[]): Result<Words, string> {
  const parsed = parse(args)
  return parsed.ok ? sortWords(parsed.value) : parsed
}

type Parsed = NonNullable<ReturnType<typeof parseWords>['tokens']>

function parse(args: readonly string[]): Result<Parsed, string> {
  try {
    return ok(parseWords(args).tokens)
  } catch (error) {
    return refuse(plainSentence(error))
  }
}

function parseWords(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true, tokens: true })
}

function sortWords(words: Parsed): Result<Words, string> {
  const singles: Partial<Record<Single, string>> = {}
  const files: Lists = { tokens: [], certificates: [], bookings: [], stock: [] }
  const flags = { replace: false, help: false }
  let list: string[] | null = null
  for (const word of words) {
    if (word.kind === 'option-terminator') continue
    if (word.value === '') return refuse('A file name or value is empty.')
    if (word.kind === 'positional') {
      if (!list) return refuse(`${word.value} follows no option that takes many files.`)
      list.push(word.value)
      continue
    }
    list = null
    if (isList(word.name)) {
      list = files[word.name]
      list.push(word.value!)
    } else if (word.name === 'replace' || word.name === 'help') flags[word.name] = true
    else if (singles[word.name] !== undefined) return refuse(`--${word.name} is given twice.`)
    else singles[word.name] = word.value!
  }
  return ok({ singles, files, ...flags })
}

function isList(name: Name): name is keyof FileLists {
  return 'multiple' in OPTIONS[name]
}
