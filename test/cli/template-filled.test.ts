import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { TEMPLATES } from '../../cli/template/layout.ts'
import type { Refusal } from '../../lib/formats/faults.ts'
import { LANGUAGES } from '../../lib/formats/language.ts'
import {
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
} from '../../lib/formats/parse.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { accepted, DKMM, IST, REF, reasonsOf } from '../formats/sheet-files.ts'
import { filled, sheetsOf, template, wordsOf } from './filled-template.ts'

const PARSERS = {
  tokens: parseTokens,
  certificates: parseCertificates,
  bookings: parseBookings,
  stock: parseStock,
  centres: parseCentres,
}

describe.each(LANGUAGES)('a template in %s is read back as a person fills it in', (language) => {
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
})
