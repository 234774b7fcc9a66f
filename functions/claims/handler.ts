import type { PreTokenGenerationV2TriggerHandler } from 'aws-lambda'
import { withCentre } from './claims.ts'

/** Called by the user pool for every token it makes out to a person; while it fails, nobody can sign in. */
export const handler: PreTokenGenerationV2TriggerHandler = async (event) => withCentre(event)
