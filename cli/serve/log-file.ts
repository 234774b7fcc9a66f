import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LogFields, Logger } from '../../lib/runtime/logger.ts'

/** One JSON object a line in `MILAAN_DATA/milaan.log`, so that the terminal stays the officials' own. */
export function fileLogger(data: string): Logger {
  mkdirSync(data, { recursive: true })
  const path = join(data, 'milaan.log')
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`)
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
