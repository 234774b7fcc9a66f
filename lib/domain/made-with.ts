import { sha256Of } from './ledger.ts'
import type { Policy } from './policy.ts'
import type { MadeWith } from './report.ts'
import { RULE_VERSIONS } from './rules/all.ts'

/** Under what a report is made, so that it can be made again to the byte. */
export function madeWith(policy: Policy): MadeWith {
  return {
    policy: { version: policy.version, sha256: policyFingerprint(policy) },
    rules: RULE_VERSIONS,
  }
}

/** SHA-256, hex, of the whole policy, what differs at single centres included: equal for policies that say the same. */
export function policyFingerprint(policy: Policy): string {
  return sha256Of(policy)
}
