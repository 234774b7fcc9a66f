import { describe, expect, it } from 'vitest'
import { fold } from '../../lib/formats/characters.ts'
import { columnNames, findHeader, recognised } from '../../lib/formats/headers.ts'
import { joinedRow } from '../../lib/formats/merged-header.ts'
import { parseCertificates, parseTokens } from '../../lib/formats/parse.ts'
import { requiredColumns } from '../../lib/formats/required.ts'
import { type TableRow, tableOf } from '../../lib/formats/table.ts'
import { accepted, faultsOf, file, IST, REF, reasonsOf } from './sheet-files.ts'

const names = columnNames('tokens')
const isName = (name: string): boolean => names.has(fold(name))
const row = (number: number, cells: string): TableRow => ({ row: number, cells: cells.split(',') })
const joined = (above: string, below: string) =>
  joinedRow(row(1, above), row(2, below), isName)?.cells.join(',') ?? null

describe('two rows of a header', () => {
  it.each([
    ['Date,Centre,Token,,Dose', ',,No,Time,', 'Date,Centre,Token No,Token Time,Dose'],
    ['दिनांक,केंद्र,टोकन,,डोस', ',,क्रमांक,वेळ,', 'दिनांक,केंद्र,टोकन क्रमांक,वेळ,डोस'],
    [',,Token,,', 'Date,Centre,No,Time,Dose', 'Date,Centre,Token No,Token Time,Dose'],
    [
      'Beneficiary,,,Token',
      'Name,Ref ID,Age,No',
      'Beneficiary Name,Beneficiary Ref ID,Beneficiary Age,Token No',
    ],
    ['Vaccination details,,', 'Dose,Vaccine,Batch', 'Dose,Vaccine,Vaccination details Batch'],
    ['Reporting,,Token', 'Gate,Time,No', 'Reporting Gate,Reporting Time,Token No'],
    ['Date,Token', ',No,Time', 'Date,Token No,Token Time'],
    ['Date,,Token', ',,No', 'Date,,Token No'],
  ])('%s over %s are %s', (above, below, names) => {
    expect(joined(above, below)).toBe(names)
  })

  it('are none where a row lies between, or the lower one has numbers', () => {
    expect(joinedRow(row(1, 'Token,'), row(3, 'No,Time'), isName)).toBeNull()
    expect(joined('Date,Token', '28-08-2021,1')).toBeNull()
    expect(joined('Token', '१२३')).toBeNull()
  })
})

describe('a feed under a merged header', () => {
  it('is read as a sheet is', async () => {
    const bytes = file('Certificate,,Centre,Vaccinated', 'ID,Time,,On', 'C1,10:05,DKMM,28-08-2021')
    expect(accepted(await parseCertificates(bytes, IST))).toMatchObject({
      rowCount: 1,
      warnings: [],
      rows: [{ certificateId: 'C1', centreId: 'DKMM', date: '2021-08-28', issuedAt: 1630125300000 }],
    })
  })
})

describe('a register under a merged header', () => {
  const HEADER = ['Date,Centre,Token,,Ref ID,Mobile', ',,No,Time,,']
  const FIRST = `28-08-2021,DKMM,1,10:05,${REF},9876543210`

  it('is read from below the second row', async () => {
    const read = accepted(await parseTokens(file('Tokens of August', ...HEADER, FIRST), IST))
    expect(read.sheets).toMatchObject([
      { centreId: 'DKMM', date: '2021-08-28', sheet: { rows: [{ tokenNo: '1', ref: REF }] } },
    ])
    expect(read).toMatchObject({ rowCount: 1, warnings: [], ignoredColumns: ['Mobile'] })
  })

  it('is read with what the second row adds where the first would do', async () => {
    const header = ['Date,Centre,Token No,Vaccine,,Issue', ',,,Name,Dose,Time']
    const read = accepted(await parseTokens(file(...header, '28-08-2021,DKMM,1,Covishield,2,10:05'), IST))
    expect(read.sheets).toMatchObject([
      { sheet: { rows: [{ tokenNo: '1', vaccine: 'Covishield', dose: 2, issuedAt: 1630125300000 }] } },
    ])
  })

  it('may repeat both rows on every page', async () => {
    const read = accepted(
      await parseTokens(file(...HEADER, FIRST, ...HEADER, FIRST.replace('1,', '2,')), IST),
    )
    expect(read.warnings).toMatchObject([
      { row: 4, reason: 'repeated-header' },
      { row: 5, reason: 'repeated-header' },
    ])
  })

  it('is refused at the second row, where both do not name all that is needed', async () => {
    const bytes = file('Date,Token,', ',No,Time', '28-08-2021,1,10:05')
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([[2, 'centre_id', 'missing-column']])
  })

  it('is told of a slip in the joined name', async () => {
    const bytes = file('Date,Centre,Token,Beneficiary', ',,No,Refrence ID', `28-08-2021,DKMM,1,${REF}`)
    const [fault] = faultsOf(await parseTokens(bytes, IST))
    expect(fault).toMatchObject({ row: 2, column: 'Beneficiary Refrence ID', reason: 'near-miss' })
  })

  it('is told from a row of data that lacks what it must have', async () => {
    const bytes = file('Date,Centre,Token No,Remarks', ',,,lunch', '28-08-2021,DKMM,1,')
    expect(reasonsOf(await parseTokens(bytes, IST)).map(([at]) => at)).toEqual([2, 2, 2])
  })

  it('is told from a row of data that happens to hold a name', async () => {
    const bytes = file('Date,Centre,Token No,Issue', 'soon,DKMM,A,Time', '28-08-2021,DKMM,1,')
    expect(reasonsOf(await parseTokens(bytes, IST))).toEqual([[2, 'date', 'bad-date']])
  })

  it('is recognised as surely as one of one row', () => {
    const required = requiredColumns('tokens', IST)
    const merged = tableOf([
      ['Date', 'Centre', 'Token'],
      ['', '', 'No'],
    ])
    expect(recognised(merged, names, required)).toBeGreaterThan(names.size)
    expect(findHeader(merged, names, required)).toMatchObject({ row: 2, width: 3, leastCells: 3 })
  })
})
