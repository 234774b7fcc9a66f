import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays } from '../../lib/domain/calendar.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import type { SimulationOptions } from '../../lib/simulation/options.ts'
import { simulate } from '../../lib/simulation/simulate.ts'
import { reasonOf } from '../input-files.ts'
import { type Io, STATUS } from '../io.ts'
import { printable } from '../printable.ts'
import { usageOf } from '../usage.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { readOptions, type SimulateRequest } from './options.ts'
import { type WrittenDistrict, writeDistrict } from './write-district.ts'

const UNWRITABLE: Readonly<Record<string, string>> = {
  EEXIST: 'This is a file, and a folder is needed.',
  ENOTDIR: 'This is a file, and a folder is needed.',
  EACCES: 'You may not write here.',
  EPERM: 'You may not write here.',
  EROFS: 'You may not write here.',
  ENOSPC: 'There is no room left to write it.',
}

/** `milaan simulate`: districts whose truth is known, as files. Answers the exit status. */
export async function simulateCommand(args: readonly string[], io: Io): Promise<number> {
  const request = readOptions(args)
  if (!request.ok) return wrongUsage(request.refusal, 'simulate', io)
  if (request.value === 'help') {
    io.stdout.write(usageOf('simulate'))
    return STATUS.fine
  }
  const written = await write(request.value, io)
  if (written.ok) return STATUS.fine
  io.stderr.write(`${printable(request.value.out)}: ${written.refusal}\n`)
  return STATUS.refused
}

async function write({ options, out }: SimulateRequest, io: Io): Promise<Result<null, string>> {
  try {
    await mkdir(out, { recursive: true })
    if ((await readdir(out)).length > 0) {
      return refuse('This folder is not empty, and what is in it may be real. Name another with --out.')
    }
    for (const district of simulate(options)) {
      const folder = options.districts === 1 ? out : join(out, folderOf(district.number))
      await mkdir(folder, { recursive: true })
      io.stdout.write(summaryOf(await writeDistrict(district, options, folder), options))
    }
    return ok(null)
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    return refuse(reasonOf(error as NodeJS.ErrnoException, UNWRITABLE))
  }
}

/** `district-001` */
const folderOf = (number: number): string => `district-${String(number + 1).padStart(3, '0')}`

/** What was made, and the command line that reconciles it. */
function summaryOf(written: WrittenDistrict, { seed, centres, days, from }: SimulationOptions): string {
  const { folder, files, tokens, certificates, fakes } = written
  const legs = Object.entries(files).flatMap(([leg, names]) =>
    names.length > 0 ? `--${leg} ${names.map((name) => quoted(join(folder, name))).join(' ')}` : [],
  )
  const made = [
    `${printable(folder)}: seed ${seed}, ${several(centres, 'centre')}, ${several(days, 'day')}, ${several(tokens, 'token')},`,
    `${several(certificates, 'certificate')}, ${fakes} of them fake: truth.json tells which, and what can be seen of them.`,
    '',
  ]
  if (legs.length === 0) {
    return [...made, 'No centre was open on these days: there is nothing to reconcile.', '', ''].join('\n')
  }
  const until = days === 1 ? '' : ` --to ${addDays(from, days - 1)}`
  return [
    ...made,
    `  milaan reconcile --date ${from}${until} \\`,
    ...legs.map((leg) => `    ${leg} \\`),
    `    --centres ${quoted(join(folder, 'centres.csv'))}`,
    '',
    '',
  ].join('\n')
}

const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** As a shell takes it. */
function quoted(path: string): string {
  const shown = printable(path)
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`
}
