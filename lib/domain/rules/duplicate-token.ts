import type { CentreDay, Token } from '../centre-day.ts'
import { plainNumber } from '../matching/repeats.ts'
import { numberKey } from '../packed/columns.ts'
import { earliest, later, nthEarliest, numbersOf, type RuleDefinition } from './finding.ts'

/**
 * Major for tokens set aside as repeats; minor for token numbers shared by different refs alone, since two lines at
 * one centre may both number from 1. `count` is the rows set aside and, of each shared number, the rows beyond the
 * first. Listed are the numbers of those set aside and the shared ones, each spelling once.
 */
export const duplicateToken: RuleDefinition<'duplicate-token'> = {
  rule: 'duplicate-token',
  version: 1,
  judge({ centreDay }) {
    const aside = centreDay.tokens.filter((token) => token.repeatOf)
    const shared = sharedNumbers(centreDay)
    if (aside.length === 0 && shared.length === 0) return null
    const beyondFirst = shared.reduce((rows, sharing) => rows + sharing.length - 1, 0)
    return {
      severity: aside.length > 0 ? 'major' : 'minor',
      count: aside.length + beyondFirst,
      tokens: [...new Set(numbersOf([...aside, ...shared.flat()]))],
      at: earliest([...aside.map(becameRepeat), ...shared.map(becameShared)]),
      figures: { repeats: aside.length, sharedNumbers: shared.length },
    }
  },
}

/** Kept rows by token number, those numbers alone that stand for different refs. `7` and `07` are one number. */
function sharedNumbers(centreDay: CentreDay): Token[][] {
  if (centreDay.numbersRise || !mayShareNumbers(centreDay)) return []
  const rows = new Map<string, Token[]>()
  for (const token of centreDay.everyToken()) {
    if (token.repeatOf || token.row.ref === '') continue
    const number = plainNumber(token.row.tokenNo)
    const before = rows.get(number)
    if (before) before.push(token)
    else rows.set(number, [token])
  }
  return [...rows.values()].filter((sharing) => sharing.some(({ row }) => row.ref !== sharing[0]!.row.ref))
}

/** Few days hold one number twice, by their keys: on the others there is nothing to look up. */
function mayShareNumbers({ beyondDoubt, tokens }: CentreDay): boolean {
  const keys = new Uint32Array(beyondDoubt.pairs + tokens.length)
  keys.set(beyondDoubt.tokenNumbers())
  tokens.forEach(({ row }, at) => {
    keys[beyondDoubt.pairs + at] = numberKey(row.tokenNo)
  })
  keys.sort()
  return keys.some((key, at) => at > 0 && key === keys[at - 1])
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
