import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Setting } from '../config.ts'
import type { HouseFunction } from './house-function.ts'

/** Groups of CONTRACT section 6; the registry is a machine and has a scope instead. */
export const GROUPS = {
  centre: 'Data operators: hand in the sheets of the centre that their claim names.',
  official: 'Officials: see the district, decide on suspensions, run inquiries.',
  admin: 'Administrators: the register of centres and officials, the policy.',
} as const

/** Scope of the registry's access tokens. */
export const FEED_SCOPE = 'milaan/feed'
/** Scope of people's access tokens; an ID token has no scope at all, and so opens nothing. */
export const PEOPLE_SCOPE = OAuthScope.OPENID.scopeName

/** Everybody who may call the API, and what their tokens say of them. */
export class People extends Construct {
  readonly pool: UserPool
  /** For people: authorization code with PKCE, no secret. */
  readonly console: UserPoolClient
  /** For the registry: client credentials. */
  readonly registry: UserPoolClient

  constructor(scope: Construct, id: string, setting: Setting, claims: HouseFunction) {
    super(scope, id)
    this.pool = this.createPool(claims)
    for (const [groupName, description] of Object.entries(GROUPS)) {
      this.pool.addGroup(groupName, { groupName, description })
    }
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `milaan-${setting.config.district}-${Aws.ACCOUNT_ID}` },
    })
    this.console = this.createConsole(setting.consoleUrls)
    this.registry = this.createRegistry()
  }

  private createPool(claims: HouseFunction): UserPool {
    const pool = new UserPool(this, 'Pool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      customAttributes: { centre: new StringAttribute({ mutable: true, maxLen: 64 }) },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims.lambda, LambdaVersion.V2_0)
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'Second factors are required of everybody; the Plus plan is priced a user and a district may decide on it.',
    })
    return pool
  }

  private createConsole(consoleUrls: readonly string[]): UserPoolClient {
    return this.pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [...consoleUrls],
        logoutUrls: [...consoleUrls],
      },
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, fullname: true })
        .withCustomAttributes('centre'),
      // An empty list would mean all of them, and with them the centre that a login belongs to.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      accessTokenValidity: Duration.minutes(30),
      idTokenValidity: Duration.minutes(30),
      refreshTokenValidity: Duration.hours(12),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    })
  }

  private createRegistry(): UserPoolClient {
    const feed = new ResourceServerScope({
      scopeName: 'feed',
      scopeDescription: 'Hand in certificate and booking feeds, ask for the status of a centre',
    })
    const server = this.pool.addResourceServer('Milaan', { identifier: 'milaan', scopes: [feed] })
    return this.pool.addClient('Registry', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(server, feed)],
      },
      accessTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
    })
  }
}
