import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnNames, recognised } from '../../lib/formats/headers.ts'
import { requiredColumns } from '../../lib/formats/required.ts'
import { readCsv, type Table } from '../../lib/formats/table.ts'
import { accepted, faultsOf, IST } from './sheet-files.ts'

const names = columnNames('tokens')
const recognise = (head: Table) => recognised(head, names, requiredColumns('tokens', IST))
const read = (text: string) => readCsv(text, recognise)
const HEADER = 'date,centre_id,token_no'

describe('CSV text', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('is separated by %s where the header is', (_, separator) => {
    const cells = ['2021-08-28', 'DKMM', '"a,b;c\td"']
    const table = accepted(read([HEADER.split(',').join(separator), cells.join(separator), ''].join('\n')))
    expect(table.map((row) => row.cells)).toEqual([HEADER.split(','), ['2021-08-28', 'DKMM', 'a,b;c\td']])
  })

  it('takes the separator from the header, whatever the titles and cells hold more of', () => {
    const table = accepted(read('Register, of, the, day\ndate;centre_id;token_no\n28-08-2021;a,b,c,d,e;1\n'))
    expect(table[2]?.cells).toEqual(['28-08-2021', 'a,b,c,d,e', '1'])
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('has lines that end in %s', (_, end) => {
    const table = accepted(read([HEADER, '2021-08-28,DKMM,1', '2021-08-28,DKMM,2'].join(end)))
    expect(table.map(({ row, cells }) => [row, cells[2]])).toEqual([
      [1, 'token_no'],
      [2, '1'],
      [3, '2'],
    ])
  })

  it('may mix its line ends', () => {
    expect(accepted(read(`${HEADER}\r\n1,2,3\n4,5,6\r7,8,9`))).toHaveLength(4)
  })

  it('counts rows as a spreadsheet does: blank ones too, and a cell of two lines as one row', () => {
    const table = accepted(read(`\n${HEADER}\n,,\n2021-08-28,"DK\nMM",1\n \n2021-08-28,DKMM,2\n`))
    expect(table.map(({ row }) => row)).toEqual([2, 4, 6])
    expect(table[1]?.cells[1]).toBe('DK\nMM')
  })

  it('cleans every cell', () => {
    const table = accepted(read(`${HEADER}\n\u00a02021-08-28 , DKMM\u200b,'0055\n`))
    expect(table[1]?.cells).toEqual(['2021-08-28', 'DKMM', '0055'])
  })

  it('forgives blanks beside quotes', () => {
    expect(accepted(read(`${HEADER}\n2021-08-28, "DK,MM" ,"1"\n`))[1]?.cells).toEqual([
      '2021-08-28',
      'DK,MM',
      '1',
    ])
  })

  it('keeps rows of other lengths for the legs to judge', () => {
    const table = accepted(read(`${HEADER}\n1,2\n1,2,3,4\n`))
    expect(table.map(({ cells }) => cells.length)).toEqual([3, 2, 4])
  })

  it.each([
    ['not closed', `${HEADER}\n1,2,3\n1,"2,3\n4,5,6\n`, 3],
    ['closed too early', `${HEADER}\n1,"2"x,3\n`, 2],
    ['inside a text', `${HEADER}\n1,2,3\n\n1,Dr "Raju" P,3\n`, 4],
  ])('is refused with the row where a quote is %s, and without its words', (_, text, row) => {
    const [fault, ...others] = faultsOf(read(text))
    expect(fault).toMatchObject({ row, column: null, value: null, reason: 'broken-quote' })
    expect(fault?.message).not.toContain('Raju')
    expect(others).toEqual([])
  })

  it('finds its separator, and so the row, where a quote is broken near the header', () => {
    expect(faultsOf(read('date;centre_id;token_no\n28-08-2021;"A;1\n28-08-2021;A;2\n'))[0]).toMatchObject({
      row: 2,
      reason: 'broken-quote',
    })
  })

  it('is refused as not-a-table where it has no columns', () => {
    expect(faultsOf(read('Dear sir\nplease find the register below\n'))[0]?.reason).toBe('not-a-table')
  })

  it.each(['', '\n\n', ' \r\n\t\n', ',,\n,,\n', '\ufeff\n'])(
    'is refused as empty-file where it is %j',
    (text) => {
      expect(faultsOf(read(text))[0]?.reason).toBe('empty-file')
    },
  )

  it('may be one column', () => {
    expect(accepted(read('token_no\n1\n2\n'))).toHaveLength(3)
  })
})

describe('a plain file', () => {
  const cell = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .:/]{0,8}[A-Za-z0-9]$/)
  const records = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })

  it('gives the same cells as csv-parse by itself', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const text = [HEADER.split(','), ...rows].map((row) => row.join(delimiter)).join('\n')
        const table = accepted(read(text))
        expect(table.map(({ cells }) => cells)).toEqual(parse(text, { delimiter }))
        expect(table.map(({ row }) => row)).toEqual(table.map((_, index) => index + 1))
      }),
    )
  })

  it('gives the same cells as csv-parse by itself where every cell is quoted', () => {
    const quoted = fc.string({ maxLength: 12 }).map((text) => `x${text.replaceAll('\0', '')}x`)
    const quotedRows = fc.array(fc.array(quoted, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(quotedRows, (rows) => {
        const lines = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
        const text = [HEADER, ...lines].join('\n')
        expect(accepted(read(text)).map(({ cells }) => cells)).toEqual(parse(text))
      }),
    )
  })
})
