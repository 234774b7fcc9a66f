import type { HandedAs } from '../../../lib/application/hand-in.ts'
import { shownFaults, shownReceipt } from '../../../lib/application/shown-receipt.ts'
import { openUpload, standingOf, type Upload, type UploadRefusal } from '../../../lib/application/uploads.ts'
import { problemSchema } from '../../../lib/contracts/api.ts'
import { uploadFormSchema, uploadRequestSchema, uploadSchema } from '../../../lib/contracts/uploads.ts'
import { formatInstant } from '../../../lib/domain/calendar.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { Answer, ApiDeps, Caller, Route } from '../http.ts'
import { languageOf } from '../language.ts'
import { problem } from '../problem.ts'
import { readJson } from './body.ts'
import { HANDED_IN_BY } from './sheets.ts'

export const postUpload: Route = {
  method: 'POST',
  path: '/v1/uploads',
  groups: ['centre', 'registry', 'admin'],
  asksForCentre: true,
  does: 'Announces a file that is too large for a request, and answers the form by which it is sent.',
  body: uploadRequestSchema,
  answers: {
    201: {
      means: 'Send multipart/form-data to `url`: every one of `fields`, then the file as `file`.',
      schema: uploadFormSchema,
    },
    403: { means: 'This is not yours to hand in.', schema: problemSchema },
    413: { means: 'More bytes than are taken of such a file.', schema: problemSchema },
    429: { means: 'Too many of your uploads are waiting.', schema: problemSchema },
  },
  handle: async (request, deps) => {
    const body = readJson(request, uploadRequestSchema)
    if (!body.ok) return body.refusal
    const { bytes = null, ...as } = body.value
    if (!mayHandIn(request.caller, as)) return problem('forbidden')
    const opened = await openUpload({ as, bytes, by: request.caller.id }, deps)
    if (!opened.ok) return refusalOf(opened.refusal, deps.clock.now())
    const { upload, form } = opened.value
    const { uploadId, maxBytes, formUntil } = upload
    const expiresAt = formatInstant(formUntil, deps.district.policy.timeZone)
    return {
      status: 201,
      headers: { location: `/v1/uploads/${uploadId}` },
      body: { uploadId, ...form, expiresAt, maxBytes },
    }
  },
}

export const getUpload: Route = {
  method: 'GET',
  path: '/v1/uploads/{id}',
  groups: ['centre', 'registry', 'admin'],
  asksForCentre: true,
  does: 'What became of an upload: its receipt, or its faults.',
  speaks: true,
  answers: { 200: { means: 'How it stands.', schema: uploadSchema } },
  handle: async (request, deps) => {
    const { params, caller } = request
    const upload = await deps.store.upload(params.id!)
    // Of another's upload nobody is told that there is one.
    if (!upload || !(upload.by === caller.id || caller.groups.includes('admin'))) {
      return problem('not-found', { detail: 'There is no such upload.' })
    }
    const language = languageOf(request, deps)
    const headers = { 'content-language': language }
    return { status: 200, headers, body: toBody(upload, language, deps) }
  },
}

/** As by a request of one's own: the legs are independent witnesses, and a centre hands in what is its own. */
function mayHandIn({ groups, centreId }: Caller, as: HandedAs): boolean {
  if (groups.includes('admin')) return true
  if (as.kind === 'centres') return false
  const allowed = groups.filter((group) => HANDED_IN_BY[as.leg].includes(group))
  if (allowed.some((group) => group !== 'centre')) return true
  return allowed.includes('centre') && as.kind === 'sheet' && as.centreId === centreId
}

function refusalOf(refusal: UploadRefusal, now: number): Answer {
  switch (refusal.reason) {
    case 'too-large':
      return problem('too-large', { detail: `Such a file is taken up to ${refusal.maxBytes} bytes.` })
    case 'too-many': {
      const { headers, ...rest } = problem('too-many-uploads', { detail: 'Send their files, or wait.' })
      const seconds = Math.max(1, Math.ceil((refusal.retryAt - now) / 1000))
      return { ...rest, headers: { ...headers, 'retry-after': String(seconds) } }
    }
  }
}

function toBody(upload: Upload, language: Language, { clock, district }: ApiDeps) {
  return {
    uploadId: upload.uploadId,
    ...upload.as,
    state: standingOf(upload, clock.now()),
    expiresAt: formatInstant(upload.formUntil, district.policy.timeZone),
    sha256: upload.state === 'waiting' ? null : upload.sha256,
    receipt: upload.state === 'accepted' ? shownReceipt(upload.receipt, language) : null,
    faults: upload.state === 'refused' ? shownFaults(upload.faults, language) : null,
    shortened: 'shortened' in upload && upload.shortened,
  }
}
