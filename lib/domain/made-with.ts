import { formatInstant } from './calendar.ts'
import { sha256Of } from './ledger.ts'
import type { Policy } from './policy.ts'
import type { MadeWith, Rule } from './report.ts'
import type { Centre, Instant } from './rows.ts'
import { RULE_VERSIONS } from './rules/all.ts'
import { suspensionPeriods } from './suspension-periods.ts'

/** Of all but the rules: one more whenever the same rows could be paired, counted or concluded on otherwise than before. */
const ENGINE_VERSION = 1

/** Under what a report is made: with these and the same rows it can be made again to the byte. */
export function madeWith(policy: Policy, asOf: Instant | null): MadeWith {
  return {
    policy: { version: policy.version, sha256: policyFingerprint(policy) },
    asOf: asOf === null ? null : formatInstant(asOf, policy.timeZone),
    engine: ENGINE_VERSION,
    rules: RULE_VERSIONS,
  }
}

/** SHA-256, hex, of the whole policy, what differs at single centres included: equal for policies that say the same. */
export function policyFingerprint(policy: Policy): string {
  return sha256Of(policy)
}

/**
 * Under what a result of a centre is made besides its rows: `<SHA-256 of the policy>.<16 hex digits>`, the latter of the
 * versions of engine and rules and of what rules ask of the register (null: the centre is not in it). Another one now means
 * that the result has to be made again.
 */
export function madeUnder(
  policySha256: string,
  centre: Centre | null,
  rules: Readonly<Record<Rule, number>> = RULE_VERSIONS,
): string {
  const register = centre && [centre.opens, centre.closes, suspensionPeriods(centre)]
  return `${policySha256}.${sha256Of([ENGINE_VERSION, rules, register]).slice(0, 16)}`
}

/** The policy's own SHA-256. Results from before rules were named too have nothing else. */
export function policyOfMade(made: string): string {
  return made.split('.')[0]!
}

/** 16 hex digits that stand for the versions of all rules, and of what is done around them. */
export function rulesFingerprint(rules: Readonly<Record<Rule, number>> = RULE_VERSIONS): string {
  return sha256Of([ENGINE_VERSION, rules]).slice(0, 16)
}
