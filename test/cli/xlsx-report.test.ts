import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { main } from '../../cli/milaan.ts'
import { Notices } from '../../cli/reconcile/notices.ts'
import { readOptions } from '../../cli/reconcile/options.ts'
import { readDistrict } from '../../cli/reconcile/read-district.ts'
import { tableReport } from '../../cli/reconcile/tables/table-report.ts'
import { WORDS } from '../../cli/reconcile/tables/words/words.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { type ListedCentreDay, RULES } from '../../lib/domain/report.ts'
import { LANGUAGES, type Language } from '../../lib/formats/language.ts'
import { readWorkbook } from '../../lib/formats/xlsx/read-workbook.ts'
import { MESSY_ROWS, messyDay } from './messy-day.ts'
import { folder, milaan, NOW, SAMPLE } from './workspace.ts'

const XLSX = ['--format', 'xlsx']

/** The workbook of the messy day, as it lies on the disk. */
async function written(...more: readonly string[]): Promise<Buffer> {
  const { write, path } = await folder()
  const out = join(path, 'report.xlsx')
  const { status, stdout } = await milaan([...(await messyDay(write)), ...XLSX, '--out', out, ...more])
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  return readFile(out)
}

const sheetsOf = async (bytes: Uint8Array) => (await openXlsx(bytes, { readStyles: true })).sheets

/** The column of that title, without it. */
function column(sheet: { readonly rows: readonly unknown[][] } | undefined, title: string): unknown[] {
  const [header = [], ...rows] = sheet?.rows ?? []
  expect(header).toContain(title)
  return rows.map((row) => row[header.indexOf(title)] ?? null)
}

describe('--format xlsx', () => {
  it('has a sheet of rows, those that do not tally first and exact matches last', async () => {
    const [sheet] = await sheetsOf(await written())
    const shown = ['What', 'Certificate ID', 'Token No', 'Match'].map((title) => column(sheet, title))
    expect(shown[0]!.map((_, at) => shown.map((cells) => cells[at]))).toEqual(MESSY_ROWS)
  })

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

  it('lists the centre-days worst first, what is not known left empty', async () => {
    const sheet = (await sheetsOf(await written()))[1]
    expect(column(sheet, 'Centre ID')).toEqual(['DKMM', 'GHATI', 'HAR', 'N8'])
    expect(column(sheet, 'Outcome')).toEqual(['Breach', 'Breach', 'Breach', 'Balanced'])
    expect(column(sheet, 'Surplus')).toEqual([4, null, 1, 0])
    expect(column(sheet, 'Bookings')).toEqual([null, null, null, null])
  })

  it('says where a number of certificates is unusual, and colours nothing for it', async () => {
    const { sheets } = await made({
      change: (centreDay) => (centreDay.centreId === 'N8' ? { ...centreDay, context: UNUSUAL } : centreDay),
    })
    const unusual = 'usually at most 60: worth a look, proves nothing'
    expect(column(sheets[1], 'Unusually many')).toEqual([null, null, null, unusual])
    expect(sheets[1]?.cells?.get('4,0')?.style?.fill).not.toMatchObject({ pattern: 'solid' })
  })

  it('lists the findings, the gravest first, with their sentences and rows', async () => {
    const sheet = (await sheetsOf(await written()))[2]
    const severities = column(sheet, 'Severity')
    const order = ['Critical', 'Major', 'Minor', 'Info']
    expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(`${a}`) - order.indexOf(`${b}`)))
    const at = column(sheet, 'Rule').indexOf('certificate-for-deferred-token')
    expect(column(sheet, 'Certificates')[at]).toBe('C10, C11')
    expect(column(sheet, 'Count')[at]).toBe(2)
    expect(column(sheet, 'Explanation')[at]).toMatch(/^2 certificates/)
  })

  it('names the rows that could not be read, on a sheet that is there only for them', async () => {
    const sheets = await sheetsOf(await written())
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['Rows', 'Centre-days', 'Findings', 'Quarantined', 'About'],
    ])
    expect(column(sheets[3], 'Row')).toEqual([19])
    expect(column(sheets[3], 'Reason')).toEqual(['bad date'])
  })

  it('says what it was made of, by what, and what no record can show', async () => {
    const about = (await sheetsOf(await written('--as-of', '2021-08-29T13:00'))).at(-1)!
    const said = (label: string) => about.rows.find(([text]) => text === label)?.[1]
    expect(said('Days')).toEqual(new Date('2021-08-28T00:00Z'))
    expect(said('As known at')).toEqual(new Date('2021-08-29T13:00Z'))
    expect(said('Policy, SHA-256')).toMatch(/^[0-9a-f]{64}$/)
    for (const rule of RULES) expect(said('Rules, versions')).toContain(`${rule} `)
    expect(said('Certificates')).toBe(16)
    expect(about.rows.flat()).toContain(WORDS.en.about.noRecordShows)
    expect(about.rows.flat()).toContain('Rows that could not be read and are not counted: 1.')
  })

  it('names no person: of a reference id it shows the end alone', async () => {
    for (const { rows } of await sheetsOf(await written())) {
      for (const cell of rows.flat()) expect(`${cell}`).not.toMatch(/4\d{13}/)
    }
  })

  it.each(LANGUAGES)(
    'has its words in %s, with names of sheets that an office suite takes',
    async (language) => {
      const sheets = await sheetsOf(await written('--lang', language))
      for (const { name, rows } of sheets) {
        expect(name).toMatch(/^[^:\\/?*[\]]{1,31}$/u)
        for (const title of [name, ...rows[0]!]) {
          if (title) expect(/\p{Script=Devanagari}/u.test(`${title}`)).toBe(language !== 'en')
        }
      }
      for (const explanation of column(sheets[2], WORDS[language].titles.explanation)) {
        expect(/\p{Script=Devanagari}/u.test(`${explanation}`)).toBe(language !== 'en')
      }
    },
  )

  it('is sound to our own reader, which looks at every size and sum before it reads', async () => {
    const table = await readWorkbook(await written(), ([header]) => {
      const isRows = header?.cells[0] === 'What'
      return { score: Number(isRows), isWhole: isRows, named: 1 }
    })
    expect(table.ok && table.value).toHaveLength(MESSY_ROWS.length + 1)
  })

  it('is the same to the byte when it is made again', async () => {
    const { write, path } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const files = [join(path, 'a.xlsx'), join(path, 'b.xlsx')]
    for (const file of files) await milaan([...args, '--out', file])
    expect((await readFile(files[0]!)).equals(await readFile(files[1]!))).toBe(true)
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

  it('is not thrown at a terminal', async () => {
    const { write } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const { status, stdout, stderr } = await milaan(args, { isTTY: true })
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toContain('milaan: A workbook is nothing for a terminal: name a file with --out.')
  })

  it('goes through a pipe as it is, and leaves a file alone that it cannot replace', async () => {
    const { write, path } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const pieces: Uint8Array[] = []
    const status = await main(args, {
      stdin: (async function* () {})(),
      stdout: { write: (piece) => pieces.push(Buffer.from(piece)) },
      stderr: { write: () => true },
      ...{ env: {}, clock: { now: () => NOW }, sample: SAMPLE, stopped: () => Promise.resolve() },
    })
    expect(status).toBe(1)
    expect(await sheetsOf(Buffer.concat(pieces))).toHaveLength(5)
    const refused = await milaan([...args, '--out', join(path, 'nowhere', 'report.xlsx')])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toContain('There is no such folder to write into.')
  })

  it('says on standard error why a file is refused, and writes nothing', async () => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', ['date,centre_id,token_no', 'yesterday,DKMM,1'])
    const out = join(path, 'report.xlsx')
    await writeFile(out, 'what was there before')
    const { status } = await milaan([
      ...['reconcile', '--date', '2021-08-28', '--tokens', tokens, ...XLSX, '--out', out],
    ])
    expect(status).toBe(2)
    expect(await readFile(out, 'utf8')).toBe('what was there before')
  })
})

