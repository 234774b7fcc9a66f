import type { AlertFacts } from '../../lib/domain/messages/alert.ts'
import type { TellingDistrict } from '../../lib/domain/messages/recipients.ts'
import type { CentreDayReport, Finding } from '../../lib/domain/report.ts'
import { anOfficial } from './messages.ts'

export const AURANGABAD: TellingDistrict = {
  district: 'aurangabad-mh',
  name: 'Aurangabad',
  policy: { timeZone: 'Asia/Kolkata' },
  alerts: {
    escalateAfterMinutes: 30,
    sms: {
      templates: {
        finding: {
          id: '1007000000000000001',
          text: 'Milaan alert: vaccination centre {#var#}. Finding: {#var#}. Read your e-mail and acknowledge.',
        },
        suspension: {
          id: '1007000000000000002',
          text: 'Milaan notice: vaccination centre {#var#} is now {#var#}. Read your e-mail for the reason.',
        },
      },
    },
  },
}

/** The 16 of 71. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'certificate-without-token',
    severity: 'critical',
    count: 16,
    certificates: ['C0056', 'C0071'],
    tokens: [],
    issuedBy: { 'amc-admin': 16 },
    at: '2021-08-28T12:04:00+05:30',
    explanation: '16 of 71 certificates have no token.',
    ...overrides,
  }
}

/** DKMM on the 28th of August 2021. */
export function aReport(overrides: Partial<CentreDayReport> = {}): CentreDayReport {
  return {
    centreId: 'DKMM',
    date: '2021-08-28',
    outcome: 'breach',
    action: 'propose-suspension',
    counts: {
      bookings: 55,
      tokens: 55,
      deferred: 0,
      left: 0,
      doses: null,
      certificates: 71,
      matched: 55,
      absorbed: 0,
      pending: 0,
      unjudged: 0,
      surplus: 16,
      shortfall: 0,
    },
    findings: [aFinding()],
    ...overrides,
  }
}

/** Opened at 13:07, told to the first tier, a suspension proposed. */
export function alertFacts(overrides: Partial<AlertFacts> = {}): AlertFacts {
  return {
    district: AURANGABAD,
    centre: { centreId: 'DKMM', name: 'DKMM College', status: 'active' },
    report: aReport(),
    incidentId: 'DKMM:2021-08-28',
    tier: 1,
    round: 1,
    officials: [
      anOfficial(),
      anOfficial({ officialId: 'dio', tier: 2, role: 'District immunisation officer', channels: ['email'] }),
    ],
    noticedAt: Date.parse('2021-08-28T13:07:00+05:30'),
    issuedBetween: {
      first: Date.parse('2021-08-28T12:04:00+05:30'),
      last: Date.parse('2021-08-28T12:49:00+05:30'),
    },
    proposed: true,
    ...overrides,
  }
}
