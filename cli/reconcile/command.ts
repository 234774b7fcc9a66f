import { reconcile } from '../../lib/domain/reconcile.ts'
import type { Report } from '../../lib/domain/report.ts'
import { ChangedFile } from '../../lib/formats/scan/row-texts.ts'
import { type Io, STATUS } from '../io.ts'
import { terminalLanguage } from '../language.ts'
import { printable } from '../printable.ts'
import { usageOf } from '../usage.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { deliver } from './deliver.ts'
import { nothingHeld } from './nothing-held.ts'
import { Notices } from './notices.ts'
import { readOptions } from './options.ts'
import { overwritesInput } from './overwrites-input.ts'
import { readDistrict } from './read-district.ts'
import type { Format, ReconcileRequest } from './request.ts'

/** `milaan reconcile`: files in, a report out. Answers the exit status (CONTRACT section 5). */
export async function reconcileCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) return wrongUsage(options.refusal, 'reconcile', io)
  if (options.value === 'help') {
    io.stdout.write(usageOf('reconcile'))
    return STATUS.fine
  }
  const { format, out } = options.value
  if (format === 'xlsx' && out === null && io.stdout.isTTY === true) {
    return wrongUsage('A workbook is nothing for a terminal: name a file with --out.', 'reconcile', io)
  }
  if (await overwritesInput(options.value)) {
    return wrongUsage(`--out ${out} would overwrite a file that is read.`, 'reconcile', io)
  }
  return runUnchanged(options.value, io)
}

/** Rows of a large file are read again when they are judged: by then it may say something else. */
async function runUnchanged(request: ReconcileRequest, io: Io): Promise<number> {
  try {
    return await run(request, io)
  } catch (error) {
    if (!(error instanceof ChangedFile)) throw error
    const sentence = 'This file was changed while it was read. Give it again when nobody writes to it.'
    io.stderr.write(`${printable(`${error.file}: ${sentence}`)}\n`)
    return STATUS.refused
  }
}

async function run(request: ReconcileRequest, io: Io): Promise<number> {
  const language = request.language ?? terminalLanguage(io.env) ?? 'en'
  const notices = new Notices(language)
  const read = await readDistrict(request, io.clock.now(), notices)
  for (const line of [...notices.warnings, ...notices.faults]) io.stderr.write(`${line}\n`)
  if (notices.faults.length > 0) return STATUS.refused

  const { from, to, format } = request
  const { district, policy, asOf, quarantined } = read
  const asked = { from, to, asOf, language: isTable(format) ? language : (request.language ?? 'en') }
  const report = { ...reconcile(district, asked, policy), quarantined }
  if (report.centreDays.length === 0) {
    const nothing = nothingHeld(from === to ? from : `${from} to ${to}`, report, read)
    io.stderr.write(`warning: ${nothing}, so nothing was reconciled.\n`)
  }
  return (await deliver(report, read, request, language, io)) ? statusOf(report) : STATUS.refused
}

/** Made for people in the language of their terminal; findings in text and json follow what was asked for alone. */
const isTable = (format: Format): boolean => format === 'csv' || format === 'xlsx'

function statusOf({ totals }: Report): number {
  return totals.balanced === totals.centreDays ? STATUS.fine : STATUS.found
}
