import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FRAUD_NAMES } from '../../lib/simulation/frauds/all.ts'
import { MESS, MESS_NAMES } from '../../lib/simulation/mess/rates.ts'

const PAGE = readFileSync(new URL('../../docs/detection.md', import.meta.url), 'utf8')

/** Percent without noise of binary fractions: `0.05 %`. */
const percent = (rate: number): string => (rate === 0 ? '0' : `${Number((rate * 100).toFixed(6))} %`)

describe('docs/detection.md', () => {
  it.each(MESS_NAMES)('says how common %s is, and of what', (name) => {
    const { rate, of } = MESS[name]
    expect(PAGE).toContain(`| \`${name}\` | ${percent(rate)} | ${of} |`)
  })

  it.each(FRAUD_NAMES)('says what %s is, and what came out of it', (name) => {
    expect(PAGE).toContain(`\n| \`${name}\` | `)
    expect(PAGE).toContain(`\n| ${name} | `)
  })
})
