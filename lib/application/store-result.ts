import type { Incident } from '../domain/incident.ts'
import { policyOfMade } from '../domain/made-with.ts'
import { leadFinding } from '../domain/messages/finding-in-words.ts'
import type { CentreDayReport } from '../domain/report.ts'
import { respond } from '../domain/response.ts'
import type { Centre, Instant } from '../domain/rows.ts'
import type { Deps } from './deps.ts'
import type { Snapshot } from './district-days.ts'
import { headsMadeDue } from './heads-made-due.ts'
import { placeOf } from './tie-index.ts'
import type { Judgement, StoredHead, Verdict } from './verdicts.ts'

/**
 * Stores one result with all that follows from it (incident, proposal, ledger, messages) in one transaction.
 * A result that says what was said before only clears what made the centre-day dirty or due. Answers the head as it
 * then stands.
 */
export async function storeResult(
  { head, report, next }: Verdict,
  { snapshot, centres }: Omit<Judgement, 'verdicts'>,
  now: Instant,
  { store, district, logger }: Deps,
): Promise<StoredHead> {
  if (!report || head.result?.fingerprint === next.result?.fingerprint) {
    await store.commit({ heads: [{ before: head, after: next }] })
    return { head: next, isDueAgain: false }
  }
  const [incident, suspension, officials] = await Promise.all([
    head.incidentId === null ? null : store.incident(head.incidentId),
    store.suspension(head.centreId),
    store.officials(),
  ])
  const centre = centres.get(head.centreId) ?? unknownCentre(head.centreId)
  const standing = { incident, suspension, issuedBetween: issuedBetween(report, snapshot) }
  const policySha256 = policyOfMade(next.policy)
  const response = respond(report, standing, { district, centre, officials, at: now, policySha256 })
  const others = await headsMadeDue(suspension, response.suspension, now, { store, district })
  const isDueAgain = others.some(({ before }) => before.date === head.date)
  // Before `untold`, which is due at its own instant and is cleared with that.
  const dueAt = isDueAgain ? now - 1 : next.dueAt
  const after = { ...next, dueAt, incidentId: response.incident?.incidentId ?? null }
  await store.commit({
    heads: [{ before: head, after }, ...others.filter(({ before }) => before.date !== head.date)],
    ...(response.incident && response.incident !== incident
      ? { incident: changeOf(incident, response.incident) }
      : {}),
    ...(response.suspension === suspension
      ? {}
      : { suspension: { before: suspension, after: response.suspension } }),
    facts: response.facts.map((fact) => ({ chain: head.centreId, fact })),
    messages: { dueAt: now, list: response.messages },
  })
  logger.info('result-stored', {
    centreId: head.centreId,
    date: head.date,
    outcome: report.outcome,
    action: report.action,
    messages: response.messages.length,
  })
  return { head: after, isDueAgain }
}

/** Whatever changed of it, one step of `rev`: two writers that read the same one cannot both write. */
function changeOf(read: Incident | null, after: Incident) {
  const before = read?.incidentId === after.incidentId ? read : null
  return { before, after: { ...after, rev: (before?.rev ?? 0) + 1 } }
}

/** Certificates can come under a centre that the district does not know: that is itself the finding. */
function unknownCentre(centreId: string): Centre {
  const nothing = { opens: null, closes: null, suspendedAt: null }
  return { centreId, name: centreId, block: '', status: 'active', ...nothing }
}

/** First and last issue time of the certificates that the leading finding lists; null where one does not tell. */
export function issuedBetween(report: CentreDayReport, { byPlace }: Snapshot) {
  const listed = new Set(leadFinding(report)?.certificates)
  const of = byPlace.get(placeOf(report))
  const certificates = of?.certificates.filter((row) => listed.has(row.certificateId)) ?? []
  const times = certificates.map((row) => row.issuedAt).filter((time) => time !== null)
  if (times.length === 0 || times.length < certificates.length) return null
  return { first: Math.min(...times), last: Math.max(...times) }
}
