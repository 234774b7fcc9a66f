import { describe, expect, it } from 'vitest'
import {
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
} from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, REF, reasonsOf } from './sheet-files.ts'

const REGISTER = 'date,centre_id,token_no,beneficiary_ref,dose,issued_at,outcome'
const TOTALS = 'date,centre_id,tokens_issued'
const FEED = 'certificate_id,centre_id,vaccinated_on,beneficiary_ref,issued_at'
const WORDS = [
  ...[
    'Total',
    'TOTAL:',
    'Grand Total',
    'Sub total',
    'SUB-TOTAL :',
    'Total No.',
    'Total: 55',
    'Total = 1,055',
  ],
  ...['योग', 'कुल', 'कुल योग', 'कुल जोड़', 'कुल संख्या: ५५', 'जोड़:', 'महायोग', 'कुल टोकन'],
  ...['एकूण', 'एकूण ५५', 'एकूण संख्या', 'एकूण बेरीज', 'बेरीज', 'एकूण टोकन:'],
]
const GOOD = `2021-08-28,A,1,${REF},1,10:05,`

/** Rows that were warned of as totals. */
const totalsIn = ({ warnings }: { readonly warnings: readonly { reason: string; row: number | null }[] }) =>
  warnings.filter(({ reason }) => reason === 'total-row').map(({ row }) => row)

describe('a total row of a register', () => {
  it.each(WORDS)('is known by %s as its token number, its centre or its first cell', async (word) => {
    const bytes = file(
      REGISTER,
      GOOD,
      `2021-08-28,A,${word},,,,`,
      `2021-08-28,${word},1,,,,`,
      `,,${word},55,,,`,
      `${word},,,,,,50`,
    )
    const read = accepted(await parseTokens(bytes, IST))
    expect(totalsIn(read)).toEqual([3, 4, 5, 6])
    expect(read.sheets).toMatchObject([{ centreId: 'A', sheet: { rows: [{ tokenNo: '1' }] } }])
  })

  it('is known in an upload of its own centre and date', async () => {
    const read = accepted(await parseTokens(file('token_no,time', '1,10:05', 'Total,', ',Total 2'), DKMM))
    expect([read.rowCount, totalsIn(read)]).toEqual([1, [3, 4]])
  })

  it('is known by the word in any cell before its number, such as a spreadsheet puts there', async () => {
    const bytes = file(
      `Sr No,Name,${REGISTER}`,
      `1,Asha,${GOOD}`,
      ',Total:,2021-08-28,A,55,,,,',
      ',,2021-08-28,A,,,Total:,,',
      ',एकूण संख्या,,,५५,,,,',
    )
    const read = accepted(await parseTokens(bytes, IST))
    expect([read.rowCount, totalsIn(read)]).toEqual([1, [3, 4, 5]])
  })

  it('is none by a word behind its number', async () => {
    const bytes = file(`${REGISTER},Remarks`, `2021-08-28,A,1,,,,,Total`, `2021-08-28,A,2,,1,,,योग`)
    expect(accepted(await parseTokens(bytes, IST))).toMatchObject({ rowCount: 2, warnings: [] })
  })

  it.each(['Totaliser', 'Subtotal of ward', 'योगेश', 'योगदान', 'कुलकर्णी', 'एकूणात', 'जोडपे', 'टोकन', 'संख्या'])(
    'is none by %s',
    async (word) => {
      const bytes = file(`Name,${REGISTER}`, `${word},2021-08-28,A,1,,,,`)
      expect(accepted(await parseTokens(bytes, IST))).toMatchObject({ rowCount: 1, warnings: [] })
    },
  )

  it.each([
    ['a reference id', `2021-08-28,A,Total,${REF},,,`],
    ['a time', '2021-08-28,A,Total,,,10:05,'],
    ['an outcome', '2021-08-28,A,Total,,,,left'],
  ])('is none, and a fault, where it has %s', async (_, row) => {
    expect(reasonsOf(await parseTokens(file(REGISTER, GOOD, row), IST))).toEqual([
      [3, 'token_no', 'total-in-register'],
    ])
  })

  it('is none, and a fault, where a person has a total for a centre', async () => {
    const bytes = file(REGISTER, `2021-08-28,Total,5,${REF},,,`)
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([[2, 'centre_id', 'total-in-register']])
    const both = file(`${REGISTER},tokens_issued`, `2021-08-28,Total,,${REF},,,,58`)
    expect(reasonsOf(await parseTokens(both, IST))).toEqual([[2, 'centre_id', 'total-in-register']])
  })

  it('is none where the person’s row begins with a total in a column that nobody reads', async () => {
    const read = accepted(await parseTokens(file(`Remarks,${REGISTER}`, `Total,${GOOD}`), IST))
    expect([read.rowCount, read.warnings]).toEqual([1, []])
  })
})

