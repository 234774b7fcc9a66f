import type { ParseContext } from '../../lib/formats/context.ts'
import { MAX_FEED_BYTES } from '../../lib/formats/decode.ts'
import type { Refusal } from '../../lib/formats/faults.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { readInput } from '../input-files.ts'
import type { Notices } from './notices.ts'

/** A file that was accepted, under the name by which it was given. */
export interface Read<T> {
  readonly file: string
  readonly value: T
}

type Parse<T> = (bytes: Uint8Array, context: ParseContext) => Promise<Result<T, Refusal>>

/** Reads files one after the other; those that are refused are missing from the answer and told to `notices`. */
export async function readFiles<T extends Receipt>(
  files: readonly string[],
  parse: Parse<T>,
  context: ParseContext,
  notices: Notices,
): Promise<readonly Read<T>[]> {
  const read: Read<T>[] = []
  for (const file of files) {
    const value = await readOne(file, parse, context, notices)
    if (value) read.push({ file, value })
  }
  return read
}

async function readOne<T extends Receipt>(
  file: string,
  parse: Parse<T>,
  context: ParseContext,
  notices: Notices,
): Promise<T | null> {
  const bytes = await readInput(file, MAX_FEED_BYTES)
  if (!bytes.ok) {
    notices.refuse(file, bytes.refusal)
    return null
  }
  const parsed = await parse(bytes.value, { ...context, file })
  if (!parsed.ok) {
    notices.refuseAll(file, parsed.refusal.faults)
    return null
  }
  const { warnings, ignoredColumns } = parsed.value
  notices.warnAll(file, warnings)
  if (ignoredColumns.length > 0)
    notices.warn(file, `Columns that are not read: ${ignoredColumns.join(', ')}.`)
  return parsed.value
}
