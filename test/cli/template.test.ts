import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { describe, expect, it, onTestFinished } from 'vitest'
import { choicesOf } from '../../cli/template/choices.ts'
import { columnsOf, TEMPLATES, type TemplateRequest } from '../../cli/template/layout.ts'
import { NOTES } from '../../cli/template/notes/notes.ts'
import { fileNameOf } from '../../cli/template/options.ts'
import { labelOf } from '../../lib/formats/column-labels.ts'
import type { Refusal } from '../../lib/formats/faults.ts'
import { LANGUAGES, type Language } from '../../lib/formats/language.ts'
import {
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
} from '../../lib/formats/parse.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import { readCentreStatus, readCertificateStatus, readDose, readOutcome } from '../../lib/formats/values.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { accepted, DKMM, IST, REF, reasonsOf } from '../formats/sheet-files.ts'
import { folder, milaan } from './workspace.ts'

const PARSERS = {
  tokens: parseTokens,
  certificates: parseCertificates,
  bookings: parseBookings,
  stock: parseStock,
  centres: parseCentres,
}

/** Writes a template by the command line; answers the path of the workbook. */
async function template(...args: readonly string[]): Promise<string> {
  const { path } = await folder()
  const out = join(path, 'template.xlsx')
  const { status, stderr } = await milaan(['template', ...args, '--out', out])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return out
}

/** The workbook with rows written below its header, as a person does. */
async function filled(path: string, headerRow: number, ...rows: readonly (readonly (string | number)[])[]) {
  const workbook = await openXlsx(await readFile(path))
  const [sheet] = workbook.sheets
  for (const [at, row] of rows.entries()) sheet!.rows[headerRow + at] = [...row]
  return saveXlsx(workbook)
}

const sheetsOf = async (path: string) => (await openXlsx(await readFile(path))).sheets

