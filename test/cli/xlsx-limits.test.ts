import { describe, expect, it } from 'vitest'
import { WORDS } from '../../cli/reconcile/tables/words/words.ts'
import { LANGUAGES } from '../../lib/formats/language.ts'
import { MESSY_ROWS } from './messy-day.ts'
import { column, made } from './report-workbook.ts'

describe('a workbook of more rows than a sheet takes', () => {
  it('leaves out exact matches first, and says how many, in it and beside it', async () => {
    const { sheets, warnings } = await made({ most: MESSY_ROWS.length - 2 })
    expect(column(sheets[0], 'What')).toEqual(MESSY_ROWS.slice(0, -2).map(([what]) => what))
    expect(warnings).toEqual([
      'A sheet takes no more rows: 2 rows at the end of "Rows" are left out, 2 of them exact matches. A report as CSV has them all.',
    ])
    expect(sheets.at(-1)!.rows.flat()).toContain(warnings[0])
  })

  it('tells the exact matches among them from the others', async () => {
    const [warning] = (await made({ most: 10 })).warnings
    expect(warning).toContain('10 rows')
    expect(warning).toContain('4 of them exact matches')
    const none = (await made({ most: 0 })).warnings
    // Of the 20 two more were claimed exactly, by certificates that no one should have.
    expect(none[0]).toContain('20 rows at the end of "Rows" are left out, 4 of them exact matches')
    expect((await made({ most: 10, language: 'hi' })).warnings[0]).toMatch(/\p{Script=Devanagari}.* 10 /u)
  })

  it.each(LANGUAGES)(
    'leaves out what no other sheet has room for either, and says so in %s',
    async (language) => {
      const { sheets, warnings } = await made({ most: 1, language })
      for (const sheet of sheets.slice(0, -1)) expect(sheet.rows).toHaveLength(2)
      const { sheets: names, about } = WORDS[language]
      expect(warnings).toHaveLength(3)
      const said = about.leftOutElsewhere.replace('{count}', '3').replace('{sheet}', names.centreDays)
      expect(warnings[1]).toBe(said)
      expect(warnings[2]).toContain(`"${names.findings}"`)
      for (const warning of warnings) expect(sheets.at(-1)!.rows.flat()).toContain(warning)
    },
  )

  it('says nothing where all rows have room', async () => {
    expect((await made({ most: MESSY_ROWS.length })).warnings).toEqual([])
  })
})
