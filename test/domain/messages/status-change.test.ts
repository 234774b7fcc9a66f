import { describe, expect, it } from 'vitest'
import { smsParts } from '../../../lib/domain/messages/sms-parts.ts'
import { templateOf } from '../../../lib/domain/messages/sms-template.ts'
import { type StatusFacts, statusMessages } from '../../../lib/domain/messages/status-change.ts'
import { AURANGABAD } from '../../support/alert-facts.ts'
import { anOfficial } from '../../support/messages.ts'

const facts = (overrides: Partial<StatusFacts> = {}): StatusFacts => ({
  district: AURANGABAD,
  centre: { centreId: 'DKMM', name: 'DKMM College' },
  status: 'suspended',
  since: Date.parse('2021-08-28T13:40:00+05:30'),
  sequence: 2,
  reason: '16 certificates without\na token',
  reference: 'AMC/IMM/2021/112',
  officials: [anOfficial()],
  incidentId: 'DKMM:2021-08-28',
  ...overrides,
})

describe('a change of status', () => {
  it('goes to every official by every channel, and once to machines', () => {
    expect(statusMessages(facts()).map(({ id }) => id)).toEqual([
      'DKMM:status:2:head:sms',
      'DKMM:status:2:head:email',
      'DKMM:status:2:centre-status',
    ])
    expect(statusMessages(facts({ officials: [] }))).toHaveLength(1)
  })

  it('tells machines exactly the notice', () => {
    const notice = statusMessages(facts()).at(-1)!
    expect(notice).toMatchObject({ channel: 'centre-status', to: 'centre-status', tier: null, subject: null })
    expect(JSON.parse(notice.text)).toEqual({
      centreId: 'DKMM',
      status: 'suspended',
      since: '2021-08-28T13:40:00+05:30',
      sequence: 2,
      reason: '16 certificates without\na token',
      reference: 'AMC/IMM/2021/112',
      district: 'aurangabad-mh',
    })
  })

  it.each([
    ['active', 'active'],
    ['proposed', 'proposed for suspension'],
    ['suspended', 'suspended'],
    ['reinstatement-proposed', 'proposed for reinstatement'],
  ] as const)('%s is told by SMS as %s', (status, words) => {
    const { text } = statusMessages(facts({ status }))[0]!
    expect(text).toBe(
      `Milaan notice: vaccination centre DKMM College is now ${words}. Read your e-mail for the reason.`,
    )
    expect(smsParts(text)).toMatchObject({ encoding: 'GSM-7', parts: 1 })
    expect(templateOf(text, [AURANGABAD.alerts.sms.templates.suspension])).toBeDefined()
  })

  it('gives reason and reference by e-mail, one line each', () => {
    const { subject, text } = statusMessages(facts())[1]!
    expect(subject).toBe('Milaan, Aurangabad: DKMM College is suspended')
    expect(text).toContain('Status: suspended, since 13:40 on 28 August 2021')
    expect(text).toContain('Reason: 16 certificates without a token\nReference: AMC/IMM/2021/112\n')
  })

  it('keeps its subject plain where the names are not', () => {
    const marathi = { ...AURANGABAD, name: 'औरंगाबाद' }
    const { subject } = statusMessages(
      facts({ district: marathi, centre: { centreId: 'GHATI', name: 'घाटी' } }),
    )[1]!
    expect(subject).toBe('Milaan, aurangabad-mh: GHATI is suspended')
  })
})
