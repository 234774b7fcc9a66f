import type { MadeWith } from '../../../lib/domain/report.ts'
import { enumerate } from './counted.ts'

const SHOWN_DIGITS = 8

/** `Policy 1 (ab12cd34), rules 1, but drift 2.`: enough to see whether two reports were made alike. */
export function madeWithLine({ policy, rules }: MadeWith): string {
  const versions = Object.entries(rules)
  const oldest = Math.min(...versions.map(([, version]) => version))
  const newer = versions
    .filter(([, version]) => version > oldest)
    .map(([rule, version]) => `${rule} ${version}`)
  const others = newer.length === 0 ? '' : `, but ${enumerate(newer, newer.length)}`
  return `Policy ${policy.version} (${policy.sha256.slice(0, SHOWN_DIGITS)}), rules ${oldest}${others}.`
}
