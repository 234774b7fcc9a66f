import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asked } from '../../lib/domain/asked.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { type Fate, type Place, type ReconciledRow, rowsOf } from '../../lib/domain/reconciled-rows.ts'
import type { CentreDayReport } from '../../lib/domain/report.ts'
import type { District } from '../../lib/domain/rows.ts'
import {
  at,
  CENTRE,
  certificate,
  district,
  FRIDAY,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  token,
  totals,
} from '../support/district.ts'
import { questions } from '../support/district-arbitraries.ts'

const DISTRICTS = 300
const SURPLUS: readonly Fate[] = ['left-over', 'left-over-by-count', 'for-sent-away', 'repeated-certificate']

/** The counts of a centre-day as its rows have them; the tokens of a totals sheet have no rows. */
function countsOfRows(rows: readonly ReconciledRow[]) {
  const certificates = rows.filter(standsUnderCertificate)
  const having = (...fates: readonly Fate[]): number =>
    certificates.filter(({ fate }) => fates.includes(fate)).length
  const absorbed = certificates.filter(({ kind }) => kind === 'anonymous').length
  return {
    certificates: certificates.length,
    matched: having('matched') - absorbed,
    absorbed,
    pending: having('pending'),
    unjudged: having('unjudged'),
    surplus: having(...SURPLUS),
  }
}

/** Of a match that reaches over the days asked for the token alone is counted. */
const standsUnderCertificate = ({ certificate, date }: ReconciledRow): boolean => certificate?.date === date

function countsOfReport({ counts }: CentreDayReport) {
  const { certificates, matched, absorbed, pending, unjudged, surplus } = counts
  return {
    ...{ matched, pending, unjudged },
    ...{ certificates: certificates ?? 0, absorbed: absorbed ?? 0, surplus: surplus ?? 0 },
  }
}

const placeOfToken = (row: ReconciledRow): Place =>
  standsUnderCertificate(row) ? (row.otherHalf ?? row) : row
const isOf = (a: Place, b: Place): boolean => a.date === b.date && a.centreId === b.centreId

/** Of lines that differ in nothing else any may be the repeat: no pass, rule or table looks at it. */
const withoutVaccine = ({ token, ...row }: ReconciledRow) => ({
  ...row,
  token: token && { ...token, vaccine: '' },
})

const shuffled = (given: District): District => ({
  ...given,
  tokens: [...given.tokens].reverse().map((leg) => ({
    ...leg,
    sheet: leg.sheet.kind === 'totals' ? leg.sheet : { ...leg.sheet, rows: [...leg.sheet.rows].reverse() },
  })),
  certificates: [...given.certificates].reverse().map((leg) => ({ ...leg, rows: [...leg.rows].reverse() })),
})

