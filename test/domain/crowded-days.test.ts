import { describe, expect, it } from 'vitest'
import { certificateRun, ref, register, tokenRun } from '../support/district.ts'
import { found, reported } from '../support/judged.ts'

/** As many rows as a centre-day may have, alike in what most rows differ in: work that grows by their square never ends. */
const MOST = 50_000

describe('a centre-day of fifty thousand lines', () => {
  it('is judged where all of them have one number', () => {
    const tokens = [register(tokenRun(MOST).map((row) => ({ ...row, tokenNo: '1' })))]
    expect(found(reported({ tokens }), 'duplicate-token')).toMatchObject({
      count: MOST - 1,
      severity: 'minor',
      tokens: ['1'],
    })
  })

  it('is judged where all of them have one ref, and no certificate the dose of a token', () => {
    const one = { ref: ref(1) }
    const tokens = [register(tokenRun(MOST).map((row) => ({ ...row, ...one })))]
    const certificates = certificateRun(MOST).map((row) => ({ ...row, ...one, dose: 2 }))
    const { counts } = reported({ tokens, certificates })
    expect(counts).toMatchObject({ tokens: 1, matched: 1, surplus: MOST - 1 })
  })
})
