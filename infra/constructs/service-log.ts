import { RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/** The periods that CloudWatch Logs knows, in days, shortest first. */
const PERIODS = Object.values(RetentionDays)
  .filter((days) => typeof days === 'number')
  .sort((a, b) => a - b)

export interface ServiceLogProps {
  /** At least so many days; the next longer period that CloudWatch Logs knows is taken. */
  readonly days: number
  readonly key: IKey
}

/** A log that outlives its stack: CERT-In wants 180 days of them, whatever has happened to the system since. */
export class ServiceLog extends LogGroup {
  constructor(scope: Construct, id: string, { days, key }: ServiceLogProps) {
    super(scope, id, {
      retention: periodOf(days),
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }
}

/** Throws a `RangeError` past the longest period, ten years. */
export function periodOf(days: number): RetentionDays {
  const period = PERIODS.find((known) => known >= days && known !== RetentionDays.INFINITE)
  if (period === undefined) throw new RangeError(`Logs cannot be kept for ${days} days; 3653 is the longest.`)
  return period
}
