import { healthSchema } from '../../../lib/contracts/api.ts'
import { VERSION } from '../../../lib/runtime/version.ts'
import type { Route } from '../http.ts'

export const health: Route = {
  method: 'GET',
  path: '/v1/health',
  groups: [],
  does: 'Says that the system is up, and in which version.',
  answers: { 200: { means: 'It is up.', schema: healthSchema } },
  handle: async () => ({ status: 200, body: { status: 'up', version: VERSION } }),
}
