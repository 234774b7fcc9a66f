import { beforeAll, describe, expect, test } from 'vitest'
import { composeApp, type Found, ofType, resourcesOf } from './compose.ts'

let resources: readonly Found[]
const only = (type: string): Found => {
  const found = ofType(resources, type)
  expect(found, type).toHaveLength(1)
  return found[0]!
}
const client = (name: string): Found =>
  ofType(resources, 'AWS::Cognito::UserPoolClient').find(({ id }) => id.includes(name))!
const route = (key: string): Found =>
  ofType(resources, 'AWS::ApiGatewayV2::Route').find(({ Properties }) => Properties.RouteKey === key)!

beforeAll(() => {
  const { stateStack, appStack } = composeApp()
  resources = resourcesOf(stateStack, appStack)
})

describe('the pool', () => {
  test('asks everybody for a second factor and lets nobody sign up alone', () => {
    expect(only('AWS::Cognito::UserPool').Properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    })
  })

  test('knows the three groups of the contract', () => {
    const names = ofType(resources, 'AWS::Cognito::UserPoolGroup').map(
      ({ Properties }) => Properties.GroupName,
    )
    expect(names.sort()).toEqual(['admin', 'centre', 'official'])
  })

  test('lets claims put the centre into access tokens', () => {
    expect(only('AWS::Cognito::UserPool').Properties.LambdaConfig).toMatchObject({
      PreTokenGenerationConfig: { LambdaVersion: 'V2_0' },
    })
  })
})

test('people sign in by code, without a secret, and cannot change the centre they belong to', () => {
  const { Properties } = client('Console')
  expect(Properties).toMatchObject({
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid'],
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
  })
  // An empty list would mean every attribute.
  expect(Properties.WriteAttributes).toEqual(['locale'])
})

test('the registry signs in as a machine, for feeds alone', () => {
  const { Properties } = client('Registry')
  expect(Properties).toMatchObject({ AllowedOAuthFlows: ['client_credentials'], GenerateSecret: true })
  const { id: server } = only('AWS::Cognito::UserPoolResourceServer')
  expect(Properties.AllowedOAuthScopes).toEqual([{ 'Fn::Join': ['', [{ Ref: server }, '/feed']] }])
})

describe('the API', () => {
  test('asks for the access token of a client of the pool', () => {
    const { Properties } = only('AWS::ApiGatewayV2::Authorizer')
    expect(Properties.AuthorizerType).toBe('JWT')
    expect(JSON.stringify(Properties.JwtConfiguration)).toMatch(/Console.*Registry.*ProviderURL/)
    expect(route('ANY /v1/{proxy+}').Properties).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizationScopes: ['openid', 'milaan/feed'],
    })
  })

  test('tells anyone that it is up and what it offers, and nothing else', () => {
    const open = ofType(resources, 'AWS::ApiGatewayV2::Route').filter(
      ({ Properties }) => Properties.AuthorizationType !== 'JWT',
    )
    const keys = open.map(({ Properties }) => Properties.RouteKey).sort()
    expect(keys).toEqual(['GET /v1/health', 'GET /v1/openapi.json'])
    const { RouteSettings: settings } = only('AWS::ApiGatewayV2::Stage').Properties
    expect(Object.keys(settings as object).sort()).toEqual(keys)
  })

  test('is throttled and logs who asked, never what for whom', () => {
    const { Properties } = only('AWS::ApiGatewayV2::Stage')
    expect(Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    })
    const { Format: format } = Properties.AccessLogSettings as { Format: string }
    expect(JSON.parse(format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' })
    expect(format).not.toMatch(/\$context\.path|querystring|body/i)
  })
})
