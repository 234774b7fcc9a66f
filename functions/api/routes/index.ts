import type { Route } from '../http.ts'
import { openApiOf } from '../openapi.ts'
import { putCentres } from './centres.ts'
import { getBoard, getCentreDay } from './days.ts'
import { getFeed, putFeeds } from './feeds.ts'
import { health } from './health.ts'
import { acknowledge, addNote, close, getIncident, getIncidents, startInquiry } from './incidents.ts'
import { getLedger } from './ledger.ts'
import { getCentre, getOfficial, putCentre, putOfficial } from './register.ts'
import { putSheet } from './sheets.ts'
import { getStatus, postSuspension } from './suspension.ts'
import { getUpload, postUpload } from './uploads.ts'

const CALLS: readonly Route[] = [
  health,
  putSheet,
  ...putFeeds,
  getFeed,
  postUpload,
  getUpload,
  getBoard,
  getCentreDay,
  getStatus,
  postSuspension,
  getLedger,
  getIncidents,
  getIncident,
  acknowledge,
  addNote,
  startInquiry,
  close,
  getCentre,
  putCentre,
  putCentres,
  getOfficial,
  putOfficial,
]

const openApi: Route = {
  method: 'GET',
  path: '/v1/openapi.json',
  groups: [],
  does: 'This interface, as OpenAPI 3.1.',
  answers: { 200: { means: 'The document.' } },
  handle: async () => ({ status: 200, body: openApiOf(ROUTES) }),
}

/** Every call of the API; the first that fits a path and method is it. */
export const ROUTES: readonly Route[] = [...CALLS, openApi]
