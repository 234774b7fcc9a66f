import { describe, expect, it } from 'vitest'
import { RULES } from '../../lib/domain/report.ts'
import { RULE_VERSIONS } from '../../lib/domain/rules/all.ts'

describe('the versions of the rules', () => {
  it('name every rule of the report and no other, each from 1 on', () => {
    expect(Object.keys(RULE_VERSIONS).sort()).toEqual([...RULES].sort())
    for (const version of Object.values(RULE_VERSIONS)) expect(version).toBeGreaterThanOrEqual(1)
  })
})
