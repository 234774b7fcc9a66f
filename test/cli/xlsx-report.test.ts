import { describe, expect, it } from 'vitest'
import { WORDS } from '../../cli/reconcile/tables/words/words.ts'
import { RULES } from '../../lib/domain/report.ts'
import { LANGUAGES } from '../../lib/formats/language.ts'
import { MESSY_ROWS } from './messy-day.ts'
import { column, made, sheetsOf, written } from './report-workbook.ts'

describe('a report as a workbook tells of its rows, centre-days and findings, each on a sheet', () => {
  it('has a sheet of rows, those that do not tally first and exact matches last', async () => {
    const [sheet] = await sheetsOf(await written())
    const shown = ['What', 'Certificate ID', 'Token No', 'Match'].map((title) => column(sheet, title))
    expect(shown[0]!.map((_, at) => shown.map((cells) => cells[at]))).toEqual(MESSY_ROWS)
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
})

const UNUSUAL = {
  c1: { statistic: 4, upperBound: 60.2, exceeds: true },
  ...{ c2: null, c3: null, unusual: true },
}
