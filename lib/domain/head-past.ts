import type { Head } from './head.ts'
import { compareText } from './ids.ts'
import { sha256Of } from './ledger.ts'
import type { PastDay } from './rows.ts'

/**
 * What a centre-day tells the later ones of its centre: as its stored result says; nothing without one, nor while rows
 * came in that it has not seen, since later days would be told what was never so. Once it has, they are told.
 */
export function pastOfHead({ date, dirty, result }: Head): PastDay {
  const past = dirty ? undefined : result?.past
  return past ?? { date, certificates: null, balance: null, speaks: false, carriesRefs: false }
}

/**
 * By which two histories can be told apart, 16 hex digits. A day that says nothing counts as much as one that is not
 * there.
 */
export function historyHash(days: readonly PastDay[]): string {
  const said = days.filter(saysSomething).sort((a, b) => compareText(a.date, b.date))
  return sha256Of(said.map(partsOf)).slice(0, 16)
}

export function tellsTheSame(a: PastDay, b: PastDay): boolean {
  return partsOf(a).every((part, index) => part === partsOf(b)[index])
}

function saysSomething({ certificates, balance, speaks, carriesRefs }: PastDay): boolean {
  return certificates !== null || balance !== null || speaks || carriesRefs
}

function partsOf({ date, certificates, balance, speaks, carriesRefs }: PastDay) {
  return [date, certificates, balance, speaks, carriesRefs] as const
}
