import type { Place, ReconciledRow } from '../../../lib/domain/reconciled-rows.ts'
import type { CentreDayReport, Finding, Rule } from '../../../lib/domain/report.ts'

/** These list tokens of the centre-day by their numbers, whatever became of them. */
const OF_ANY_TOKEN: ReadonlySet<Rule> = new Set(['duplicate-token', 'tokens-exceed-bookings', 'sheet-raised'])
/** These list tokens that nothing claims. */
const OF_UNCLAIMED: ReadonlySet<Rule> = new Set(['no-certificates', 'token-without-certificate'])

export type RulesOf = (row: ReconciledRow) => readonly Rule[]

type Listed = ReadonlyMap<string, readonly Rule[]>
interface CentreDayLists {
  readonly certificates: Listed
  readonly tokens: Listed
}

/**
 * Which rules list a row, in the order of the findings. A finding names certificates by id, and tokens by number: where
 * several lines share one, each of them is meant.
 */
export function listingRules(centreDays: readonly CentreDayReport[]): RulesOf {
  const lists = new Map(
    centreDays
      .filter(({ findings }) => findings.length > 0)
      .map((centreDay): [string, CentreDayLists] => [keyOf(centreDay), listsOf(centreDay)]),
  )
  // Of each row it is asked several times over: where it stands, how it looks, and what its cell says.
  let last: { readonly row: ReconciledRow; readonly rules: readonly Rule[] } | null = null
  return (row) => {
    if (last?.row !== row) last = { row, rules: lists.size === 0 ? NONE : rulesOf(row, lists) }
    return last.rules
  }
}

const NONE: readonly Rule[] = []

function rulesOf(row: ReconciledRow, lists: ReadonlyMap<string, CentreDayLists>): readonly Rule[] {
  const { certificate, token } = row
  const ofCertificate =
    certificate && lists.get(keyOf(certificate))?.certificates.get(certificate.certificateId)
  const tokenPlace = certificate && isOf(certificate, row) ? (row.otherHalf ?? row) : row
  const ofToken = token && lists.get(keyOf(tokenPlace))?.tokens.get(token.tokenNo)
  if (!ofCertificate && !ofToken) return NONE
  const isUnclaimed = row.fate === 'no-certificate'
  const meant = (ofToken ?? []).filter((rule) => isUnclaimed || OF_ANY_TOKEN.has(rule))
  return [...new Set([...(ofCertificate ?? []), ...meant])]
}

const keyOf = ({ centreId, date }: Place): string => `${date} ${centreId}`
const isOf = (a: Place, b: Place): boolean => a.date === b.date && a.centreId === b.centreId

function listsOf({ findings }: CentreDayReport): CentreDayLists {
  const ofTokens = findings.filter(({ rule }) => OF_ANY_TOKEN.has(rule) || OF_UNCLAIMED.has(rule))
  return {
    certificates: byId(findings, (finding) => finding.certificates),
    tokens: byId(ofTokens, (finding) => finding.tokens),
  }
}

function byId(findings: readonly Finding[], idsOf: (finding: Finding) => readonly string[]): Listed {
  const listed = new Map<string, Rule[]>()
  for (const finding of findings) {
    for (const id of new Set(idsOf(finding))) {
      const rules = listed.get(id)
      if (rules) rules.push(finding.rule)
      else listed.set(id, [finding.rule])
    }
  }
  return listed
}
