import { createReadStream } from 'node:fs'
import { dateOf } from '../../lib/domain/calendar.ts'
import type { ParseContext } from '../../lib/formats/context.ts'
import { inLanguage, type Refusal } from '../../lib/formats/faults.ts'
import type { Language } from '../../lib/formats/language.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { readDistrictFile } from '../district-file.ts'
import { type Pieces, whyUnreadable } from '../input-files.ts'
import { type Io, STATUS } from '../io.ts'
import { terminalLanguage } from '../language.ts'
import { printable } from '../printable.ts'
import { terminalPaint } from '../reconcile/text/paint.ts'
import { usageOf } from '../usage.ts'
import { wrongUsage } from '../wrong-usage.ts'
import type { Checked } from './checked.ts'
import { type CheckRequest, readOptions } from './options.ts'
import { READERS } from './read-leg.ts'
import { acceptedText, refusedText } from './text.ts'

/** `milaan check`: the receipt without handing in. Writes nothing anywhere; answers the exit status. */
export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) return wrongUsage(options.refusal, 'check', io)
  if (options.value === 'help') {
    io.stdout.write(usageOf('check'))
    return STATUS.fine
  }
  return run(options.value, io)
}

async function run(request: CheckRequest, io: Io): Promise<number> {
  const district = await readDistrictFile(request.district)
  if (!district.ok) {
    for (const sentence of district.refusal) {
      io.stderr.write(`${printable(`${request.district}: ${sentence}`)}\n`)
    }
    return STATUS.refused
  }
  const { context, language } = district.value
  const read = await readFile(request, contextOf(request, context, io), io)
  if (read === null) return STATUS.refused
  io.stdout.write(answer(read, request, request.language ?? terminalLanguage(io.env) ?? language ?? 'en', io))
  return read.ok ? STATUS.fine : STATUS.refused
}

function contextOf({ centreId, date }: CheckRequest, context: ParseContext, io: Io): ParseContext {
  return {
    ...context,
    today: dateOf(io.clock.now(), context.timeZone),
    ...(centreId === null ? {} : { centreId }),
    ...(date === null ? {} : { date }),
  }
}

/** Null where the file itself could not be read, which is said. */
async function readFile(
  { file, leg }: CheckRequest,
  context: ParseContext,
  io: Io,
): Promise<Result<Checked, Refusal> | null> {
  try {
    return await READERS[leg](file === '-' ? bytesOf(io.stdin) : createReadStream(file), context)
  } catch (error) {
    io.stderr.write(`${printable(file)}: ${whyUnreadable(error)}\n`)
    return null
  }
}

async function* bytesOf(stream: AsyncIterable<Uint8Array | string>): Pieces {
  for await (const piece of stream) yield Buffer.from(piece)
}

function answer(
  read: Result<Checked, Refusal>,
  { file, leg, format }: CheckRequest,
  language: Language,
  io: Io,
): string {
  const told = read.ok
    ? { ...read.value, warnings: read.value.warnings.map((warning) => inLanguage(warning, language)) }
    : { faults: read.refusal.faults.map((fault) => inLanguage(fault, language)) }
  if (format === 'json') return `${JSON.stringify({ file, leg, accepted: read.ok, ...told }, null, 2)}\n`
  const page = { file, leg, language, paint: terminalPaint(io.stdout.isTTY === true, io.env) }
  return 'faults' in told ? refusedText(told.faults, page) : acceptedText(told, page)
}
