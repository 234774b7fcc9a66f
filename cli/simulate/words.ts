import { parseArgs } from 'node:util'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { plainSentence } from '../arguments.ts'

const OPTIONS = {
  centres: { type: 'string' },
  days: { type: 'string' },
  from: { type: 'string' },
  districts: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  mess: { type: 'string', multiple: true },
  fraud: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const

type Single = Exclude<keyof typeof OPTIONS, 'mess' | 'fraud' | 'help'>

/** The words of a command line, sorted; what they say is not looked at. */
export interface Words {
  readonly singles: Readonly<Partial<Record<Single, string>>>
  readonly mess: readonly string[]
  readonly fraud: readonly string[]
  readonly help: boolean
}

/** Refused with a sentence. A word without an option belongs to the `--mess` or `--fraud` before it. */
export function readWords(args: readonly string[]): Result<Words, string> {
  try {
    return sortWords(parse(args).tokens)
  } catch (error) {
    return refuse(plainSentence(error))
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true, tokens: true })
}

function sortWords(words: ReturnType<typeof parse>['tokens']): Result<Words, string> {
  const singles: Partial<Record<Single, string>> = {}
  const lists = { mess: [] as string[], fraud: [] as string[] }
  let help = false
  let list: string[] | null = null
  for (const word of words) {
    if (word.kind === 'option-terminator') continue
    if (word.value === '') return refuse('A file name or value is empty.')
    if (word.kind === 'positional') {
      if (!list) return refuse(`${word.value} follows neither --mess nor --fraud.`)
      list.push(word.value)
      continue
    }
    list = null
    if (word.name === 'help') help = true
    else if (word.name === 'mess' || word.name === 'fraud') {
      list = lists[word.name]
      list.push(word.value!)
    } else if (singles[word.name] !== undefined) return refuse(`--${word.name} is given twice.`)
    else singles[word.name] = word.value!
  }
  return ok({ singles, ...lists, help })
}
