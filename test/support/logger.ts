import type { LogFields, Logger } from '../../lib/runtime/logger.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly code: string
  readonly fields: LogFields
}

/** Prints nothing and keeps every line. */
export function recordingLogger(): Logger & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = []
  const at =
    (level: LogLine['level']) =>
    (code: string, fields: LogFields = {}): void => {
      lines.push({ level, code, fields })
    }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}
