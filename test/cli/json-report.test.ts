import { describe, expect, it } from 'vitest'
import { policyFingerprint } from '../../lib/domain/made-with.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { RULE_VERSIONS } from '../../lib/domain/rules/all.ts'
import { certificates, register } from '../support/files.ts'
import { folder, milaan } from './workspace.ts'

describe('a report in JSON is the object of the contract', () => {
  it('prints the object of the contract, keys in its order, indented by two, with a line end', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(1))
    const feed = await write('feed.csv', certificates(2))
    const { stdout } = await milaan([
      'reconcile',
      ...['--date', '2021-08-28', '--tokens', tokens, '--certificates', feed, '--format', 'json'],
    ])
    expect(stdout).toBe(`{
  "contract": 1,
  "dates": [
    "2021-08-28"
  ],
  "totals": {
    "centreDays": 1,
    "balanced": 0,
    "breach": 1,
    "incomplete": 0,
    "tokens": 1,
    "certificates": 2,
    "matched": 1,
    "absorbed": 0,
    "pending": 0,
    "unjudged": 0,
    "surplus": 1,
    "shortfall": 0
  },
  "quarantined": [],
  "centreDays": [
    {
      "centreId": "DKMM",
      "date": "2021-08-28",
      "outcome": "breach",
      "action": "notify",
      "counts": {
        "bookings": null,
        "tokens": 1,
        "deferred": 0,
        "left": 0,
        "doses": null,
        "certificates": 2,
        "matched": 1,
        "absorbed": 0,
        "pending": 0,
        "unjudged": 0,
        "surplus": 1,
        "shortfall": 0
      },
      "findings": [
        {
          "rule": "certificate-without-token",
          "severity": "critical",
          "count": 1,
          "certificates": [
            "DKMM-2021-08-28-0002"
          ],
          "tokens": [],
          "issuedBy": {
            "site-login": 1
          },
          "at": "2021-08-28T09:06:00+05:30",
          "explanation": "1 of 2 certificates has no token."
        }
      ],
      "context": null
    }
  ],
  "madeWith": {
    "policy": {
      "version": "1",
      "sha256": "${policyFingerprint(DEFAULT_POLICY)}"
    },
    "asOf": null,
    "engine": 1,
    "rules": {
${Object.entries(RULE_VERSIONS)
  .map(([rule, version]) => `      "${rule}": ${version}`)
  .join(',\n')}
    }
  }
}
`)
  })
})
