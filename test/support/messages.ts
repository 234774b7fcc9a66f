import type { Message, Official } from '../../lib/domain/outbox.ts'

/** An SMS about the 28th of August unless told otherwise. */
export function aMessage(overrides: Partial<Message> = {}): Message {
  return {
    id: 'DKMM:2021-08-28:opened:1:head:sms',
    channel: 'sms',
    to: 'head',
    centreId: 'DKMM',
    date: '2021-08-28',
    incidentId: 'DKMM:2021-08-28',
    tier: 1,
    subject: null,
    text: 'Milaan alert: vaccination centre DKMM College 28 Aug. Finding: 16 of 71 without a token. Read your e-mail and acknowledge.',
    ...overrides,
  }
}

/** Reached by SMS and e-mail, first on the ladder, unless told otherwise. */
export function anOfficial(overrides: Partial<Official> = {}): Official {
  return {
    officialId: 'head',
    name: 'A. Deshmukh',
    role: 'Head of department',
    tier: 1,
    channels: ['sms', 'email'],
    phone: '+919999900001',
    email: 'head@example.org',
    ...overrides,
  }
}
