import type { CentreDay, Token } from '../centre-day.ts'
import { plainNumber } from '../matching/repeats.ts'
import { earliest, type Judge, later, nthEarliest, numbersOf, several } from './finding.ts'

/**
 * Major for tokens set aside as repeats; minor for token numbers shared by different refs alone, since two lines at
 * one centre may both number from 1. `count` is the rows set aside and, of each shared number, the rows beyond the
 * first. Listed are the numbers of those set aside and the shared ones, each spelling once.
 */
export const duplicateToken: Judge = ({ centreDay }) => {
  const aside = centreDay.tokens.filter((token) => token.repeatOf)
  const shared = sharedNumbers(centreDay)
  if (aside.length === 0 && shared.length === 0) return null
  const beyondFirst = shared.reduce((rows, sharing) => rows + sharing.length - 1, 0)
  return {
    rule: 'duplicate-token',
    severity: aside.length > 0 ? 'major' : 'minor',
    count: aside.length + beyondFirst,
    tokens: [...new Set(numbersOf([...aside, ...shared.flat()]))],
    at: earliest([...aside.map(becameRepeat), ...shared.map(becameShared)]),
    explanation: explain(aside.length, shared.length),
  }
}

/** Kept rows by token number, those numbers alone that stand for different refs. `7` and `07` are one number. */
function sharedNumbers({ tokens }: CentreDay): Token[][] {
  const first = new Map<string, Token>()
  const rows = new Map<string, Token[]>()
  for (const token of tokens) {
    if (token.repeatOf || token.row.ref === '') continue
    const number = plainNumber(token.row.tokenNo)
    const before = first.get(number)
    if (!before) first.set(number, token)
    else rows.set(number, [...(rows.get(number) ?? [before]), token])
  }
  return [...rows.values()].filter((sharing) => sharing.some(({ row }) => row.ref !== sharing[0]!.row.ref))
}

function becameRepeat({ row, repeatOf }: Token): number | null {
  return later(row.issuedAt, repeatOf ? repeatOf.row.issuedAt : null)
}

function becameShared(sharing: readonly Token[]): number | null {
  return nthEarliest(
    sharing.map(({ row }) => row.issuedAt),
    2,
  )
}

function explain(aside: number, shared: number): string {
  const repeats = `${several(aside, 'token repeats', 'tokens repeat')} another one of the sheet`
  const numbers = `${several(shared, 'token number is', 'token numbers are')} shared by different people`
  if (shared === 0) return `${repeats}.`
  return aside === 0 ? `${numbers}.` : `${repeats}, and ${numbers}.`
}
