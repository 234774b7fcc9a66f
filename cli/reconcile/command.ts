import { reconcile } from '../../lib/domain/reconcile.ts'
import type { Report } from '../../lib/domain/report.ts'
import { type Io, STATUS } from '../io.ts'
import { terminalLanguage } from '../language.ts'
import { usageOf } from '../usage.ts'
import { wrongUsage } from '../wrong-usage.ts'
import { nothingHeld } from './nothing-held.ts'
import { Notices } from './notices.ts'
import { readOptions } from './options.ts'
import { type ReadDistrict, readDistrict } from './read-district.ts'
import type { ReconcileRequest } from './request.ts'
import { terminalPaint } from './text/paint.ts'
import { textReport } from './text/report.ts'
import { writeReport } from './write-report.ts'

/** `milaan reconcile`: files in, a report out. Answers the exit status (CONTRACT section 5). */
export async function reconcileCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) return wrongUsage(options.refusal, 'reconcile', io)
  if (options.value === 'help') {
    io.stdout.write(usageOf('reconcile'))
    return STATUS.fine
  }
  return run(options.value, io)
}

async function run(request: ReconcileRequest, io: Io): Promise<number> {
  const notices = new Notices(request.language ?? terminalLanguage(io.env) ?? 'en')
  const read = await readDistrict(request, io.clock.now(), notices)
  for (const line of [...notices.warnings, ...notices.faults]) io.stderr.write(`${line}\n`)
  if (notices.faults.length > 0) return STATUS.refused

  const { from, to } = request
  const { district, policy, asOf, quarantined } = read
  const report = { ...reconcile(district, { from, to, asOf }, policy), quarantined }
  if (report.centreDays.length === 0) {
    const nothing = nothingHeld(from === to ? from : `${from} to ${to}`, report, read)
    io.stderr.write(`warning: ${nothing}, so nothing was reconciled.\n`)
  }
  return (await deliver(report, read, request, io)) ? statusOf(report) : STATUS.refused
}

/** Whether the report went where it was asked to go. */
async function deliver(
  report: Report,
  read: ReadDistrict,
  request: ReconcileRequest,
  io: Io,
): Promise<boolean> {
  const paint = terminalPaint(request.out === null && io.stdout.isTTY === true, io.env)
  const text =
    request.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : textReport({ report, read, paint })
  if (request.out === null) {
    io.stdout.write(text)
    return true
  }
  const written = await writeReport(request.out, text)
  if (!written.ok) io.stderr.write(`${request.out}: ${written.refusal}\n`)
  return written.ok
}

function statusOf({ totals }: Report): number {
  return totals.balanced === totals.centreDays ? STATUS.fine : STATUS.found
}
