import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { earlierSheet, raise } from '../../lib/domain/raise.ts'
import { at, certificate, certificateRun, ref, register, token, tokenRun } from '../support/district.ts'
import { found, reported } from '../support/judged.ts'
import { refsOfOneHash } from '../support/refs-of-one-hash.ts'

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

  it('is judged where all of them have one ref, and its certificates every dose that there is', () => {
    const one = { ref: ref(1) }
    const tokens = [register(tokenRun(MOST).map((row) => ({ ...row, ...one })))]
    const certificates = certificateRun(99).map((row, n) => ({ ...row, ...one, dose: n + 1 }))
    expect(reported({ tokens, certificates }).counts).toMatchObject({ tokens: 1, matched: 1, surplus: 98 })
  })

  it('is judged where refs were made to have one hash', () => {
    const refs = refsOfOneHash(2 * MOST)
    const rows = Array.from({ length: MOST }, (_, n) => n)
    const tokens = [register(rows.map((n) => token({ tokenNo: `${n + 1}`, ref: refs[n]! })))]
    // The first half of them have a token, the others have refs of their own.
    const ofCertificate = (n: number): string => refs[n < MOST / 2 ? n : n + MOST / 2]!
    const certificates = rows.map((n) => certificate({ certificateId: `C${n}`, ref: ofCertificate(n) }))
    const { counts } = reported({ tokens, certificates })
    expect(counts).toMatchObject({ tokens: MOST, certificates: MOST })
    expect(counts.matched).toBeGreaterThanOrEqual(MOST / 2)
  })
})

describe('a sheet of very many lines that all say one thing', () => {
  it('raises what it has more than the version before', () => {
    const lines = new Array(16 * MOST).fill(token())
    const before = earlierSheet(register(lines), DEFAULT_POLICY)
    const after = raise(before, register([...lines, token()]).sheet, at('19:00'))
    const raised = after.kind === 'register' ? after.rows.map(({ raisedAt }) => raisedAt) : []
    expect(raised.indexOf(at('19:00'))).toBe(16 * MOST)
  })
})
