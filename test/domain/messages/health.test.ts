import { describe, expect, it } from 'vitest'
import type { PullTrouble } from '../../../lib/domain/health.ts'
import { type HealthFacts, healthMessages } from '../../../lib/domain/messages/health.ts'
import { type QuarantineFacts, quarantineAlert } from '../../../lib/domain/messages/health-quarantine.ts'
import { AURANGABAD } from '../../support/alert-facts.ts'
import { anOfficial } from '../../support/messages.ts'

const NOON = Date.parse('2021-08-28T12:00:00+05:30')
const OFFICIALS = [
  anOfficial({ officialId: 'head' }),
  anOfficial({ officialId: 'dio', channels: ['email'] }),
  anOfficial({ officialId: 'clerk', channels: ['sms'] }),
  anOfficial({ officialId: 'commissioner', tier: 2 }),
]

const facts = (over: Partial<HealthFacts> = {}): HealthFacts => ({
  district: AURANGABAD,
  officials: OFFICIALS,
  feed: { leg: 'certificates', host: 'vaccination.example.org', silentAfterMinutes: 60 },
  news: 'stopped',
  standstill: { since: NOON, told: 1, toldAt: NOON + 3_600_000 },
  number: 2,
  trouble: null,
  lastPageAt: NOON,
  now: NOON + 3_600_000,
  ...over,
})
const trouble = (kind: PullTrouble, code = '', count = 1) => ({ kind, code, count, since: NOON })

describe('a feed that stopped', () => {
  it('is told of by e-mail alone to the first tier, under the moment it stopped', () => {
    const messages = healthMessages(facts())
    expect(messages.map(({ id }) => id)).toEqual([
      'pull:2021-08-28T06:30:00.000Z:2:stopped:1:head:email',
      'pull:2021-08-28T06:30:00.000Z:2:stopped:1:dio:email',
    ])
    for (const message of messages)
      expect(message).toMatchObject({
        channel: 'email',
        centreId: null,
        date: null,
        incidentId: null,
        tier: 1,
      })
    expect(healthMessages(facts())).toEqual(messages)
  })

  it('is told of to the next tier where nobody of the first reads e-mail', () => {
    const officials = OFFICIALS.filter(({ officialId }) => ['clerk', 'commissioner'].includes(officialId))
    expect(healthMessages(facts({ officials })).map(({ to }) => to)).toEqual(['commissioner'])
  })

  it('is told of anew each day', () => {
    const standstill = { since: NOON, told: 3, toldAt: NOON }
    const [message] = healthMessages(facts({ news: 'still-stopped', standstill }))
    expect(message?.id).toContain(':2:stopped:3:')
    expect(message?.subject).toBe('Milaan, Aurangabad: the certificate feed still stands still')
  })

  it('says since when, from where, what is lost by it and what to do', () => {
    const [message] = healthMessages(facts({ trouble: trouble('page-refused', 'missing-column', 3) }))
    expect(message?.subject).toBe('Milaan, Aurangabad: the certificate feed has stopped')
    expect(message?.text).toContain('Feed: certificate feed, fetched from vaccination.example.org')
    expect(message?.text).toContain('Stopped: 12:00 on 28 August 2021')
    expect(message?.text).toContain(
      'A page could not be read as a feed: 3 faults, the first is missing-column.',
    )
    expect(message?.text).toContain('certificates issued since are not compared with tokens')
    expect(message?.text).toContain('Meanwhile the registry can hand the same files in itself')
  })

  it('says what the silence ended on, or that nothing is known to have tried', () => {
    const [tried] = healthMessages(facts({ trouble: trouble('network', 'ECONNREFUSED', 10) }))
    expect(tried?.text).toContain(
      "No page could be taken for 60 minutes of the district's hours. The latest try: The server cannot be reached (ECONNREFUSED).",
    )
    expect(healthMessages(facts())[0]?.text).toContain('Nothing is known to have tried')
  })

  it('says that nothing has come yet', () => {
    expect(healthMessages(facts({ lastPageAt: null }))[0]?.text).toContain('Nothing of it has come yet')
  })

  it('speaks of bookings where it is their feed', () => {
    const feed = { ...facts().feed, leg: 'bookings' }
    const [message] = healthMessages(facts({ feed }))
    expect(message?.subject).toContain('the booking feed')
    expect(message?.text).toContain('bookings made since are not compared')
  })

  it('says when it runs again, and since when it had not', () => {
    const [message] = healthMessages(facts({ news: 'runs-again' }))
    expect(message?.id).toBe('pull:2021-08-28T06:30:00.000Z:2:runs-again:head:email')
    expect(message?.subject).toBe('Milaan, Aurangabad: the certificate feed runs again')
    expect(message?.text).toContain('It stood still from 12:00 on 28 August 2021 and runs again since 13:00')
  })

  it('has a subject that mail takes, whatever the district is called', () => {
    for (const name of ['औरंगाबाद', 'A'.repeat(60), 'Two\nlines']) {
      const [message] = healthMessages(facts({ district: { ...AURANGABAD, name } }))
      expect(message?.subject).toMatch(/^[ -~]{1,99}$/)
    }
  })
})

describe('rows that could not be read', () => {
  const quarantined = (over: Partial<QuarantineFacts> = {}): QuarantineFacts => ({
    district: AURANGABAD,
    officials: OFFICIALS,
    feed: {
      feedId: 'feed.12',
      sequence: 12,
      sha256: 'ab'.repeat(32),
      leg: 'certificates',
      receivedAt: NOON,
      by: 'registry',
    },
    rows: 1200,
    reasons: { 'bad-date': 20, 'bad-ref': 31, 'missing-value': 20, 'bad-dose': 1, 'no-such-code': 0 },
    ...over,
  })

  it('are told of once for a feed and its file, by e-mail to the first tier', () => {
    expect(quarantineAlert(quarantined()).map(({ id }) => id)).toEqual([
      `feed:12:${'ab'.repeat(32)}:quarantine:head:email`,
      `feed:12:${'ab'.repeat(32)}:quarantine:dio:email`,
    ])
  })

  it('with how many of how many, from whom, when, why, and where the list is', () => {
    const [message] = quarantineAlert(quarantined())
    expect(message?.subject).toBe('Milaan, Aurangabad: 72 of 1200 rows of feed 12 could not be read')
    expect(message?.text).toContain(
      'Feed: number 12, certificates, received at 12:00 on 28 August 2021 from registry',
    )
    expect(message?.text).toContain('72 of 1200 rows (6 %) could not be read.')
    expect(message?.text).toContain('GET /v1/feeds/feed.12')
    expect(message?.text).toContain(
      [
        'The commonest reasons',
        '- a reference id that is none: 31 rows',
        '- a date that is none: 20 rows',
        '- an empty cell that must not be empty: 20 rows',
        '- and 1 other reason',
      ].join('\n'),
    )
  })

  it('under the code of a reason that has no words', () => {
    const [message] = quarantineAlert(quarantined({ reasons: { 'quite-new': 1 } }))
    expect(message?.text).toContain('- quite-new: 1 row\n')
    expect(message?.text).not.toContain('other reason')
  })

  it.each([
    [1, 1_000_000, 'under 0.1 %'],
    [24, 1000, '2.4 %'],
    [99_999, 100_000, 'over 99.9 %'],
    [5, 5, '100 %'],
  ])('%i of %i, as a share that is neither nothing nor all where it is neither', (bad, rows, share) => {
    const [message] = quarantineAlert(quarantined({ rows, reasons: { 'bad-date': bad } }))
    expect(message?.text).toContain(`(${share})`)
  })
})
