import type { Report } from '../../lib/domain/report.ts'
import type { Language } from '../../lib/formats/language.ts'
import { FILE_WORDS } from '../file-words.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { printReport } from './print-report.ts'
import type { ReadDistrict } from './read-district.ts'
import type { ReconcileRequest } from './request.ts'
import { terminalPaint } from './text/paint.ts'
import { textReport } from './text/report.ts'
import { type Pieces, writeReport } from './write-report.ts'

/**
 * Prints the report or writes it to the file asked for, in the form asked for. Whether it went there; why not, is said on
 * standard error. A reader of standard output who leaves early is no fault.
 */
export async function deliver(
  report: Report,
  read: ReadDistrict,
  request: ReconcileRequest,
  language: Language,
  io: Io,
): Promise<boolean> {
  const pieces = await piecesOf(report, read, request, language, io)
  if (request.out === null) {
    await printReport(pieces, io.stdout)
    return true
  }
  const written = await writeReport(request.out, pieces, io.stopped)
  if (!written.ok) io.stderr.write(`${printable(request.out)}: ${written.refusal}\n`)
  return written.ok
}

async function piecesOf(
  report: Report,
  read: ReadDistrict,
  { format, out }: ReconcileRequest,
  language: Language,
  io: Io,
): Promise<Pieces> {
  if (format === 'json') return [`${JSON.stringify(report, null, 2)}\n`]
  if (format === 'text') {
    const paint = terminalPaint(out === null && io.stdout.isTTY === true, io.env)
    return [textReport({ report, read, paint })]
  }
  // Loaded when it is asked for: text and json need none of it.
  const { tableReport } = await import('./tables/table-report.ts')
  const { pieces, warnings } = tableReport(report, read, format, language)
  for (const warning of warnings) io.stderr.write(`${FILE_WORDS[language].warning}: ${warning}\n`)
  return pieces
}
