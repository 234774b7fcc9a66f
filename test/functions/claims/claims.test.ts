import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'
import { expect, test } from 'vitest'
import { withCentre } from '../../../functions/claims/claims.ts'

function event(userAttributes: Record<string, string>): PreTokenGenerationV2TriggerEvent {
  return {
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region: 'ap-south-1',
    userPoolId: 'ap-south-1_example',
    userName: 'operator-dkmm',
    callerContext: { awsSdkVersion: '1', clientId: 'console' },
    request: { userAttributes, groupConfiguration: { groupsToOverride: ['centre'] }, scopes: ['openid'] },
    response: { claimsAndScopeOverrideDetails: {} },
  } as PreTokenGenerationV2TriggerEvent
}

const claimsOf = (answer: PreTokenGenerationV2TriggerEvent) =>
  answer.response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride

test("an operator's access token names the centre that an admin gave the login", () => {
  expect(claimsOf(withCentre(event({ sub: 'a', 'custom:centre': 'DKMM' })))).toEqual({ centre: 'DKMM' })
})

test('white space around the centre is not part of it', () => {
  expect(claimsOf(withCentre(event({ 'custom:centre': ' DKMM\n' })))).toEqual({ centre: 'DKMM' })
})

test.each([{}, { 'custom:centre': '' }, { 'custom:centre': '  ' }])(
  'a login without a centre, %o, gets no claim',
  (attributes) => {
    expect(claimsOf(withCentre(event(attributes)))).toBeUndefined()
  },
)

test('groups and scopes stay as the pool has them', () => {
  const { accessTokenGeneration, groupOverrideDetails } = withCentre(event({ 'custom:centre': 'DKMM' }))
    .response.claimsAndScopeOverrideDetails!
  expect(accessTokenGeneration).toEqual({ claimsToAddOrOverride: { centre: 'DKMM' } })
  expect(groupOverrideDetails).toBeUndefined()
})
