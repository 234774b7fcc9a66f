import type { RetryAfter } from '../../application/pull-ports.ts'

/** The three forms of a date in HTTP (RFC 9110, section 5.6.7); the last has no zone, and is UTC. */
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3); null where it is missing or neither. */
export function retryAfterOf(value: string | null): RetryAfter | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,12}$/.test(text)) return { kind: 'after', ms: Number(text) * 1000 }
  if (!DATES.some((form) => form.test(text))) return null
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(instant) ? null : { kind: 'at', instant }
}
