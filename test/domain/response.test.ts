import { describe, expect, it } from 'vitest'
import { instantAt } from '../../lib/domain/calendar.ts'
import { commandIncident, type Incident } from '../../lib/domain/incident.ts'
import { nextProposal } from '../../lib/domain/proposal.ts'
import type { CentreDayReport } from '../../lib/domain/report.ts'
import { respond } from '../../lib/domain/response.ts'
import type { Centre } from '../../lib/domain/rows.ts'
import { evolveSuspension, neverSuspended, type Suspension } from '../../lib/domain/suspension.ts'
import { AURANGABAD, aFinding, aReport } from '../support/alert-facts.ts'
import { anOfficial } from '../support/messages.ts'

const at = (time: string, date = '2021-08-28') => instantAt(date, time, 'Asia/Kolkata')
const centre: Centre = {
  ...{ centreId: 'DKMM', name: 'DKMM College', block: 'City', status: 'active' },
  ...{ opens: null, closes: null, suspendedAt: null },
}
const BY = { by: 'dio', note: 'seen' }

interface Given {
  readonly incident?: Incident | null
  readonly suspension?: Suspension
  readonly now?: number
}

function answer(
  report: CentreDayReport,
  { incident = null, suspension = neverSuspended('DKMM'), now = at('13:00') }: Given,
) {
  const district = { ...AURANGABAD, alerts: { ...AURANGABAD.alerts, surplusStep: 5 } }
  const context = { district, centre, officials: [anOfficial()], at: now, policySha256: 'p' }
  return respond(report, { incident, suspension, issuedBetween: null }, context)
}

const opened = answer(aReport(), {})

describe('what a result leads to', () => {
  it('is an incident, a proposal that names the leading finding, and a review a week after today', () => {
    const lesser = aFinding({
      rule: 'certificate-for-deferred-token',
      count: 1,
      explanation: '1 of 71 certificates is for a person who was deferred.',
    })
    const { incident, suspension } = answer(aReport({ findings: [lesser, aFinding()] }), {
      now: at('01:30', '2021-09-27'),
    })
    expect(incident).toMatchObject({ state: 'open', proposal: 'made', round: 1 })
    expect(suspension).toMatchObject({
      status: 'proposed',
      reason: '16 of 71 certificates have no token.',
      reviewOn: '2021-10-04',
    })
  })

  it('is nothing where people have closed the incident and nothing graver came, though it once wanted a proposal', () => {
    const command = { ...BY, at: at('14:00') }
    const wanted: Incident = { ...opened.incident!, proposal: 'wanted' }
    const acknowledged = commandIncident(wanted, { kind: 'acknowledge', ...command }) as Incident
    const closed = commandIncident(acknowledged, {
      kind: 'close',
      cause: 'false-alarm',
      ...command,
    }) as Incident
    const { incident, suspension, messages } = answer(aReport(), { incident: closed, now: at('15:00') })
    expect(incident).toEqual(closed)
    expect(suspension.status).toBe('active')
    expect(messages).toEqual([])
  })

  it('takes back a proposal that waits, of a closed incident too', () => {
    const closed: Incident = { ...opened.incident!, state: 'closed', cause: 'explained' }
    const { suspension } = answer(aReport({ action: 'none', findings: [] }), {
      incident: closed,
      suspension: opened.suspension,
    })
    expect(suspension.status).toBe('active')
  })

  it('opens an acknowledged incident again where it grew, acknowledged by nobody', () => {
    const acknowledged = commandIncident(opened.incident!, {
      kind: 'acknowledge',
      ...BY,
      at: at('13:10'),
    }) as Incident
    const grown = aReport({
      counts: { ...aReport().counts, surplus: 30 },
      findings: [aFinding({ count: 30 })],
    })
    const { incident } = answer(grown, { incident: acknowledged, suspension: opened.suspension })
    expect(incident).toMatchObject({
      ...{ state: 'open', round: 2, acknowledgedBy: null, acknowledgedAt: null },
    })
  })

  it('is proposed for another day once a proposal was refused, to be looked at a week after that', () => {
    const wanting: Incident = { ...opened.incident!, proposal: 'wanted' }
    const now = { at: at('10:00', '2021-09-20'), timeZone: 'Asia/Kolkata' }
    const next = nextProposal([wanting], neverSuspended('DKMM'), now)
    expect(evolveSuspension(neverSuspended('DKMM'), next!.change).reviewOn).toBe('2021-09-27')
  })
})
