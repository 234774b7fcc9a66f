import { awsDeps } from '../../lib/adapters/aws.ts'
import type { Swept } from '../../lib/application/sweep.ts'
import { readEnvironment } from '../../lib/runtime/env.ts'
import { reconcile } from './reconcile.ts'

const deps = awsDeps(readEnvironment(process.env), 'reconcile')

/**
 * Started by the schedule: every few minutes in session hours, at cut-off, and at night. While it fails, results
 * that nobody stored in line stay away, and the missing `swept` line of its log is an alarm.
 */
export async function handler(event: unknown): Promise<Swept> {
  return reconcile(event, deps)
}
