import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WORDS } from '../../cli/reconcile/tables/words/words.ts'
import { MESSY_ROWS } from './messy-day.ts'
import { column, sheetsOf, written, XLSX } from './report-workbook.ts'
import { folder, milaan } from './workspace.ts'

describe('a cell of a report is what it was read as, and looks like what it says', () => {
  it('keeps ids as text to the last digit, figures as numbers, days and times as such', async () => {
    const [sheet] = await sheetsOf(await written())
    const at = MESSY_ROWS.findIndex(([, id]) => id === '00012345678901')
    const cell = (title: string) => sheet?.cells?.get(`${at + 1},${sheet.rows[0]!.indexOf(title)}`)
    expect(cell('Certificate ID')).toMatchObject({ value: '00012345678901', type: 'string' })
    expect(cell('Token No')).toMatchObject({ value: '1', type: 'string' })
    expect(cell('Token dose')).toMatchObject({ value: 1, type: 'number' })
    expect(cell('Date')).toMatchObject({ value: new Date('2021-08-28T00:00Z'), type: 'date' })
    expect(cell('Certificate time')).toMatchObject({ value: new Date('2021-08-28T09:11Z'), type: 'date' })
    const formats = ['Certificate ID', 'Date', 'Certificate time'].map((title) => cell(title)?.style?.numFmt)
    expect(formats).toEqual(['@', 'dd\\-mm\\-yyyy', 'hh:mm'])
  })

  it('shows the day of a time that is of another day', async () => {
    const [sheet] = await sheetsOf(await written())
    const at = MESSY_ROWS.findIndex(([, id]) => id === 'C9')
    const place = `${at + 1},${sheet!.rows[0]!.indexOf('Token time')}`
    expect(sheet?.cells?.get(place)).toMatchObject({
      value: new Date('2021-08-27T10:00Z'),
      style: { numFmt: 'dd\\-mm\\-yyyy\\ hh:mm' },
    })
  })

  it('writes what looks like a formula as the text that it is, unchanged', async () => {
    const bytes = await written()
    const sheets = await sheetsOf(bytes)
    expect(column(sheets[0], 'Certificate ID')[0]).toBe('=HYPERLINK("http://example.org")')
    expect(column(sheets[0], 'Centre Name')[0]).toBe('@College')
    for (const { cells } of sheets) {
      for (const cell of cells?.values() ?? []) {
        expect(cell.formula).toBeUndefined()
        if (typeof cell.value === 'string') expect(cell.style?.numFmt).toBe('@')
      }
    }
  })

  it('keeps what no XML may hold and what looks like its escapes apart', async () => {
    const { write, path } = await folder()
    const feed = await write('feed.csv', [
      'certificate_id,centre_id,vaccinated_on,issued_by',
      '_x0041_<&">,DKMM,2021-08-28,\ud83d\ude00 \ufffe',
    ])
    const out = join(path, 'report.xlsx')
    await milaan(['reconcile', '--date', '2021-08-28', '--certificates', feed, ...XLSX, '--out', out])
    const [sheet] = await sheetsOf(await readFile(out))
    expect(column(sheet, 'Certificate ID')).toEqual(['_x0041_<&">'])
    expect(column(sheet, 'Issued By')).toEqual(['\ud83d\ude00 \ufffd'])
  })

  it('colours what does not tally, each colour said in words beside it and on the last sheet', async () => {
    const sheets = await sheetsOf(await written())
    const colourOf = (sheet: (typeof sheets)[number] | undefined, place: string) => {
      const fill = sheet?.cells?.get(place)?.style?.fill
      return fill?.type === 'pattern' ? fill.fgColor?.rgb?.slice(-6) : undefined
    }
    const rowOf = (word: string) => MESSY_ROWS.findIndex(([what]) => what === word) + 1
    const [alarm, gap, note, plain] = [
      colourOf(sheets[0], `${rowOf('No token')},0`),
      colourOf(sheets[0], `${rowOf('No certificate')},0`),
      colourOf(sheets[0], `${rowOf('Matched')},0`),
      colourOf(sheets[0], `${MESSY_ROWS.length},0`),
    ]
    expect(new Set([alarm, gap, note, plain]).size).toBe(4)
    expect(plain).toBeUndefined()
    const about = sheets.at(-1)!
    const meant = (text: string) => `${about.rows.findIndex((row) => row.includes(text))},1`
    const { alarm: ofAlarm, gap: ofGap, note: ofNote } = WORDS.en.about
    expect([ofAlarm, ofGap, ofNote].map((text) => colourOf(about, meant(text)))).toEqual([alarm, gap, note])
  })

  it('keeps its titles in sight and on every page, filters all rows, and prints across', async () => {
    const sheets = await sheetsOf(await written())
    const [rows] = sheets
    expect(rows?.freezePane).toMatchObject({ rows: 1 })
    expect(rows?.autoFilter).toMatchObject({ range: `A1:P${MESSY_ROWS.length + 1}` })
    for (const sheet of sheets.slice(0, 4)) {
      const fit = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
      expect(sheet.pageSetup).toMatchObject({ ...fit, paperSize: 'a4', printTitlesRow: '$1:$1' })
    }
    for (const sheet of sheets) {
      for (const { width } of sheet.columns ?? []) expect(width).toBeGreaterThanOrEqual(8)
    }
  })
})
