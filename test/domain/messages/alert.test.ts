import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertFacts, alertMessages } from '../../../lib/domain/messages/alert.ts'
import { smsParts } from '../../../lib/domain/messages/sms-parts.ts'
import { templateOf } from '../../../lib/domain/messages/sms-template.ts'
import type { Message } from '../../../lib/domain/outbox.ts'
import { RULES } from '../../../lib/domain/report.ts'
import { AURANGABAD, aFinding, alertFacts, aReport } from '../../support/alert-facts.ts'
import { anOfficial } from '../../support/messages.ts'

const { finding: template } = AURANGABAD.alerts.sms.templates
const smsOf = (facts: AlertFacts): Message => alertMessages(facts).find(({ channel }) => channel === 'sms')!
const emailOf = (facts: AlertFacts): Message =>
  alertMessages(facts).find(({ channel }) => channel === 'email')!

describe('the SMS of an alert', () => {
  it('says which centre, which day and 16 of 71 in the words of the template', () => {
    expect(smsOf(alertFacts()).text).toBe(
      'Milaan alert: vaccination centre DKMM College 28 Aug. Finding: 16 of 71 without a token. Read your e-mail and acknowledge.',
    )
  })

  it('names a centre by its id where the name is too long or in another script', () => {
    const named = (name: string): string =>
      smsOf(alertFacts({ centre: { centreId: 'UPHC-N11', name, status: 'active' } })).text
    expect(named('Municipal Primary Health Centre Cidco N-11')).toContain('centre UPHC-N11 Municipal 28 Aug.')
    expect(named('नागरी प्राथमिक आरोग्य केंद्र')).toContain('centre UPHC-N11 28 Aug.')
    const centre = { centreId: 'घाटी', name: '', status: 'active' } as const
    expect(smsOf(alertFacts({ centre })).text).toContain('centre (see e-mail) 28 Aug.')
  })

  it('tells the largest of the worst findings', () => {
    const deferred = aFinding({ rule: 'certificate-for-deferred-token', count: 2 })
    const repeats = aFinding({ rule: 'duplicate-certificate', severity: 'major', count: 40 })
    const report = aReport({ findings: [deferred, aFinding(), repeats] })
    expect(smsOf(alertFacts({ report })).text).toContain('Finding: 16 of 71 without a token.')
  })

  it('is one part of GSM-7 that equals the template, whatever the names and figures', () => {
    const figure = fc.option(fc.nat(2_000_000))
    fc.assert(
      fc.property(
        fc.record({
          centreId: fc.string({ unit: 'grapheme', maxLength: 60 }),
          name: fc.string({ unit: 'grapheme', maxLength: 90 }),
        }),
        fc.constantFrom(...RULES),
        fc.nat(2_000_000),
        figure,
        figure,
        fc.date({ min: new Date('2021-01-01'), max: new Date('2031-12-31'), noInvalidDate: true }),
        (centre, rule, count, certificates, tokens, day) => {
          const report = aReport({
            date: day.toISOString().slice(0, 10),
            counts: { ...aReport().counts, certificates, tokens },
            findings: [aFinding({ rule, count })],
          })
          const { text } = smsOf(alertFacts({ report, centre: { ...centre, status: 'active' } }))
          expect(smsParts(text)).toMatchObject({ encoding: 'GSM-7', parts: 1 })
          expect(smsParts(text).units).toBeLessThanOrEqual(160)
          expect(templateOf(text, [template])).toBe(template)
        },
      ),
    )
  })
})

