import { rm, writeFile } from 'node:fs/promises'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { reasonOf } from '../input-files.ts'
import { type Io, STATUS } from '../io.ts'
import { printable } from '../printable.ts'
import { usageOf } from '../usage.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { NOTES } from './notes/notes.ts'
import { readOptions, type TemplateOptions } from './options.ts'
import { rowsOf, templateWorkbook } from './workbook.ts'

const UNWRITABLE: Readonly<Record<string, string>> = {
  EEXIST: 'There is such a file already, and it may be filled in. Name another with --out.',
  ENOENT: 'There is no such folder to write into.',
  ENOTDIR: 'There is no such folder to write into.',
  EISDIR: 'This is a folder, and the template is a file.',
  EACCES: 'You may not write here.',
  EROFS: 'You may not write here.',
  ENOSPC: 'There is no room left to write it.',
}

/** `milaan template`: writes the workbook that a centre fills in. Answers the exit status. */
export async function templateCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, io.env)
  if (!options.ok) return wrongUsage(options.refusal, 'template', io)
  if (options.value === 'help') {
    io.stdout.write(usageOf('template'))
    return STATUS.fine
  }
  return write(options.value, io)
}

async function write({ request, out }: TemplateOptions, io: Io): Promise<number> {
  const written = await writeNew(out, await templateWorkbook(request))
  if (!written.ok) {
    io.stderr.write(`${printable(out)}: ${written.refusal}\n`)
    return STATUS.refused
  }
  const sentence = NOTES[request.language].written.replace('{rows}', String(rowsOf(request)))
  io.stdout.write(`${printable(out)}: ${sentence}\n`)
  return STATUS.fine
}

/** Never over a file that is there: it may be the one that was filled in. */
async function writeNew(path: string, bytes: Uint8Array): Promise<Result<null, string>> {
  try {
    await writeFile(path, bytes, { flag: 'wx' })
    return ok(null)
  } catch (error) {
    const fault = error as NodeJS.ErrnoException
    // What was begun and cannot be finished is no template.
    if (fault.code === 'ENOSPC') await rm(path, { force: true })
    return refuse(reasonOf(fault, UNWRITABLE))
  }
}
