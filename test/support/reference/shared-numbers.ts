import { compareNumbers } from '../../../lib/domain/ids.ts'
import type { Instant } from '../../../lib/domain/rows.ts'
import type { CentreDay } from './centre-day.ts'
import type { Found } from './found.ts'
import type { Token } from './seen.ts'

/**
 * `duplicate-token`: "those set aside, and token numbers shared by different refs"; "major; minor for shared
 * numbers alone". Counts the rows set aside and, of each shared number, the rows beyond the first. Lists each
 * number once, in every way that it is written.
 */
export function duplicateTokens(day: CentreDay): Found {
  const shared = sharedNumbers(day.keptTokens)
  const setAside = day.repeatedTokens
  const beyondFirst = shared.reduce((sum, group) => sum + group.length - 1, 0)
  const listed = [...setAside.map(({ row }) => row), ...shared.flat()]
  return {
    rule: 'duplicate-token',
    severity: setAside.length > 0 ? 'major' : 'minor',
    count: setAside.length + beyondFirst,
    tokens: [...new Set(listed.map((token) => token.row.tokenNo))],
    at: firstTrue(day, shared),
  }
}

/** Kept rows that share a number with a row of a different ref, by number. */
function sharedNumbers(tokens: readonly Token[]): Token[][] {
  const named = tokens.filter((token) => token.row.ref !== '')
  const groups = named.map((token) =>
    named.filter((other) => compareNumbers(token.row.tokenNo, other.row.tokenNo) === 0),
  )
  return groups
    .filter((group, index) => group[0] === named[index])
    .filter((group) => new Set(group.map((token) => token.row.ref)).size > 1)
}

/** A repeat stands once both rows do, a shared number once its second row does; null where a time is missing. */
function firstTrue(day: CentreDay, shared: readonly (readonly Token[])[]): Instant | null {
  const groups = [...shared, ...day.repeatedTokens.map(({ row, kept }) => [row, kept])]
  const seconds = groups.map((group) => {
    const times = group.map((token) => token.row.issuedAt).filter((time) => time !== null)
    return times.length < group.length ? null : times.sort((a, b) => a - b)[1]!
  })
  const known = seconds.filter((time) => time !== null)
  return known.length === 0 || known.length < seconds.length ? null : Math.min(...known)
}
