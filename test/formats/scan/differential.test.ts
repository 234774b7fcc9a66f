import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agrees } from './both-ways.ts'
import { fileText, mutated, mutation } from './written-files.ts'

const RUNS = Number(process.env.MILAAN_SCAN_RUNS ?? 1000)

describe.each(['tokens', 'certificates'] as const)('a scanned file of %s', (kind) => {
  it('says what the ordinary reader reads in it, however it is written and cut', {
    timeout: 600_000,
  }, async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(
        fileText(kind),
        fc.array(mutation, { maxLength: 1 }),
        fc.constantFrom(1, 2, 3),
        async (text, mess, threads) => {
          if (await agrees(mutated(text, mess), kind, threads)) taken++
        },
      ),
      { numRuns: RUNS },
    )
    // A scanner that gave everything up would agree with anybody.
    expect(taken).toBeGreaterThan(RUNS / 10)
  })
})
