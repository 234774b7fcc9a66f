import { afterSuspension } from './after-suspension.ts'
import { countsOnly } from './counts-only.ts'
import { deferredCertified } from './deferred-certified.ts'
import { duplicateCertificates } from './duplicate-certificates.ts'
import { fillsShortfall } from './fills-shortfall.ts'
import type { Fraud } from './fraud.ts'
import { ghostSession } from './ghost-session.ts'
import { identitySwap } from './identity-swap.ts'
import { inflatedTotals } from './inflated-totals.ts'
import { innocentBacklog } from './innocent-backlog.ts'
import { issuerBurst } from './issuer-burst.ts'
import { nightEntries } from './night-entries.ts'
import { paddedRegister } from './padded-register.ts'
import { pouredAway } from './poured-away.ts'
import { stockShort } from './stock-short.ts'
import { stolenCredentials } from './stolen-credentials.ts'
import { swapBySlip } from './swap-by-slip.ts'
import { twoADay } from './two-a-day.ts'

export const FRAUDS = {
  'stolen-credentials': stolenCredentials,
  'two-a-day': twoADay,
  'ghost-session': ghostSession,
  'after-suspension': afterSuspension,
  'deferred-certified': deferredCertified,
  'inflated-totals': inflatedTotals,
  'night-entries': nightEntries,
  'issuer-burst': issuerBurst,
  'duplicate-certificates': duplicateCertificates,
  'identity-swap': identitySwap,
  'swap-by-slip': swapBySlip,
  'innocent-backlog': innocentBacklog,
  'padded-register': paddedRegister,
  'counts-only': countsOnly,
  'stock-short': stockShort,
  'poured-away': pouredAway,
  'fills-shortfall': fillsShortfall,
} as const satisfies Readonly<Record<string, Fraud>>

export type FraudName = keyof typeof FRAUDS
export const FRAUD_NAMES = Object.keys(FRAUDS) as readonly FraudName[]
