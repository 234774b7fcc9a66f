import { describe, expect, it } from 'vitest'
import { type EscalationFacts, escalationMessages } from '../../../lib/domain/messages/escalation.ts'
import { templateOf } from '../../../lib/domain/messages/sms-template.ts'
import { AURANGABAD, aFinding, alertFacts, aReport } from '../../support/alert-facts.ts'
import { anOfficial } from '../../support/messages.ts'

const head = anOfficial()
const facts = (overrides: Partial<EscalationFacts> = {}): EscalationFacts => ({
  ...alertFacts({
    tier: 2,
    round: 2,
    officials: [head, anOfficial({ officialId: 'dio', tier: 2 })],
  }),
  silent: [head],
  since: Date.parse('2021-08-28T13:07:00+05:30'),
  ...overrides,
})

describe('an escalation', () => {
  it('tells the next tier alone', () => {
    expect(escalationMessages(facts()).map(({ id }) => id)).toEqual([
      'DKMM:2021-08-28:2:2:dio:sms',
      'DKMM:2021-08-28:2:2:dio:email',
    ])
  })

  it('says by SMS since when nobody replied, in the words of the template', () => {
    const [sms] = escalationMessages(facts())
    expect(sms?.text).toContain('centre DKMM College 28 Aug. Finding: 16 of 71, no reply since 13:07.')
    expect(templateOf(sms!.text, [AURANGABAD.alerts.sms.templates.finding])).toBeDefined()
  })

  it('leaves the figures to the e-mail where they do not fit', () => {
    const report = aReport({
      counts: { ...aReport().counts, certificates: 4321 },
      findings: [aFinding({ count: 1234 })],
    })
    expect(escalationMessages(facts({ report }))[0]?.text).toContain('Finding: no reply since 13:07.')
  })

  it('names the day where the silence began on another', () => {
    const since = Date.parse('2021-08-29T09:30:00+05:30')
    expect(escalationMessages(facts({ since }))[0]?.text).toContain('Finding: no reply since 29 Aug 09:30.')
  })

  it('keeps its subject under 100 characters', () => {
    const centre = { centreId: 'N11', name: 'Municipal Health Centre Cidco', status: 'active' } as const
    const report = aReport({
      date: '2021-09-28',
      findings: [aFinding({ rule: 'duplicate-certificate', count: 1234 })],
    })
    expect(escalationMessages(facts({ centre, report }))[1]?.subject).toBe(
      'Milaan, not acknowledged: Municipal Health Centre Cidco, 28 September 2021: 1234 repeated',
    )
  })

  it('names by e-mail who has not acknowledged, before what was found', () => {
    const email = escalationMessages(facts())[1]
    expect(email?.subject).toBe(
      'Milaan, not acknowledged: DKMM College, 28 August 2021: 16 of 71 without a token',
    )
    expect(email?.text).toMatch(
      /^This incident has not been acknowledged since 13:07 on 28 August 2021 by:\n- A. Deshmukh, Head of department\n\nCentre: DKMM/,
    )
    expect(email?.text).toContain('16 of 71 certificates have no token.')
  })
})
