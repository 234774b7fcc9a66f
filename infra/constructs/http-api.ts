import { Duration, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import type { HouseFunction } from './house-function.ts'
import type { Keys } from './keys.ts'
import { FEED_SCOPE, PEOPLE_SCOPE, type People } from './people.ts'
import { ServiceLog } from './service-log.ts'

/** An HTTP API gives up after 30 seconds; the function gives up first, so that it can still say why. */
export const API_TIMEOUT = Duration.seconds(29)

/** Calls a second over all callers, far above a district's centres and far below what would cost the account. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 }

/** The same for what needs no token: a stranger who asks without end shuts out nobody but strangers. */
const OPEN_THROTTLE = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20, DetailedMetricsEnabled: true }
const OPEN = ['/v1/health', '/v1/openapi.json']

/** What is logged of a call: who, what, how it ended. The route, not the path, and never a body. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  client: '$context.authorizer.claims.client_id',
  subject: '$context.authorizer.claims.sub',
  routeKey: '$context.routeKey',
  status: '$context.status',
  refusedBecause: '$context.authorizer.error',
  latencyMs: '$context.responseLatency',
})

export interface ApiGatewayProps {
  readonly serves: HouseFunction
  readonly people: People
  readonly keys: Keys
  readonly logDays: number
}

/** Version 1 of the HTTP API: everything behind a token but its health and its description. */
export class ApiGateway extends Construct {
  readonly api: HttpApi
  readonly stage: HttpStage

  constructor(scope: Construct, id: string, { serves, people, keys, logDays }: ApiGatewayProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false })
    const integration = new HttpLambdaIntegration('Function', serves.lambda, { timeout: API_TIMEOUT })
    this.api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.ANY],
      integration,
      authorizer: tokensOf(people),
      authorizationScopes: [PEOPLE_SCOPE, FEED_SCOPE],
    })
    const open = OPEN.flatMap((path) => this.api.addRoutes({ path, methods: [HttpMethod.GET], integration }))
    for (const route of open) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Whether it is up, and what it offers, is told to anyone (contract, section 6).',
      })
    }
    this.stage = this.createStage(new ServiceLog(this, 'AccessLog', { days: logDays, key: keys.messages }))
    throttleStrangers(this.stage)
    this.stage.node.addDependency(...open)
  }

  /** Answers 5xx in five minutes. */
  get failures(): IMetric {
    return this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' })
  }

  private createStage(log: ServiceLog): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    })
  }
}

/** Through the resource itself: the library's stage knows no settings of single routes. */
function throttleStrangers(stage: HttpStage): void {
  const resource = stage.node.defaultChild
  if (!(resource instanceof CfnStage)) throw new TypeError('A stage is made of one stage resource.')
  resource.routeSettings = Object.fromEntries(OPEN.map((path) => [`GET ${path}`, OPEN_THROTTLE]))
}

function tokensOf({ pool, console, registry }: People): HttpJwtAuthorizer {
  return new HttpJwtAuthorizer('Tokens', pool.userPoolProviderUrl, {
    jwtAudience: [console.userPoolClientId, registry.userPoolClientId],
  })
}
