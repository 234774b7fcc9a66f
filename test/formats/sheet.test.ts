import { describe, expect, it } from 'vitest'
import { MAX_ROWS, readSheet, receiptOf } from '../../lib/formats/sheet.ts'
import { type TableRow, tableOf } from '../../lib/formats/table.ts'
import { accepted, IST, reasonsOf } from './sheet-files.ts'

const HEADER = ['date', 'centre_id', 'token_no']
const ROW = ['2021-08-28', 'DKMM', '1']
const read = (...rows: readonly (readonly string[])[]) => accepted(readSheet(tableOf(rows), 'tokens', IST))

describe('a sheet', () => {
  it('begins below its header and keeps the row numbers of the file', () => {
    const sheet = read(['Tokens of 28 August'], [''], HEADER, ROW, [''], ROW)
    expect(sheet.header.row).toBe(3)
    expect(sheet.rows.map(({ row }) => row)).toEqual([4, 6])
  })

  it.each([
    ...['Total', 'TOTAL:', 'total = 55', 'Grand Total', 'Sub-total', 'Totals', 'Total tokens: 55'],
    ...['एकूण', 'एकूण टोकन: ५५', 'कुल', 'कुल योग', 'कुल टोकन 55'],
  ])('does not count a row that begins with %s, and says so', (word) => {
    const sheet = read(HEADER, ROW, ['', word, '55'])
    expect(sheet.rows).toHaveLength(1)
    expect(receiptOf(sheet)).toMatchObject({ rowCount: 1, warnings: [{ row: 3, reason: 'total-row' }] })
  })

  it.each(['Total Care Hospital', 'Totally', 'कुलकर्णी', 'TOTAL-1A'])(
    'counts a row that begins with %s',
    (word) => {
      expect(read(HEADER, [word, 'DKMM', '1']).rows).toHaveLength(1)
    },
  )

  it('names the columns that it ignores', () => {
    expect(read([...HEADER, 'Mobile', '', 'Name']).ignoredColumns).toEqual(['Mobile', 'Name'])
  })

  it('has at most a million rows', () => {
    const [header] = tableOf([HEADER])
    const rows = Array<TableRow>(MAX_ROWS).fill({ row: 2, cells: ROW })
    expect(readSheet([header!, ...rows], 'tokens', IST).ok).toBe(true)
    const longer = [...rows, { row: 3, cells: ROW }]
    expect(reasonsOf(readSheet([header!, ...longer], 'tokens', IST))).toEqual([[null, null, 'too-many-rows']])
  })
})
