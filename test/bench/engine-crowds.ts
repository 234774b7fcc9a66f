import { judge } from '../../lib/domain/judge.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { raise } from '../../lib/domain/raise.ts'
import type { CertificateRow, District, TokenRow, TokenSheet } from '../../lib/domain/rows.ts'
import { refsOfOneHash } from '../support/refs-of-one-hash.ts'

const DATE = '2021-08-02'
const NINE = Date.parse(`${DATE}T09:00:00+05:30`)
const MOST = 50_000
const SCALES = [1 / 16, 1 / 4, 1]
const PLACEHOLDER = '99999999999999'

/** A row of each side by its number. */
interface Crowd {
  readonly name: string
  readonly centres: number
  readonly token: (n: number) => Partial<TokenRow>
  readonly certificate: (n: number) => Partial<CertificateRow>
}

const REFS_OF_ONE_HASH = refsOfOneHash(MOST)
const refOf = (n: number): string => `4137${String(n).padStart(10, '0')}`

/** A sheet may hold fifty thousand lines of anything: rows that are alike where others differ, so that work could grow as their square. */
const CROWDS: readonly Crowd[] = [
  { name: 'one token number', centres: 1, token: () => ({ tokenNo: '1' }), certificate: () => ({}) },
  {
    name: 'one ref, at one centre',
    centres: 1,
    token: () => ({ ref: PLACEHOLDER }),
    certificate: () => ({ ref: PLACEHOLDER, dose: 2 }),
  },
  {
    name: 'one ref, at 500 centres',
    centres: 500,
    token: () => ({ ref: PLACEHOLDER }),
    certificate: () => ({ ref: PLACEHOLDER }),
  },
  {
    name: 'one ref, its certificates of 99 doses',
    centres: 500,
    token: () => ({ ref: PLACEHOLDER }),
    certificate: (n) => ({ ref: PLACEHOLDER, dose: (n % 99) + 1 }),
  },
  {
    name: 'refs made to have one hash',
    centres: 1,
    token: (n) => ({ ref: REFS_OF_ONE_HASH[n]! }),
    certificate: (n) => ({ ref: REFS_OF_ONE_HASH[n]! }),
  },
  {
    name: 'every ref with one digit off',
    centres: 1,
    token: (n) => ({ ref: refOf(2 * n) }),
    certificate: (n) => ({ ref: refOf(2 * n + 1) }),
  },
  { name: 'no ref', centres: 1, token: () => ({ ref: '' }), certificate: () => ({ ref: '' }) },
]

console.log(`Crowded centre-days, up to ${MOST} lines and as many certificates, none of them warm`)
for (const crowd of CROWDS) {
  const times = SCALES.map((scale) => {
    const district = districtOf(crowd, MOST * scale)
    const begun = performance.now()
    judge(district, { from: DATE, to: DATE, asOf: null }, DEFAULT_POLICY)
    return `${MOST * scale}: ${(performance.now() - begun).toFixed(0)} ms`
  })
  console.log(`  ${crowd.name}: ${times.join('; ')}`)
}

console.log(`A version after another, up to ${MOST} lines that all say one thing`)
console.log(`  ${SCALES.map((scale) => raiseAlike(MOST * scale)).join('; ')}`)

function raiseAlike(lines: number): string {
  const sheet: TokenSheet = {
    kind: 'register',
    rows: Array.from({ length: lines }, (_, n) => ({ ...tokenOf(n), ref: PLACEHOLDER })),
  }
  const begun = performance.now()
  raise({ sheet, final: true, watermark: NINE }, sheet, NINE)
  return `${lines}: ${(performance.now() - begun).toFixed(0)} ms`
}

function districtOf({ centres, token, certificate }: Crowd, rows: number): District {
  const own = Math.ceil(rows / centres)
  const numbers = (centre: number): number[] => Array.from({ length: own }, (_, n) => centre * own + n)
  const all = Array.from({ length: centres }, (_, centre) => ({
    place: { centreId: `C${centre}`, date: DATE },
    numbers: numbers(centre),
  }))
  return {
    tokens: all.map(({ place, numbers }) => ({
      ...place,
      sheet: { kind: 'register', rows: numbers.map((n) => ({ ...tokenOf(n), ...token(n) })) },
      ...{ final: true, uploadedAt: NINE },
    })),
    certificates: all.map(({ place, numbers }) => ({
      ...place,
      rows: numbers.map((n) => ({ ...certificateOf(n), ...place, ...certificate(n) })),
    })),
    ...{ bookings: [], stock: [], centres: null },
  }
}

function tokenOf(n: number): TokenRow {
  const issuedAt = NINE + n * 100
  return { tokenNo: String(n + 1), ref: refOf(n), dose: 1, vaccine: '', issuedAt, outcome: 'vaccinated' }
}

function certificateOf(n: number): Omit<CertificateRow, 'centreId' | 'date'> {
  return {
    ...{ certificateId: `C${n}`, ref: refOf(n), dose: 1, vaccine: '', batch: '' },
    ...{ issuedAt: NINE + n * 100 + 5000, issuedBy: 'desk', status: 'issued', received: 1 },
  }
}
