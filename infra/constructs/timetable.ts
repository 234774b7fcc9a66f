import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import type { HouseFunction } from './house-function.ts'

export interface Entry {
  readonly name: string
  readonly description: string
  /** In the district's own time: `cron(...)` or `rate(...)`. */
  readonly when: string
  readonly input: Readonly<Record<string, string>>
  readonly starts: HouseFunction
}

/** What happens by the clock of the district; each entry with a role that can start its one function. */
export class Timetable extends Construct {
  private readonly timeZone: string
  private readonly group: CfnScheduleGroup

  constructor(scope: Construct, id: string, timeZone: string) {
    super(scope, id)
    this.timeZone = timeZone
    this.group = new CfnScheduleGroup(this, 'Group', { name: Stack.of(this).stackName })
  }

  add(entry: Entry): void {
    const { lambda, deadLetters } = entry.starts
    const role = this.roleOf(entry)
    const schedule = new CfnSchedule(this, entry.name, {
      description: entry.description,
      groupName: this.group.ref,
      scheduleExpression: entry.when,
      scheduleExpressionTimezone: this.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(entry.input),
        // The next entry of the timetable does the same work: nothing is gained by starting it an hour late.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
        ...(deadLetters && { deadLetterConfig: { arn: deadLetters.queueArn } }),
      },
    })
    schedule.node.addDependency(role)
  }

  private roleOf({ name, starts: { lambda, deadLetters } }: Entry): Role {
    const { account } = Stack.of(this)
    const role = new Role(this, `${name}-role`, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': this.group.attrArn } },
      }),
    })
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
    )
    if (deadLetters) role.addToPolicy(deadLetters.maySend())
    return role
  }
}
