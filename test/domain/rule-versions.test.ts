import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { type CentreDayReport, RULES, type Rule } from '../../lib/domain/report.ts'
import type { CertificateRow, District, TokenLeg, TokenRow } from '../../lib/domain/rows.ts'
import { RULE_VERSIONS } from '../../lib/domain/rules/all.ts'
import { FRAUD_NAMES } from '../../lib/simulation/frauds/all.ts'
import { NO_MESS } from '../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../lib/simulation/options.ts'
import { districtOf, simulate } from '../../lib/simulation/simulate.ts'

/** Every fraud and every kind of honest mess, far more common than in life; and weeks of quiet, which `drift` needs. */
const CORPORA: readonly SimulationOptions[] = [
  {
    ...DEFAULT_OPTIONS,
    ...{ seed: 46, districts: 2, centres: 40, days: 20 },
    mess: { entangled: 0.5, compound: 0.005, 'blank-ref': 0.002, 'totals-only': 0.15, 'double-issue': 0.002 },
    frauds: Object.fromEntries(FRAUD_NAMES.map((name) => [name, 2])),
  },
  {
    ...DEFAULT_OPTIONS,
    ...{ seed: 5, centres: 20, days: 45 },
    mess: NO_MESS,
    frauds: { 'fills-shortfall': 2 },
  },
]

// A centre that takes no walk-ins exceeds its bookings on most days, which leaves `drift` no history.
const POLICIES = [DEFAULT_POLICY, { ...DEFAULT_POLICY, walkIns: false }]

/** What every rule found there, by the version that it had then: SHA-256 of its findings. */
const RECORDED: Readonly<Record<Rule, readonly [version: number, sha256: string]>> = {
  'certificate-without-token': [1, 'bc6ce4ef21c8b05dd0748de8e37035c42f0ddd766ed89874114fec8505c91b26'],
  'certificates-exceed-tokens': [2, '122150709006603dcf61e84b2a86246e84568794358b92ad7677c680ed8b924a'],
  'no-token-sheet': [1, '7cc31a0beb901b007cf4cd636ea56f1838ad298f036714b198188d590825e647'],
  'certificate-for-deferred-token': [1, '87f1240b214049cac24690711ba2df2a49bf061402190c7fb35fb2d2f5270534'],
  'certificate-while-suspended': [1, '5d94b51f617cec143ead3e97978e7704c67fc593aa55d04e7bb3414c3695aba7'],
  'unknown-centre': [1, '7f328b688e8858203a6ca1e5833c75bb38eb2ead99086f23d6a7c21b0af0e6a0'],
  'duplicate-certificate': [1, '3dcf2dbca3651f7b3596d8881f0b164041314b238a4ea1f104fcc88cf9218b32'],
  'certificates-exceed-doses': [1, 'd70bf93777f21ecc08ff681ff9c97b8a9c9130e8cf638f7bb174793d384c84c5'],
  'running-excess': [2, '9b3a567dcf89d91ea4a951f3343dd66d48f6ae597f5e51bc5b7f55df088200ed'],
  'off-hours': [1, 'a840eff7d1a3eb6eaf27225a6ba36534b79633d4c047bc4d8065530ed6a3bf03'],
  'issue-burst': [1, '75dc9b5a7256728060742cc21d879c2264f64ca9e3782596486823152805f275'],
  backdated: [1, 'e5e2f25966a477d09af22189c7657f6fe6ef1eff32839eb087ffe18cbfea9e04'],
  'duplicate-token': [1, 'aef067d4fc75786614b042207a9b5931f02a2ee9cd69ee3ccabc2ddb74160255'],
  'register-withheld': [1, '36258576e8db9585ba18d74253912b6ce62b444bc37aceb31fd0253c5bbd040b'],
  'tokens-exceed-bookings': [1, 'bbf3c6b8ad5f0efe17b5d0db7448dead2f99803cdb7b81878ab2e9630c5ba6a8'],
  'sheet-raised': [1, '4d8d187a94e05ce6e1a01744430c386cc74f99206141eaa2eab7c5802b99fa64'],
  drift: [1, 'c5037a096835f1efc7c8303430cd6e5172dd1be286b841ef6c3b0230df84e2e1'],
  'no-certificates': [1, 'c3d916979d70a9f9f2dbe8b8d91b9f4e3a7c71484aa018c6de750732cd449f85'],
  'token-without-certificate': [1, '415dd4e64fad0f3933efd5a28ba22ba077b7490e1c15a9225dfac0cfdf997ed1'],
  'dose-mismatch': [1, '8a537b7cc8435497451fdaf47f4481a0d37c7ca83469c709ad6613791e75ef3e'],
  elsewhere: [1, '67dacb70f82ec84ebe34adb72b4926502f1eaf93782b6d9105dadf8e576ca6f2'],
  transcription: [1, 'f907cd177966e49e0b11d178a7e67aa96670f8f9feb76c4736cbbe55650c9f65'],
  late: [1, 'caadcad4541b4ac6c818b7191919d9a66d4bdce05eab20146077ef883f22ae46'],
}

