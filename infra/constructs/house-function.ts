import { Duration, Size, Validations } from 'aws-cdk-lib'
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  CfnFunction,
  EventInvokeConfig,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { CodeFor, FunctionName } from './bundles.ts'
import { DeadLetters } from './dead-letters.ts'
import type { Keys } from './keys.ts'
import { ServiceLog } from './service-log.ts'

export interface HouseFunctionProps {
  readonly name: FunctionName
  /** What it is for, in a sentence; stands beside it in the AWS console. */
  readonly purpose: string
  /** What people notice while it fails; becomes the text of its alarms. */
  readonly errorImpact: string
  /** Whether its caller waits. One whose caller does not gets a dead-letter queue. */
  readonly called: 'and waited for' | 'and left alone'
  readonly timeout: Duration
  readonly memoryMegabytes: number
  /** Of `/tmp`; Lambda's own 512 if left out. */
  readonly storageMebibytes?: number
  /** So many at a time and no more; as many as are asked for if left out. */
  readonly atOnce?: number
  readonly environment: Readonly<Record<string, string>>
  readonly codeFor: CodeFor
  readonly keys: Keys
  readonly logDays: number
}

/** Every function of the house: its own role and log, nothing allowed that is not written out, traced, on ARM. */
export class HouseFunction extends Construct {
  readonly name: FunctionName
  readonly errorImpact: string
  readonly role: Role
  readonly log: ServiceLog
  readonly lambda: LambdaFunction
  readonly deadLetters: DeadLetters | undefined

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id)
    this.name = props.name
    this.errorImpact = props.errorImpact
    this.log = new ServiceLog(this, 'Log', { days: props.logDays, key: props.keys.messages })
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    this.lambda = this.create(props)
    this.allow(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.log.logGroupArn],
      }),
    )
    this.trace()
    this.deadLetters = props.called === 'and left alone' ? this.catchFailures() : undefined
  }

  allow(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPrincipalPolicy(statement)
  }

  private create(props: HouseFunctionProps): LambdaFunction {
    return new LambdaFunction(this, 'Function', {
      description: props.purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.codeFor(props.name),
      role: this.role,
      logGroup: this.log,
      timeout: props.timeout,
      memorySize: props.memoryMegabytes,
      ephemeralStorageSize: Size.mebibytes(props.storageMebibytes ?? 512),
      ...(props.atOnce === undefined ? {} : { reservedConcurrentExecutions: props.atOnce }),
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_LOG_LEVEL: 'INFO',
      },
    })
  }

  /** In a policy of its own, so that the acknowledged `*` covers these two actions and nothing else. */
  private trace(): void {
    const policy = new Policy(this, 'Tracing', {
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
      ],
    })
    Validations.of(policy).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The writing actions of X-Ray know no resources; they cannot be narrowed.',
    })
    const resource = this.lambda.node.defaultChild
    if (resource instanceof CfnFunction) resource.tracingConfig = { mode: 'Active' }
    this.lambda.node.addDependency(policy)
  }

  private catchFailures(): DeadLetters {
    const deadLetters = new DeadLetters(this, 'DeadLetters')
    this.allow(deadLetters.maySend())
    new EventInvokeConfig(this, 'OnFailure', {
      function: this.lambda,
      onFailure: deadLetters.asDestination(),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    })
    return deadLetters
  }
}
