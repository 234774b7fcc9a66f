import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inLanguage, WARNING_CODES } from '../../lib/formats/faults.ts'
import { LANGUAGES } from '../../lib/formats/language.ts'
import { MESSAGE_CODES, type MessageCode, messageOf } from '../../lib/formats/messages.ts'
import {
  type ParseContext,
  parseBookings,
  parseCentres,
  parseCertificates,
  parseStock,
  parseTokens,
  type Refusal,
} from '../../lib/formats/parse.ts'
import type { Receipt } from '../../lib/formats/sheet.ts'
import type { Result } from '../../lib/runtime/result.ts'
import { expectSentence } from './sentences.ts'
import { DKMM, file, IST, REF } from './sheet-files.ts'
import { buildWorkbook, contentTypes, rowsOf } from './xlsx/workbook-builder.ts'
import { buildZip } from './xlsx/zip-builder.ts'

type Parsed = Receipt & { readonly quarantined?: readonly { readonly reason: string }[] }
type Parse = (bytes: Uint8Array, context: ParseContext) => Promise<Result<Parsed, Refusal>>
/** A file that is told of by the code, and how it is read. */
type Provoking = readonly [bytes: Uint8Array, parse?: Parse, context?: ParseContext]

const office = (name: string): Buffer => readFileSync(new URL(`./files/${name}`, import.meta.url))
const packed = (part: string): Buffer =>
  buildZip([
    { name: '[Content_Types].xml', data: contentTypes(1) },
    { name: part, data: 'x' },
  ])
const text = (content: string): Uint8Array => Buffer.from(content)
const REGISTER = 'date,centre_id,token_no'
const ROW = '2021-08-28,DKMM,1'
const TOTALS = 'date,centre_id,tokens_issued,deferred,left'
const FEED = 'certificate_id,centre_id,vaccinated_on,beneficiary_ref,status'
const CENTRES = 'centre_id,name,opens,closes,status,suspended_at'
const register = rowsOf([REGISTER.split(','), ROW.split(',')])

/** Codes that no file brings about by itself, each with the reason. */
const NOT_BY_A_FILE: Readonly<Partial<Record<MessageCode, string>>> = {
  'status-kept': 'whether a file says otherwise is known where the centres are, in acceptCentres',
  'bad-centre-id': 'which ids a path can name is known to the API, not to a file',
}