describe('a total row of counts', () => {
  it('invents no centre', async () => {
    const tokens = accepted(await parseTokens(file(TOTALS, '2021-08-28,A,3', '2021-08-28,Total,3'), IST))
    expect(tokens.sheets.map(({ centreId }) => centreId)).toEqual(['A'])
    expect(totalsIn(tokens)).toEqual([3])
    const header = 'date,centre_id,vials_opened'
    const stock = accepted(await parseStock(file(header, '2021-08-28,A,3', '2021-08-28,एकूण,3'), IST))
    expect(stock.legs.map(({ centreId }) => centreId)).toEqual(['A'])
  })

  it('adds up the vaccines of a centre, and is no vaccine', async () => {
    const header = 'date,centre_id,vaccine,vials_opened'
    const bytes = file(header, '2021-08-28,7,Covishield,3', '2021-08-28,7,Covaxin,2', '2021-08-28,7,Total,5')
    const stock = accepted(await parseStock(bytes, IST))
    expect([stock.legs[0]?.rows.length, totalsIn(stock)]).toEqual([2, [4]])
  })

  it('is not the one row of a centre-day that is labelled so', async () => {
    const bytes = file('date,centre_id,remarks,tokens_issued', '2021-08-28,A,Total,3')
    expect(accepted(await parseTokens(bytes, IST))).toMatchObject({ rowCount: 1, warnings: [] })
  })

  it('is not the row of a centre that is called so', async () => {
    const bytes = file('centre_id,date,tokens_issued', 'TOTAL12,2021-08-28,3', 'Total 3,2021-08-28,3')
    expect(accepted(await parseTokens(bytes, IST)).sheets.map(({ centreId }) => centreId)).toEqual([
      'TOTAL12',
    ])
    const centres = accepted(await parseCentres(file('centre_id,name', 'TOTAL12,Ward 12', 'Total,1'), IST))
    expect(centres.centres.map(({ centreId }) => centreId)).toEqual(['TOTAL12'])
  })
})

describe('a row of a feed', () => {
  it.each(['TOTAL12', 'total-5', 'Total', 'Total: 5'])(
    'with a centre and a date is one, be it called %s',
    async (id) => {
      const read = accepted(await parseCertificates(file(FEED, `${id},DKMM,28-08-2021,,`), IST))
      expect(read.rows).toMatchObject([{ certificateId: id }])
      expect(read.warnings).toEqual([])
    },
  )

  it.each(['Total', 'GRAND TOTAL:', 'एकूण', 'कुल'])(
    'that says %s and lacks a centre or a date is a total',
    async (word) => {
      const read = accepted(
        await parseCertificates(file(FEED, `${word},,,71,`, `,${word},,71,`, `${word},A,71,,`), IST),
      )
      expect([read.rowCount, totalsIn(read), read.quarantined]).toEqual([0, [2, 3, 4], []])
    },
  )

  it.each(['TOTAL12,DKMM,,,', 'total-5,,,,', 'Total: 5,,,,', `Total,,2021-08-28,${REF},`, 'Total,,,,10:05'])(
    'is quarantined and no total where it reads %s',
    async (row) => {
      const read = accepted(await parseCertificates(file(FEED, row), IST))
      expect(read.quarantined).toMatchObject([{ row: 2 }])
      expect(totalsIn(read)).toEqual([])
    },
  )

  it('of bookings with a total for its centre is a total, unless it names a person', async () => {
    const header = 'date,centre_id,beneficiary_ref'
    const bytes = file(header, '2021-08-28,Total,55', `2021-08-28,A,${REF}`)
    const read = accepted(await parseBookings(bytes, { ...IST, knownCentres: new Set(['A']) }))
    expect([read.rowCount, totalsIn(read)]).toEqual([1, [2]])
    expect(accepted(await parseBookings(file(header, `2021-08-28,Total,${REF}`), IST)).rowCount).toBe(1)
  })
})