const UNUSUAL = {
  c1: { statistic: 4, upperBound: 60.2, exceeds: true },
  ...{ c2: null, c3: null, unusual: true },
}

interface Making {
  readonly most?: number
  readonly language?: Language
  readonly change?: (centreDay: ListedCentreDay) => ListedCentreDay
}

/** As the command makes it, with a smaller sheet, or of a report that says something else. */
async function made({ most, language = 'en', change = (centreDay) => centreDay }: Making) {
  const { write } = await folder()
  const options = readOptions((await messyDay(write)).slice(1))
  if (!options.ok || options.value === 'help') throw new Error('The command line is wrong.')
  const { from, to } = options.value
  const read = await readDistrict(options.value, NOW, new Notices())
  const report = reconcile(read.district, { from, to, asOf: read.asOf }, read.policy)
  const changed = { ...report, centreDays: report.centreDays.map(change) }
  const { pieces, warning } = tableReport(changed, read, 'xlsx', language, most)
  const chunks: Uint8Array[] = []
  for await (const piece of pieces) chunks.push(Buffer.from(piece))
  return { sheets: await sheetsOf(Buffer.concat(chunks)), warning }
}

describe('a workbook of more rows than a sheet takes', () => {
  it('leaves out exact matches first, and says how many, in it and beside it', async () => {
    const { sheets, warning } = await made({ most: MESSY_ROWS.length - 2 })
    expect(column(sheets[0], 'What')).toEqual(MESSY_ROWS.slice(0, -2).map(([what]) => what))
    expect(warning).toBe(
      'A sheet takes no more rows: 2 rows at the end of "Rows" are left out, 2 of them exact matches. A report as CSV has them all.',
    )
    expect(sheets.at(-1)!.rows.flat()).toContain(warning)
  })

  it('tells the exact matches among them from the others', async () => {
    expect((await made({ most: 10 })).warning).toContain('10 rows')
    expect((await made({ most: 10 })).warning).toContain('4 of them exact matches')
    expect((await made({ most: 10, language: 'hi' })).warning).toMatch(/\p{Script=Devanagari}.* 10 /u)
  })

  it('says nothing where all rows have room', async () => {
    expect((await made({ most: MESSY_ROWS.length })).warning).toBeNull()
  })
})