describe.each(LANGUAGES)('a template in %s', (language) => {
  it.each(TEMPLATES)('of %s has the header that is read, and nothing else to read', async (kind) => {
    const bytes = await readFile(await template(kind, '--lang', language))
    const read: Result<Receipt, Refusal> = await PARSERS[kind](bytes, IST)
    if (kind === 'certificates' || kind === 'bookings') {
      expect(accepted(read)).toMatchObject({ rowCount: 0, ignoredColumns: [] })
    } else expect(reasonsOf(read)).toEqual([[1, null, 'no-rows']])
  })

  it('of tokens is read as it was filled in', async () => {
    const { dose, outcome } = wordsOf(language)
    const bytes = await filled(
      await template('tokens', '--lang', language),
      1,
      ['28-08-2021', 'DKMM', '007', REF, dose[1]!, 'Covishield', '09:05', outcome[1]!],
      ['28-08-2021', 'DKMM', '8', '', 1, '', '02:05 PM', ''],
    )
    const { sheets, warnings } = accepted(await parseTokens(bytes, IST))
    expect(warnings).toEqual([])
    expect(sheets).toMatchObject([
      {
        centreId: 'DKMM',
        date: '2021-08-28',
        sheet: {
          rows: [
            { tokenNo: '007', ref: REF, dose: 2, issuedAt: Date.parse('2021-08-28T09:05+05:30') },
            { tokenNo: '8', dose: 1, issuedAt: Date.parse('2021-08-28T14:05+05:30'), outcome: 'vaccinated' },
          ],
        },
      },
    ])
    expect(sheets[0]?.sheet).toMatchObject({ rows: [{ outcome: 'deferred' }, {}] })
  })

  it('of one centre and day leaves both out, and says them above', async () => {
    const path = await template('tokens', '--lang', language, '--centre', 'DKMM', '--date', '28-08-2021')
    const [sheet] = await sheetsOf(path)
    expect(sheet?.rows[0]?.[0]).toMatch(/DKMM · 28-08-2021$/)
    expect(accepted(await parseTokens(await readFile(path), DKMM))).toMatchObject({
      sheets: [{ sheet: { rows: [] } }],
      warnings: [{ reason: 'no-rows' }],
    })
    const bytes = await filled(path, 2, ['1', REF, wordsOf(language).dose[0]!])
    expect(accepted(await parseTokens(bytes, DKMM))).toMatchObject({
      sheets: [{ centreId: 'DKMM', sheet: { rows: [{ tokenNo: '1', ref: REF, dose: 1 }] } }],
      warnings: [],
    })
  })

  it('of totals is one row for each centre and day', async () => {
    const bytes = await filled(await template('tokens', '--totals', '--lang', language), 1, [
      '28-08-2021',
      'DKMM',
      55,
      2,
      1,
    ])
    expect(accepted(await parseTokens(bytes, IST)).sheets).toMatchObject([
      { sheet: { kind: 'totals', issued: 55, deferred: 2, left: 1 } },
    ])
  })

  it('of each other kind is read as it was filled in', async () => {
    const { dose, certificate, centre } = wordsOf(language)
    const written = async (kind: string, ...cells: readonly (string | number)[]) =>
      filled(await template(kind, '--lang', language), 1, cells)
    const day = '28-08-2021'
    const issued = [
      'C1',
      'DKMM',
      day,
      REF,
      dose[0]!,
      'Covishield',
      'B7',
      `${day} 14:05`,
      'site',
      certificate[1]!,
    ]
    const certificates = await parseCertificates(await written('certificates', ...issued), IST)
    expect(accepted(certificates).rows).toMatchObject([
      { certificateId: 'C1', ref: REF, dose: 1, batch: 'B7', issuedBy: 'site', status: 'revoked' },
    ])
    expect(accepted(certificates).rows[0]?.issuedAt).toBe(Date.parse('2021-08-28T14:05+05:30'))
    const bookings = await written('bookings', day, 'DKMM', REF, dose[2]!, '09-11', 'booked')
    expect(accepted(await parseBookings(bookings, IST)).legs).toMatchObject([
      { date: '2021-08-28', rows: [{ ref: REF, dose: 3, slot: '09-11', status: 'booked' }] },
    ])
    const stock = await written('stock', day, 'DKMM', 'Covishield', 'B7', 6, 10, 2)
    expect(accepted(await parseStock(stock, IST)).legs).toMatchObject([
      { rows: [{ vialsOpened: 6, dosesPerVial: 10, dosesWasted: 2, batch: 'B7' }] },
    ])
    const centres = await written(
      'centres',
      'DKMM',
      'Hall',
      'N',
      '09:00',
      '17:00',
      centre[1]!,
      `${day} 14:05`,
    )
    expect(accepted(await parseCentres(centres, IST)).centres).toMatchObject([
      { centreId: 'DKMM', name: 'Hall', opens: 540, closes: 1020, status: 'suspended' },
    ])
  })

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

function wordsOf(language: Language) {
  return {
    dose: choicesOf('dose', 'tokens', language)!,
    outcome: choicesOf('outcome', 'tokens', language)!,
    certificate: choicesOf('status', 'certificates', language)!,
    centre: choicesOf('status', 'centres', language)!,
  }
}

describe('milaan template', () => {
  it('takes the language of the terminal where it has it', async () => {
    const headerIn = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
      const out = join((await folder()).path, 'a.xlsx')
      await milaan(['template', 'tokens', '--out', out, ...args], { env })
      return (await sheetsOf(out))[0]?.rows[0]?.[6]
    }
    expect(await headerIn({ LANG: 'mr_IN.UTF-8' })).toBe('वेळ')
    expect(await headerIn({ LC_ALL: 'hi_IN', LANG: 'mr_IN.UTF-8' })).toBe('समय')
    expect(await headerIn({ LC_ALL: 'C', LANG: 'mr_IN.UTF-8' })).toBe('Time')
    expect(await headerIn({ LANG: 'ta_IN' })).toBe('Time')
    expect(await headerIn({ LANG: 'mr_IN' }, '--lang', 'hi')).toBe('समय')
  })

  it('never writes over a file that is there', async () => {
    const { path } = await folder()
    const out = join(path, 'filled.xlsx')
    await writeFile(out, 'of great worth')
    const { status, stdout, stderr } = await milaan(['template', 'tokens', '--out', out])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      `${out}: There is such a file already, and it may be filled in. Name another with --out.\n`,
    )
    expect(await readFile(out, 'utf8')).toBe('of great worth')
  })

  it('says why it cannot write', async () => {
    const { path } = await folder()
    const out = join(path, 'none', 'a.xlsx')
    const { status, stderr } = await milaan(['template', 'stock', '--out', out])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${out}: There is no such folder to write into.\n`,
    })
  })

  it('writes into this folder where no other is named', async () => {
    const { path } = await folder()
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(path)
    const { stdout } = await milaan(['template', 'tokens', '--centre', 'DKMM', '--lang', 'en'])
    expect(stdout).toBe('tokens-DKMM.xlsx: written; rows to fill in: 500.\n')
    expect(await readdir(path)).toEqual(['tokens-DKMM.xlsx'])
  })

  it('names the file for what it is, in this folder and no other', () => {
    const request = { kind: 'tokens', totals: false, centreId: null, date: null } as const
    expect(fileNameOf(request)).toBe('tokens.xlsx')
    expect(fileNameOf({ ...request, totals: true, centreId: 'DKMM', date: '2021-08-28' })).toBe(
      'tokens-totals-DKMM-2021-08-28.xlsx',
    )
    expect(fileNameOf({ ...request, centreId: '../../etc/केंद्र 7' })).toBe('tokens--etc-केंद्र-7.xlsx')
  })

  it('writes no formula, whatever a centre is called', async () => {
    const path = await template('tokens', '--centre', '=HYPERLINK("http://evil.example")')
    const [sheet] = await sheetsOf(path)
    expect(sheet?.rows[0]?.[0]).toMatch(/^Tokens · Centre =HYPERLINK/)
    expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
  })

  it.each([
    ['', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['token', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['tokens stock', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['tokens --lang ta', 'There is no --lang ta: ask for en, hi or mr.'],
    ['stock --totals', '--totals is for tokens.'],
    ['tokens --date 08/28/2021', '--date 08/28/2021 is not a date: write it as 2021-08-28.'],
    [
      'certificates --centre DKMM',
      '--centre and --date are for tokens and stock: other files name them in every row.',
    ],
    ['tokens --out', '--out needs a value.'],
    ['tokens --colour red', 'There is no option --colour.'],
  ])('%s: %s', async (line, sentence) => {
    const { status, stdout, stderr } = await milaan(['template', ...line.split(' ').filter(Boolean)])
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr.startsWith(`milaan: ${sentence}\n\nUsage: milaan template `)).toBe(true)
  })
})