/** What the simulation never makes, each on a day of its own; and the first centre is none that the district knows. */
function spoiled(district: District): District {
  const [first] = [...district.centres!.keys()]
  const [unbooked, backdated, uncertified, doctored] = [7, 8, 9, 10].map((day) =>
    addDays(DEFAULT_OPTIONS.from, day),
  )
  const late = (row: CertificateRow, place: number): CertificateRow => ({
    ...row,
    issuedAt: row.issuedAt! + (place % 5) * 86_400_000,
  })
  return {
    ...district,
    centres: new Map([...district.centres!].filter(([centreId]) => centreId !== first)),
    tokens: district.tokens
      .filter(({ centreId }) => centreId !== first)
      .map((leg) => (leg.date === doctored ? asDoctored(leg) : leg)),
    certificates: district.certificates
      .filter(({ date }) => date !== uncertified)
      .map((leg) => (leg.date === backdated ? { ...leg, rows: leg.rows.map(late) } : leg)),
    bookings: district.bookings.map((leg) =>
      leg.date === unbooked ? { ...leg, rows: leg.rows.slice(0, 1) } : leg,
    ),
  }
}

/** The first line stands there twice, the second has the number of the third; totals were three fewer before. */
function asDoctored(leg: TokenLeg): TokenLeg {
  if (leg.sheet.kind === 'totals') {
    return { ...leg, sheet: { ...leg.sheet, raised: { tokens: 3, at: leg.uploadedAt + 3_600_000 } } }
  }
  if (leg.sheet.rows.length < 3) return leg
  const [first, second, third, ...others] = leg.sheet.rows as [TokenRow, TokenRow, TokenRow, ...TokenRow[]]
  const rows = [first, { ...first, tokenNo: '999' }, { ...second, tokenNo: third.tokenNo }, third, ...others]
  return { ...leg, sheet: { kind: 'register', rows } }
}

/** Findings of each rule over the corpora, explanations left out, one to a line. */
function linesByRule(): ReadonlyMap<Rule, readonly string[]> {
  const lines = new Map<Rule, string[]>(RULES.map((rule) => [rule, []]))
  for (const [at, corpus] of CORPORA.entries()) {
    for (const report of reportsOf(corpus)) {
      const { centreId, date, findings } = report
      for (const { explanation: _, ...finding } of findings) {
        lines.get(finding.rule)!.push(JSON.stringify([at, date, centreId, finding]))
      }
    }
  }
  return lines
}

function reportsOf(corpus: SimulationOptions): readonly CentreDayReport[] {
  const { from, days } = corpus
  const asked = { from, to: addDays(from, days + 1), asOf: null }
  return [...simulate(corpus)].flatMap((simulated) => {
    const district = districtOf(simulated.days(), simulated.centres)
    const isQuiet = corpus.mess === NO_MESS
    return POLICIES.flatMap(
      (policy) => reconcile(isQuiet ? district : spoiled(district), asked, policy).centreDays,
    )
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('the versions of the rules', () => {
  const found = linesByRule()

  it('name every rule of the report and no other, each from 1 on', () => {
    expect(Object.keys(RULE_VERSIONS).sort()).toEqual([...RULES].sort())
    for (const version of Object.values(RULE_VERSIONS)) expect(version).toBeGreaterThanOrEqual(1)
  })

  it.each(RULES)('%s finds what its version found when it was recorded', (rule) => {
    const lines = found.get(rule)!
    expect(lines.length, `${rule} finds nothing in the corpus`).toBeGreaterThan(0)
    const now = [RULE_VERSIONS[rule], sha256(lines.join('\n'))]
    expect(now, `bump the version of ${rule} and record the new hash`).toEqual(RECORDED[rule])
  })
})
