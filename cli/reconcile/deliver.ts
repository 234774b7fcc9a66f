import type { Report } from '../../lib/domain/report.ts'
import type { Language } from '../../lib/formats/language.ts'
import { FILE_WORDS } from '../file-words.ts'
import type { Io } from '../io.ts'
import { printReport } from './print-report.ts'
import type { ReadDistrict } from './read-district.ts'
import type { ReconcileRequest } from './request.ts'
import { terminalPaint } from './text/paint.ts'
import { textReport } from './text/report.ts'
import { type Pieces, writeReport } from './write-report.ts'

/** Whether the report went where it was asked to go; why not, is said on standard error. */
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
  const written = await writeReport(request.out, pieces)
  if (!written.ok) io.stderr.write(`${request.out}: ${written.refusal}\n`)
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
  const { pieces, warning } = tableReport(report, read, format, language)
  if (warning !== null) io.stderr.write(`${FILE_WORDS[language].warning}: ${warning}\n`)
  return pieces
}
