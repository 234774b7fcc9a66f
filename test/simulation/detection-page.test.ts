import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FRAUD_NAMES } from '../../lib/simulation/frauds/all.ts'
import { MESS, MESS_NAMES } from '../../lib/simulation/mess/rates.ts'
import { measure } from '../bench/detection/measure.ts'
import { scenarios } from '../bench/detection/scenarios.ts'
import { reasonsOf, tableOf } from '../bench/detection/table.ts'

/** Cheap ones that have fraud and mess, registers and totals, names, numbers and minutes in them. */
const MEASURED_AGAIN = ['identity-swap', 'fraud at totals centres']

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

  it('has a line for each scenario', () => {
    for (const { name } of scenarios()) expect(PAGE).toContain(`\n| ${name} | `)
  })

  it.each(MEASURED_AGAIN)(
    'has the figures that are measured now of: %s',
    (name) => {
      const measured = [measure(scenarios().find((scenario) => scenario.name === name)!)]
      const [heading, , line] = tableOf(measured).split('\n')
      const stale = 'docs/detection.md is stale: npm run bench detection -- --write'
      for (const told of [heading, line, reasonsOf(measured)]) expect(PAGE, stale).toContain(`${told}\n`)
    },
    60_000,
  )
})
