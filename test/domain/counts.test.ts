import { describe, expect, it } from 'vitest'
import {
  at,
  booking,
  bookings,
  certificate,
  certificateRun,
  FRIDAY,
  ref,
  register,
  SUNDAY,
  stock,
  token,
  tokenRun,
  totals,
  vials,
} from '../support/district.ts'
import { reported } from '../support/judged.ts'

describe('the counts of a centre-day', () => {
  it('leave repeats out of the tokens and in the certificates', () => {
    const tokens = [register([token(), token({ tokenNo: '2' }), token({ ref: ref(3), outcome: 'left' })])]
    const certificates = [certificate(), certificate({ certificateId: 'C2' })]
    expect(reported({ tokens, certificates }).counts).toMatchObject({
      tokens: 2,
      left: 1,
      deferred: 0,
      certificates: 2,
      matched: 1,
      surplus: 1,
    })
  })

  it('know no certificates where no feed at hand holds the date, and 0 where one does', () => {
    const tokens = [register(tokenRun(1))]
    expect(reported({ tokens }).counts.certificates).toBeNull()
    const elsewhere = [certificate({ centreId: 'PHC9', ref: ref(9), status: 'revoked' })]
    expect(reported({ tokens, certificates: elsewhere }).counts.certificates).toBe(0)
  })

  it('count bookings that stand', () => {
    const rows = (['booked', 'cancelled', 'omitted', 'booked'] as const).map((status) => booking({ status }))
    expect(reported({ bookings: [bookings(rows)] }).counts.bookings).toBe(2)
  })

  it('count doses with the overfill, unless a row lacks its doses per vial', () => {
    const rows = [vials({ vialsOpened: 3, dosesWasted: 2 }), vials({ dosesPerVial: 20 })]
    expect(reported({ stock: [stock(rows)] }).counts.doses).toBe(30 + 20 + 4 - 2)
    expect(reported({ stock: [stock([...rows, vials({ dosesPerVial: null })])] }).counts.doses).toBeNull()
    expect(reported({ tokens: [register(tokenRun(1))] }).counts.doses).toBeNull()
  })

  it('count a deferred token of an earlier day as matched', () => {
    const tokens = [register([token({ outcome: 'deferred' })], { date: FRIDAY }), register(tokenRun(1, 9))]
    expect(reported({ tokens, certificates: [certificate()] }).counts).toMatchObject({
      matched: 1,
      surplus: 0,
    })
  })
})

describe('rows of later than the time asked', () => {
  it('are unseen, certificates and lines of a register alike', () => {
    const parts = { tokens: [register(tokenRun(3))], certificates: certificateRun(3) }
    const { counts } = reported(parts, { asOf: at('09:06') })
    expect(counts).toMatchObject({ tokens: 3, certificates: 2, matched: 2, shortfall: 1 })
    expect(reported(parts, { asOf: at('09:01') }).counts).toMatchObject({ tokens: 2, certificates: null })
  })

  it('do not hide what has no time', () => {
    const parts = { tokens: [register([token({ issuedAt: null })])], certificates: [certificate()] }
    expect(reported(parts, { asOf: at('08:00') }).counts.tokens).toBe(1)
  })
})

describe('pending certificates', () => {
  const open = { final: false }

  it('are those issued after the last token that the sheet knows', () => {
    const parts = { tokens: [register(tokenRun(3), open)], certificates: certificateRun(5, 3) }
    const report = reported(parts, { asOf: at('18:00') })
    expect(report.counts).toMatchObject({ matched: 1, pending: 4, surplus: 0 })
    expect(report).toMatchObject({ outcome: 'incomplete', action: 'none', findings: [] })
  })

  it('are nobody before the last token, and nobody on a final sheet or after cut-off', () => {
    const early = { tokens: [register(tokenRun(3), open)], certificates: certificateRun(1, 50) }
    const certificates = early.certificates.map((row) => ({ ...row, issuedAt: at('09:02') }))
    const before = { asOf: at('18:00') }
    expect(reported({ ...early, certificates }, before).counts).toMatchObject({ pending: 0, surplus: 1 })
    const final = { ...early, tokens: [register(tokenRun(3))] }
    expect(reported(final, before).counts).toMatchObject({ pending: 0, surplus: 1 })
    expect(reported(early).counts).toMatchObject({ pending: 0, surplus: 1 })
  })

  it('start from the upload where a sheet knows no times', () => {
    const tokens = [totals({ issued: 1 }, { ...open, uploadedAt: at('09:06') })]
    const { counts } = reported({ tokens, certificates: certificateRun(4) }, { asOf: at('18:00') })
    expect(counts).toMatchObject({ absorbed: 1, pending: 2, surplus: 1 })
  })

  it('are nobody after midnight of a final sheet', () => {
    const parts = {
      tokens: [register(tokenRun(3))],
      certificates: [certificate({ ref: ref(9), issuedAt: at('00:30', SUNDAY) })],
    }
    expect(reported(parts, { asOf: at('11:00', SUNDAY) }).counts).toMatchObject({ pending: 0, surplus: 1 })
  })

  it('are as many beside anonymous rows as entered after the watermark, whichever of them found a token', () => {
    const tokens = [totals({ issued: 1 }, { ...open, uploadedAt: at('09:06') })]
    const certificates = [certificate({ ref: '', issuedAt: at('09:00') }), ...certificateRun(1, 9)]
    const { counts } = reported({ tokens, certificates }, { asOf: at('18:00') })
    expect(counts).toMatchObject({ absorbed: 1, pending: 1, surplus: 0 })
  })

  it('are no more than those left over beside anonymous rows', () => {
    const tokens = [totals({ issued: 3 }, { ...open, uploadedAt: at('09:00') })]
    const { counts } = reported({ tokens, certificates: certificateRun(4) }, { asOf: at('18:00') })
    expect(counts).toMatchObject({ absorbed: 3, pending: 1, surplus: 0 })
  })
})
