import type { ParseContext } from '../../lib/formats/context.ts'
import type { Refusal } from '../../lib/formats/faults.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { type Pieces, readSheetBytes, withInput } from '../input-files.ts'
import type { Notices } from './notices.ts'
import type { ScannedFile } from './scan/scan-files.ts'

/** A file that was accepted, under the name by which it was given. */
export interface Read<T> {
  readonly file: string
  readonly value: T
}

type Parse<T> = (file: Pieces, context: ParseContext) => Promise<Result<T, Refusal>>

/** A sheet is read whole, a feed piece by piece. */
export function whole<T>(
  parse: (bytes: Uint8Array, context: ParseContext) => Promise<Result<T, Refusal>>,
): Parse<T> {
  return async (file, context) => parse(await readSheetBytes(file, context.maxBytes), context)
}

/**
 * Reads files one after the other; those that are refused are missing from the answer and told to `notices`. What was
 * `scanned` needs no reading, and is missing too.
 */
export async function readFiles<T extends Receipt>(
  files: readonly string[],
  parse: Parse<T>,
  context: ParseContext,
  notices: Notices,
  scanned: readonly (ScannedFile | null)[] = [],
): Promise<readonly Read<T>[]> {
  const read: Read<T>[] = []
  for (const [at, file] of files.entries()) {
    if (scanned[at]) {
      notices.warnAll(file, scanned[at].warnings)
      notices.warnOfIgnored(file, scanned[at].layout.ignoredColumns)
      continue
    }
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
  const read = await withInput(file, (pieces) => parse(pieces, { ...context, file }))
  if (!read.ok) {
    notices.refuse(file, read.refusal)
    return null
  }
  const parsed = read.value
  if (!parsed.ok) {
    notices.refuseAll(file, parsed.refusal.faults)
    return null
  }
  const { warnings, ignoredColumns } = parsed.value
  notices.warnAll(file, warnings)
  notices.warnOfIgnored(file, ignoredColumns)
  return parsed.value
}
