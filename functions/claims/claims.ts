import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

/**
 * Copies the centre that an admin gave a login (`custom:centre`) to the claim `centre` of its access token, where
 * the API looks for it; access tokens carry no attributes of their own. A login without a centre gets no claim.
 */
export function withCentre(event: PreTokenGenerationV2TriggerEvent): PreTokenGenerationV2TriggerEvent {
  const centre = event.request.userAttributes['custom:centre']?.trim()
  if (!centre) return event
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { centre } } },
    },
  }
}
