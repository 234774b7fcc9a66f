import { cutOffOf } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CertificateRow, Instant } from '../../../lib/domain/rows.ts'
import type { FraudTruth } from '../../../lib/simulation/truth.ts'
import { type Case, placeOf } from './score.ts'

const MINUTE = 60_000

/**
 * When the last row came into being that a fake is proved by, by the registry's clock, whoever has it then: told from
 * the truth alone and not from any finding. Null where no single row proves it.
 */
export function provedAt(
  fake: CertificateRow,
  fraud: FraudTruth,
  simulated: Case,
  policy: Policy,
): Instant | null {
  const issuedAt = fake.issuedAt!
  const sheet = simulated.days.flatMap(({ tokens }) => tokens).find((leg) => placeOf(leg) === placeOf(fraud))
  switch (fraud.fraud) {
    case 'after-suspension':
    case 'duplicate-certificates':
      return issuedAt
    case 'ghost-session':
      return Math.max(issuedAt, cutOffOf(fraud.date, policy))
    case 'fills-shortfall':
    case 'poured-away':
    case 'innocent-backlog':
      return null
  }
  if (sheet?.sheet.kind !== 'register') return sheet ? Math.max(issuedAt, sheet.uploadedAt) : null
  const { rows } = sheet.sheet
  const ahead = sheet.clockAhead * MINUTE
  switch (fraud.fraud) {
    case 'deferred-certified': {
      const token = rows.find(({ ref }) => ref === fake.ref)
      return token ? Math.max(issuedAt, token.issuedAt! - ahead) : null
    }
    case 'stock-short':
      return Math.max(issuedAt, sheet.uploadedAt)
    default: {
      // Without a token, also one that is only made up later: once the register has gone past it, or is closed.
      const later = rows
        .filter((row) => row.raisedAt === undefined && row.issuedAt! >= issuedAt)
        .map((row) => row.issuedAt! - ahead)
      return Math.max(issuedAt, Math.min(sheet.uploadedAt, ...later))
    }
  }
}
