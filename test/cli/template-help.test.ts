import { readFile } from 'node:fs/promises'
import { openXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { columnsOf, TEMPLATES, type TemplateRequest } from '../../cli/template/layout.ts'
import { NOTES } from '../../cli/template/notes/notes.ts'
import { labelOf } from '../../lib/formats/column-labels.ts'
import { LANGUAGES } from '../../lib/formats/language.ts'
import { readCentreStatus, readCertificateStatus, readDose, readOutcome } from '../../lib/formats/values.ts'
import { sheetsOf, template, wordsOf } from './filled-template.ts'

describe.each(LANGUAGES)('a template in %s helps whoever fills it in', (language) => {
  it('offers words that are read back as what they say', () => {
    const { dose, outcome, certificate, centre } = wordsOf(language)
    expect(dose.map(readDose)).toEqual([1, 2, 3])
    expect(outcome.map(readOutcome)).toEqual(['vaccinated', 'deferred', 'left'])
    expect(certificate.map(readCertificateStatus)).toEqual(['issued', 'revoked'])
    expect(centre.map(readCentreStatus)).toEqual(['active', 'suspended'])
  })

  it('has a list for dose and outcome, text for what must not be changed, and a header that stays', async () => {
    const [sheet] = await sheetsOf(await template('tokens', '--lang', language))
    const { dose, outcome } = wordsOf(language)
    expect(sheet?.dataValidations).toMatchObject([
      { type: 'textLength', range: 'A2:A501' },
      { type: 'list', values: dose, range: 'E2:E501' },
      { type: 'list', values: outcome, range: 'H2:H501' },
    ])
    for (const { errorMessage = '', errorTitle = '' } of sheet?.dataValidations ?? []) {
      expect(errorMessage.length).toBeLessThanOrEqual(225)
      expect(errorTitle.length).toBeLessThanOrEqual(32)
    }
    expect(sheet?.freezePane).toMatchObject({ rows: 1 })
  })

  it('keeps ids, dates and times as text, and counts as whole numbers', async () => {
    const formatsIn = async (...args: readonly string[]) => {
      const path = await template(...args, '--lang', language)
      const [sheet] = (await openXlsx(await readFile(path), { readStyles: true })).sheets
      const cells = [...(sheet?.cells ?? [])].filter(([place]) => place.startsWith('1,'))
      return cells.map(([, { style }]) => style?.numFmt)
    }
    expect(await formatsIn('tokens')).toEqual(Array(8).fill('@'))
    expect(await formatsIn('tokens', '--totals')).toEqual(['@', '@', '0', '0', '0'])
  })

  it.each(TEMPLATES)('of %s says of each column what to write', async (kind) => {
    const [sheet, notes] = await sheetsOf(await template(kind, '--lang', language))
    const request: TemplateRequest = { kind, totals: false, language, centreId: null, date: null }
    const columns = columnsOf(request)
    const told = (notes?.rows ?? []).slice(2, 2 + columns.length)
    for (const [at, column] of columns.entries()) {
      expect(told[at]?.[0]).toContain(labelOf(column, language))
      expect(told[at]?.[2]?.toString().length).toBeGreaterThan(8)
    }
    for (const name of [sheet?.name, notes?.name]) expect(name).toMatch(/^[^:\\/?*[\]]{1,31}$/u)
  })

  it('has its notes in that language', () => {
    const texts = JSON.stringify(NOTES[language])
    expect(/\p{Script=Devanagari}/u.test(texts)).toBe(language !== 'en')
    for (const text of Object.values(NOTES[language].columns)) {
      const bare = text.replace(/"[^"]*"|\([^)]*\)|\{\w+\}|\d\d:\d\d PM/g, '')
      if (language !== 'en') expect(bare).not.toMatch(/[A-Za-z]/)
    }
  })
})
