import { acceptCentres } from '../../../lib/application/accept-centres.ts'
import { centresReceiptSchema, problemSchema } from '../../../lib/contracts/api.ts'
import type { Route } from '../http.ts'
import { languageOf } from '../language.ts'
import { readFile } from './body.ts'
import { answerOf } from './intake-answer.ts'

export const putCentres: Route = {
  method: 'PUT',
  path: '/v1/centres',
  groups: ['admin'],
  does: 'Hands in a file of centres for the register. Those it leaves out stay; no suspension is changed by it.',
  body: 'file',
  speaks: true,
  answers: {
    201: { means: 'Accepted.', schema: centresReceiptSchema },
    200: { means: 'All of it stood in the register already.', schema: centresReceiptSchema },
    413: { means: 'Over 4 MiB.' },
    415: { means: 'A form or JSON is no file.' },
    422: { means: 'Refused whole, with every fault.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const file = readFile(request)
    if (!file.ok) return file.refusal
    const accepted = await acceptCentres({ bytes: file.value, by: request.caller.id }, deps)
    return answerOf(accepted, languageOf(request, deps))
  },
}