describe('the rows of a reconciliation', () => {
  it('add up to the counts of the report, centre-day by centre-day', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const rows = [...rowsOf(district, asked, policy)]
        const { centreDays } = reconcile(district, asked, policy)
        for (const centreDay of centreDays) {
          const own = rows.filter(
            ({ centreId, date }) => centreId === centreDay.centreId && date === centreDay.date,
          )
          expect(countsOfRows(own)).toEqual(countsOfReport(centreDay))
        }
        const inCentreDays = centreDays.reduce((sum, { counts }) => sum + (counts.certificates ?? 0), 0)
        expect(rows.filter(standsUnderCertificate)).toHaveLength(inCentreDays)
      }),
      { numRuns: DISTRICTS },
    )
  }, 60_000)

  it('hold every token that is seen once, and call as many short of a certificate as the report does', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const rows = [...rowsOf(district, asked, policy)]
        for (const { date, centreId, counts } of reconcile(district, asked, policy).centreDays) {
          const leg = district.tokens.find((one) => one.date === date && one.centreId === centreId)
          if (leg?.sheet.kind !== 'register') continue
          const until = asked.seenUntil === undefined ? asked.asOf : asked.seenUntil
          const seen = leg.sheet.rows.filter(
            ({ issuedAt }) => until === null || issuedAt === null || issuedAt <= until,
          )
          const own = rows.filter((row) => row.token && isOf(placeOfToken(row), { date, centreId }))
          expect(own).toHaveLength(seen.length)
          expect(new Set(own.map((row) => row.token))).toEqual(new Set(seen))
          const short = own.filter(({ fate }) => fate === 'no-certificate' || fate === 'no-certificate-yet')
          expect(short).toHaveLength(counts.shortfall ?? -1)
        }
      }),
      { numRuns: DISTRICTS },
    )
  }, 60_000)

  it('are the same in the same order, however the rows came', () => {
    fc.assert(
      fc.property(questions, ({ district, asked, policy }) => {
        const rows = [...rowsOf(district, asked, policy)].map(withoutVaccine)
        expect([...rowsOf(shuffled(district), asked, policy)].map(withoutVaccine)).toEqual(rows)
      }),
      { numRuns: DISTRICTS },
    )
  }, 60_000)

  const asked: Asked = { from: SATURDAY, to: SATURDAY, asOf: null }
  const fates = (given: District, during: Partial<Asked> = {}) =>
    [...rowsOf(given, { ...asked, ...during }, DEFAULT_POLICY)].map((row) => [
      row.certificate?.certificateId ?? null,
      row.token?.tokenNo ?? null,
      row.fate,
      row.kind,
    ])

  it('name the token of an earlier day beside the certificate that claims it', () => {
    const given = district({
      tokens: [register([token()], { date: FRIDAY })],
      certificates: [certificate()],
    })
    const [row] = [...rowsOf(given, asked, DEFAULT_POLICY)]
    expect(row).toMatchObject({
      ...{ fate: 'matched', kind: 'late', date: SATURDAY, token: { tokenNo: '1' } },
      otherHalf: { date: FRIDAY, centreId: CENTRE },
    })
  })

  it('hold a token whose certificate is of a day that is not asked for', () => {
    const given = district({
      tokens: [register([token()])],
      certificates: [certificate({ date: SUNDAY })],
    })
    expect(fates(given)).toEqual([['C1', '1', 'matched', 'late']])
    const [row] = [...rowsOf(given, asked, DEFAULT_POLICY)]
    expect(row).toMatchObject({ date: SATURDAY, otherHalf: { date: SUNDAY, centreId: CENTRE } })
  })

  it('tell certificates for tokens sent away, repeats and rows without their other half apart', () => {
    const given = district({
      tokens: [
        register(
          [
            token({ tokenNo: '1', outcome: 'deferred' }),
            token({ tokenNo: '2', ref: ref(2), issuedAt: at('10:10') }),
            token({ tokenNo: '3', ref: ref(3), issuedAt: at('10:20') }),
            token({ tokenNo: '4', ref: ref(4), outcome: 'left', issuedAt: at('10:30') }),
          ],
          { final: false },
        ),
      ],
      certificates: [
        certificate({ certificateId: 'C1', issuedAt: at('10:05') }),
        certificate({ certificateId: 'C2', ref: ref(2), issuedAt: at('10:15') }),
        certificate({ certificateId: 'C3', ref: ref(2), issuedAt: at('10:16') }),
        certificate({ certificateId: 'C4', ref: ref(9), issuedAt: at('10:40') }),
      ],
    })
    expect(fates(given)).toEqual([
      ['C1', '1', 'for-sent-away', 'exact'],
      ['C2', '2', 'matched', 'exact'],
      ['C3', null, 'repeated-certificate', null],
      [null, '3', 'no-certificate', null],
      [null, '4', 'sent-away', null],
      ['C4', null, 'left-over', null],
    ])
    const waiting = fates(given, { asOf: at('11:00') })
    expect(waiting).toContainEqual([null, '3', 'no-certificate-yet', null])
    expect(waiting).toContainEqual(['C4', null, 'pending', null])
  })

  it('beside a totals sheet count which are left over, the last issued of them pending', () => {
    const given = district({
      tokens: [totals({ issued: 1 }, { final: false, uploadedAt: at('10:30') })],
      certificates: [
        certificate({ certificateId: 'C1', ref: ref(1), issuedAt: at('10:00') }),
        certificate({ certificateId: 'C2', ref: ref(2), issuedAt: at('10:10') }),
        certificate({ certificateId: 'C3', ref: ref(3), issuedAt: at('10:40') }),
      ],
    })
    expect(fates(given, { asOf: at('11:00') })).toEqual([
      ['C1', null, 'matched', 'anonymous'],
      ['C2', null, 'left-over-by-count', null],
      ['C3', null, 'pending', null],
    ])
  })
})
