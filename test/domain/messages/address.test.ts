import { describe, expect, it } from 'vitest'
import { addressOf } from '../../../lib/domain/messages/address.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'

describe('the address of a message', () => {
  it('is what the register holds when it is sent', () => {
    expect(addressOf(aMessage(), anOfficial())).toEqual({ kind: 'phone', phone: '+919999900001' })
    expect(addressOf(aMessage({ channel: 'email' }), anOfficial())).toEqual({
      kind: 'email',
      officialId: 'head',
    })
  })

  it('of machines needs no official', () => {
    expect(addressOf(aMessage({ channel: 'centre-status' }), null)).toEqual({ kind: 'centre-status' })
  })

  it.each([
    [aMessage(), null, 'unknown-official'],
    [aMessage(), anOfficial({ phone: null }), 'no-phone'],
    [aMessage({ channel: 'email' }), anOfficial({ email: null }), 'no-email'],
  ])('is nowhere, with the reason, where the register has none', (message, official, code) => {
    expect(addressOf(message, official)).toEqual({ kind: 'nowhere', code })
  })
})
