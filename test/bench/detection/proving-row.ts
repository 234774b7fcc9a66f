import { cutOffOf } from '../../../lib/domain/calendar.ts'
import type { Policy } from '../../../lib/domain/policy.ts'
import type { CertificateRow, Instant, TokenSheet } from '../../../lib/domain/rows.ts'
import type { SimulatedSheet } from '../../../lib/simulation/simulated-day.ts'
import type { FraudTruth } from '../../../lib/simulation/truth.ts'
import { type Case, placeOf } from './score.ts'

const MINUTE = 60_000

/** What a fake is proved by, told from the truth alone and not from any finding. */
export interface Proof {
  /** When that came into being, by the registry's clock, whoever has it then. */
  readonly at: Instant
  /** It is a whole sheet or the cut-off: a reconciliation of that moment has nothing to wait for. */
  readonly isArrival: boolean
}

/** The last row that it takes to prove a fake. Null where no single one does. */
export function provedBy(
  fake: CertificateRow,
  fraud: FraudTruth,
  simulated: Case,
  policy: Policy,
): Proof | null {
  const issuedAt = fake.issuedAt!
  switch (fraud.fraud) {
    case 'after-suspension':
    case 'duplicate-certificates':
      return { at: issuedAt, isArrival: false }
    case 'ghost-session':
      return byArrival(issuedAt, cutOffOf(fraud.date, policy))
    case 'fills-shortfall':
    case 'poured-away':
    case 'innocent-backlog':
      return null
  }
  const leg = simulated.days.flatMap(({ tokens }) => tokens).find((one) => placeOf(one) === placeOf(fraud))
  return leg ? bySheet(fake, fraud, leg) : null
}

function bySheet(fake: CertificateRow, { fraud }: FraudTruth, leg: SimulatedSheet): Proof | null {
  const issuedAt = fake.issuedAt!
  const { sheet, uploadedAt } = leg
  if (sheet.kind === 'totals') return byArrival(issuedAt, sheet.raised?.at ?? uploadedAt)
  if (fraud === 'stock-short') return byArrival(issuedAt, uploadedAt)
  const ahead = leg.clockAhead * MINUTE
  if (fraud === 'deferred-certified') {
    const token = sheet.rows.find(({ ref }) => ref === fake.ref)
    return token ? { at: Math.max(issuedAt, token.issuedAt! - ahead), isArrival: false } : null
  }
  return byRegister(issuedAt, sheet, uploadedAt, ahead)
}

/** Without a token, also one that is only made up later: once the register has gone past it, or is closed. */
function byRegister(issuedAt: Instant, { rows }: Register, closedAt: Instant, ahead: number): Proof {
  const later = rows
    .filter((row) => row.raisedAt === undefined && row.issuedAt! >= issuedAt)
    .map((row) => row.issuedAt! - ahead)
  const passed = Math.min(...later)
  return passed < closedAt
    ? { at: Math.max(issuedAt, passed), isArrival: false }
    : byArrival(issuedAt, closedAt)
}

/** A fake that is issued later than what came whole is proved by itself. */
function byArrival(issuedAt: Instant, arrivesAt: Instant): Proof {
  return { at: Math.max(issuedAt, arrivesAt), isArrival: arrivesAt >= issuedAt }
}

type Register = Extract<TokenSheet, { kind: 'register' }>
