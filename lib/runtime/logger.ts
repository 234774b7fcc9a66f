import { Logger as Powertools } from '@aws-lambda-powertools/logger'

/** Ids, codes and figures. Never a row of a sheet, a beneficiary, a name or an address. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** `code` is stable and kebab-case: alarms and queries stand on it. */
export interface Logger {
  info(code: string, fields?: LogFields): void
  warn(code: string, fields?: LogFields): void
  error(code: string, fields?: LogFields): void
}

/** One JSON object a line on standard output, as CloudWatch queries read it. */
export function lambdaLogger(service: string): Logger {
  const logger = new Powertools({ serviceName: service, logLevel: 'INFO' })
  return {
    info: (code, fields = {}) => logger.info(code, { fields }),
    warn: (code, fields = {}) => logger.warn(code, { fields }),
    error: (code, fields = {}) => logger.error(code, { fields }),
  }
}
