import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** What a command line says: each option once, and the words that belong to none. */
export interface Arguments<O extends Options> {
  readonly options: Readonly<Partial<Record<keyof O, string>>>
  readonly flags: ReadonlySet<keyof O>
  readonly words: readonly string[]
}

/** Refused with a sentence: an option that is not known, given twice, or without its value. */
export function readArguments<O extends Options>(
  args: readonly string[],
  options: O,
): Result<Arguments<O>, string> {
  const given: Partial<Record<keyof O, string>> = {}
  const flags = new Set<keyof O>()
  const words: string[] = []
  try {
    const { tokens } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
      tokens: true,
    })
    for (const token of tokens) {
      if (token.kind === 'option-terminator') continue
      if (token.value === '') return refuse('A file name or value is empty.')
      if (token.kind === 'positional') words.push(token.value)
      else if (token.value === undefined) flags.add(token.name)
      else if (given[token.name] !== undefined) return refuse(`--${token.name} is given twice.`)
      else given[token.name as keyof O] = token.value
    }
  } catch (error) {
    return refuse(plainSentence(error))
  }
  return ok({ options: given, flags, words })
}

/** Node's own sentences go on with advice for another kind of program. */
export function plainSentence(error: unknown): string {
  if (!(error instanceof TypeError)) throw error
  const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? 'An option'
  if (error.message.startsWith('Unknown option')) return `There is no option ${option}.`
  return `${option} ${error.message.includes('does not take') ? 'takes no value' : 'needs a value'}.`
}