describe('the e-mail of an alert', () => {
  it('has an ASCII subject of one line', () => {
    expect(emailOf(alertFacts()).subject).toBe(
      'Milaan: DKMM College, 28 August 2021: 16 of 71 without a token',
    )
  })

  it('says what was found, by whom and when, what is proposed, what can be done, and until when by law', () => {
    expect(emailOf(alertFacts()).text).toBe(`Centre: DKMM College (DKMM), district Aurangabad
Session: 28 August 2021
Incident: DKMM:2021-08-28

What was found
- 16 of 71 certificates have no token. (critical) Issued by amc-admin (16), between 12:04 and 12:49 on 28 August 2021.

The day in figures
55 tokens (0 deferred, 0 left); 71 certificates: 55 matched, 0 pending, 16 surplus, 0 tokens without a certificate.

What Milaan proposes
To suspend the centre. It stays active until an official confirms.

What you can do
- Acknowledge the incident in the Milaan console. After 30 minutes without it the next step of the ladder is told. Reading this e-mail acknowledges nothing.
- Confirm or refuse the suspension.
- Open an inquiry, or close the incident with its cause and a note.

The legal clock
A cyber incident is to be reported to CERT-In within six hours of noticing it. Milaan noticed this at 13:07 on 28 August 2021; the six hours end at 19:07 on 28 August 2021.
`)
  })

  it('says where no time is known from when, and where no account is known nothing of one', () => {
    expect(emailOf(alertFacts({ issuedBetween: null })).text).toContain(
      'by amc-admin (16), from 12:04 on 28 August 2021.',
    )
    const unnamed = aReport({ findings: [aFinding({ issuedBy: {}, at: null })] })
    expect(emailOf(alertFacts({ report: unnamed, issuedBetween: null })).text).toContain(
      'no token. (critical)\n',
    )
  })

  it('takes the time of a finding that no certificate made true for no time of issue', () => {
    const raised = aFinding({ rule: 'sheet-raised', severity: 'major', at: '2021-08-28T18:30:00+05:30' })
    const { text } = emailOf(alertFacts({ report: aReport({ findings: [aFinding(), raised] }) }))
    expect(text).toContain('(major) Issued by amc-admin (16).\n')
    expect(text).not.toContain('18:30')
  })

  it('names five accounts at most and counts the others', () => {
    const issuedBy = { a: 1, b: 2, c: 3, d: 4, e: 5, 'f\nwith a line': 6, g: 7 }
    expect(emailOf(alertFacts({ report: aReport({ findings: [aFinding({ issuedBy })] }) })).text).toContain(
      'by g (7), f with a line (6), e (5), d (4), c (3) and 2 other accounts,',
    )
  })

  it('proposes nothing to who cannot decide it any more', () => {
    const centre = { centreId: 'DKMM', name: 'DKMM College', status: 'suspended' } as const
    const { text } = emailOf(alertFacts({ centre }))
    expect(text).toContain('Nothing further: the centre is suspended.')
    expect(text).not.toContain('Confirm or refuse')
  })

  it('asks for the sheet where none came', () => {
    const explanation = 'No token sheet came by the cut-off, and 71 certificates cannot be compared with one.'
    const finding = aFinding({ rule: 'no-token-sheet', count: 71, explanation })
    const report = aReport({ action: 'notify', findings: [finding] })
    const { text } = emailOf(alertFacts({ report, proposed: false }))
    expect(text).toContain(`- ${explanation} (critical)`)
    expect(text).toContain('Ask the centre for its token sheet.')
    expect(text).toContain('Milaan proposes no suspension.')
  })

  it('keeps to ASCII under 100 characters in its subject and never shows a certificate or a token', () => {
    const secret = fc.constantFrom('C0056SECRET', '99887766554433')
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 90 }),
        fc.constantFrom(...RULES),
        fc.nat(),
        secret,
        (name, rule, count, id) => {
          const finding = aFinding({ rule, count, certificates: [id], tokens: [id] })
          const centre = { centreId: 'DKMM', name, status: 'active' } as const
          for (const { subject, text } of alertMessages(
            alertFacts({ centre, report: aReport({ findings: [finding] }) }),
          )) {
            expect(text).not.toContain(id)
            if (subject !== null) expect(subject).toMatch(/^[ -~]{1,99}$/)
          }
        },
      ),
    )
  })
})

describe('who is alerted', () => {
  it('is each official of the tier by each of the channels, under deterministic ids', () => {
    expect(alertMessages(alertFacts()).map(({ id }) => id)).toEqual([
      'DKMM:2021-08-28:1:1:head:sms',
      'DKMM:2021-08-28:1:1:head:email',
    ])
    expect(alertMessages(alertFacts())).toEqual(alertMessages(alertFacts()))
    expect(alertMessages(alertFacts({ round: 2 }))[0]?.id).toBe('DKMM:2021-08-28:2:1:head:sms')
  })

  it('carries what the message is about and no address', () => {
    expect(smsOf(alertFacts())).toMatchObject({
      to: 'head',
      centreId: 'DKMM',
      date: '2021-08-28',
      incidentId: 'DKMM:2021-08-28',
      tier: 1,
      subject: null,
    })
    expect(JSON.stringify(alertMessages(alertFacts()))).not.toContain('+9199')
  })

  it('passes over a step of the ladder on which nobody stands', () => {
    const officials = [anOfficial({ officialId: 'commissioner', tier: 3, channels: ['sms'] })]
    expect(alertMessages(alertFacts({ officials }))).toMatchObject([
      { id: 'DKMM:2021-08-28:1:1:commissioner:sms', to: 'commissioner', tier: 3 },
    ])
    const [next] = alertMessages(alertFacts({ officials, tier: 2 }))
    expect(next?.id).toBe('DKMM:2021-08-28:1:2:commissioner:sms')
    expect(alertMessages(alertFacts({ officials: [] }))).toEqual([])
  })
})
