import type { PublishRefusal } from '../../application/outbox.ts'

/** Faults of the message or its recipient: the same message would fail again for ever. */
const FINAL = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'ValidationError',
  'ValidationException',
  'OptedOut',
  'OptedOutException',
  'EndpointDisabled',
  'EndpointDisabledException',
])

/**
 * What an error of the SNS client means. Throttling, 5xx and the network pass by themselves; a missing
 * permission, topic or key is mended by whoever runs the system, and the message should go out then. Only what
 * SNS says of the message itself is final. The code is the error's name, never its text, which may hold a number.
 */
export function refusalOf(error: unknown): PublishRefusal {
  const code = error instanceof Error && error.name !== 'Error' ? error.name : 'unknown-error'
  return { code, retry: !FINAL.has(code) }
}