const DIVOC = 'preEnrollmentCode,vaccinationDate,vaccinationDose,facilityName,errors'
const PROVOKED: Readonly<Partial<Record<MessageCode, Provoking>>> = {
  'not-a-table': [text('Please find attached.\nRegards\n')],
  'broken-quote': [file(REGISTER, '2021-08-28,DKMM,"1')],
  'is-macro-workbook': [office('macros.xlsm')],
  'is-encrypted': [office('password.xlsx')],
  'is-old-workbook': [office('register.xls')],
  'is-binary-workbook': [packed('xl/workbook.bin')],
  'is-opendocument': [office('register.ods')],
  'is-web-page': [office('web-page.xls')],
  'is-pdf': [text('%PDF-1.7\n')],
  'is-picture': [text('GIF89a')],
  'is-archive': [gzipSync(file(REGISTER, ROW))],
  'is-document': [packed('word/document.xml')],
  'damaged-workbook': [buildWorkbook({ sheets: [{ rows: register }] }).subarray(0, 900)],
  'unpacks-too-large': [
    buildWorkbook({
      sheets: [{ rows: register }],
      entries: [{ name: 'xl/media/image1.png', data: 'x', size: 300 * 1024 * 1024 }],
    }),
  ],
  'too-many-columns': [file(`${REGISTER}${',x'.repeat(1000)}`)],
  'row-too-long': [file(REGISTER, `${ROW}${'x'.repeat(1100 * 1024)}`)],
  'two-sheets-fit': [buildWorkbook({ sheets: [{ rows: register }, { rows: register, hidden: true }] })],
  'cut-off-feed': [text('{"certificates":['), parseCertificates],
  'near-miss': [file(`${REGISTER},benificiary ref`, `${ROW},`)],
  'bad-json': [text('[1 2]'), parseCertificates],
  'not-text': [Uint8Array.from([0x80, 0x81, 0x0a])],
  'too-large': [file(REGISTER, ROW), parseTokens, { ...IST, maxBytes: 5 }],
  'empty-file': [text('\n \n')],
  'no-rows': [file(REGISTER)],
  'too-many-rows': [buildWorkbook({ sheets: [{ rows: `${register}<row r="11000000"/>` }] })],
  'too-many-rows-in-centre-day': [file('token_no', ...Array<string>(50_001).fill('1')), parseTokens, DKMM],
  'missing-column': [file('date,centre_id', '2021-08-28,DKMM')],
  'duplicate-column': [file(`${REGISTER},दिनांक`, `${ROW},`)],
  'second-header': [file(REGISTER, ROW, 'token_no,date,centre_id')],
  'ragged-row': [file(REGISTER, `${ROW},2,3`)],
  'missing-value': [file(REGISTER, '2021-08-28,,1')],
  'bad-date': [file(REGISTER, '31-02-2021,DKMM,1')],
  'future-date': [file(REGISTER, '2021-08-29,DKMM,1'), parseTokens, { ...IST, today: '2021-08-28' }],
  'bad-time': [file(`${REGISTER},time`, `${ROW},25:00`)],
  'not-a-number': [file(TOTALS, '2021-08-28,DKMM,many,,')],
  'negative-number': [file(TOTALS, '2021-08-28,DKMM,-4,,')],
  'number-too-large': [file(TOTALS, '2021-08-28,DKMM,99999999,,')],
  'bad-dose': [file(`${REGISTER},dose`, `${ROW},zero`)],
  'bad-token-no': [file('token_no', '1', 'Prepared by: Medical Officer'), parseTokens, DKMM],
  'time-of-another-day': [file(`${REGISTER},time`, `${ROW},2020-08-28T10:05`)],
  'bad-outcome': [file(`${REGISTER},outcome`, `${ROW},gone`)],
  'bad-status': [file(FEED, `C1,DKMM,2021-08-28,${REF},lost`), parseCertificates],
  'bad-centre-status': [file(CENTRES, 'DKMM,Hall,,,shut,'), parseCentres],
  'not-issued': [file(DIVOC, `SA-1,2021-08-28,1,Hall,Invalid dose`), parseCertificates],
  'bad-ref': [file(`${REGISTER},ref id`, `${ROW},MH12`)],
  'bad-ref-for-district': [
    file(`${REGISTER},ref id`, `${ROW},12`),
    parseTokens,
    { ...IST, refPattern: 'M\\d' },
  ],
  'ref-in-scientific-notation': [file(`${REGISTER},ref id`, `${ROW},4.13718E+13`)],
  'bad-id': [file(REGISTER, `2021-08-28,DKMM,${'1'.repeat(101)}`)],
  'text-too-long': [file(`${REGISTER},vaccine`, `${ROW},${'x'.repeat(201)}`)],
  'unknown-centre': [file(REGISTER, ROW), parseTokens, { ...IST, knownCentres: new Set(['N8']) }],
  'other-centre': [file(REGISTER, '2021-08-28,N8,1'), parseTokens, DKMM],
  'other-date': [file(REGISTER, '2021-08-27,DKMM,1'), parseTokens, DKMM],
  'total-in-register': [file(`${REGISTER},ref id`, `2021-08-28,DKMM,Total,${REF}`)],
  'register-and-totals': [file(`${REGISTER},tokens_issued`, `${ROW},`, '2021-08-28,DKMM,,5')],
  'repeated-totals': [file(TOTALS, '2021-08-28,DKMM,5,,', '2021-08-28,DKMM,6,,')],
  'parts-exceed-total': [file(TOTALS, '2021-08-28,DKMM,5,4,2')],
  'repeated-centre': [file(CENTRES, 'DKMM,Hall,,,,', 'DKMM,Hall,,,,'), parseCentres],
  'closes-before-opens': [file(CENTRES, 'DKMM,Hall,17:00,09:00,,'), parseCentres],
  'more-faults': [file(REGISTER, ...Array<string>(1001).fill('2021-08-28,,1'))],
  'ref-unusual-length': [file(`${REGISTER},ref id`, `${ROW},1234567890`)],
  'total-row': [file(REGISTER, ROW, 'Total,,1')],
  'title-row': [file('2021-08-27,DKMM,9', REGISTER, ROW)],
  'repeated-header': [file(REGISTER, ROW, REGISTER)],
  'suspended-at-unused': [file(CENTRES, 'DKMM,Hall,,,active,2021-08-28 14:00'), parseCentres],
  'more-warnings': [file(`${REGISTER},ref id`, ...Array<string>(1001).fill(`${ROW},1234567890`))],
}

/** Everything that is told of a file: its faults, or its warnings and the reasons of rows set aside. */
async function toldOf([bytes, parse = parseTokens, context = IST]: Provoking) {
  const read = await parse(bytes, context)
  if (!read.ok) return read.refusal.faults
  const { warnings, quarantined = [] } = read.value
  const aside = quarantined.map(({ reason }) => ({
    row: null,
    column: 'status',
    reason: reason as 'bad-status',
    value: null,
    message: messageOf(reason as MessageCode, 'status'),
  }))
  return [...warnings, ...aside]
}

describe('every code', () => {
  it('is brought about by a file here, or says why none can', () => {
    const neither = MESSAGE_CODES.filter((code) => !(code in PROVOKED) && !(code in NOT_BY_A_FILE))
    expect(neither).toEqual([])
    expect(Object.keys(PROVOKED).filter((code) => code in NOT_BY_A_FILE)).toEqual([])
    for (const code of WARNING_CODES.filter((known) => !(known in NOT_BY_A_FILE)))
      expect(PROVOKED).toHaveProperty(code)
  })

  it.each(Object.entries(PROVOKED))('%s is told in three languages', async (code, provoking) => {
    const told = (await toldOf(provoking)).find(({ reason }) => reason === code)
    if (!told)
      throw new Error(`told ${JSON.stringify((await toldOf(provoking)).map(({ reason }) => reason))}`)
    const sentences = LANGUAGES.map((language) => inLanguage(told, language).message)
    for (const [at, language] of LANGUAGES.entries()) expectSentence(sentences[at]!, language)
    expect(new Set(sentences).size).toBe(LANGUAGES.length)
    expect(sentences[0]).toBe(told.message)
    expect(JSON.stringify([told, ...sentences])).not.toContain(REF)
  })
})

describe('a feed', () => {
  it('is told of its bookings in the same sentences', async () => {
    const other = await parseBookings(file('date,centre_id', '2021-08-28,DKMM'), IST)
    const stock = await parseStock(file('date,centre_id', '2021-08-28,DKMM'), IST)
    for (const read of [other, stock]) {
      if (read.ok) throw new Error('was accepted')
      for (const fault of read.refusal.faults) {
        for (const language of LANGUAGES) expectSentence(inLanguage(fault, language).message, language)
      }
    }
  })
})
