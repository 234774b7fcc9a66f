import { describe, expect, it } from 'vitest'
import { fold } from '../../lib/formats/characters.ts'
import { labelOf } from '../../lib/formats/column-labels.ts'
import { COLUMNS, type FileKind } from '../../lib/formats/columns.ts'
import { columnNames } from '../../lib/formats/headers.ts'
import { LANGUAGES, languageOfTag } from '../../lib/formats/language.ts'
import {
  columnText,
  type DetailedCode,
  type Details,
  type DetailsOf,
  MESSAGE_CODES,
  type MessageCode,
  messageOf,
} from '../../lib/formats/messages.ts'
import { expectSentence } from './sentences.ts'

const DETAILS: { readonly [Code in DetailedCode]: Required<DetailsOf[Code]> } = {
  'unpacks-too-large': { bytes: 200 * 1024 * 1024 },
  'too-large': { bytes: 32 * 1024 * 1024 },
  'too-many-columns': { limit: 1000 },
  'too-many-rows': { limit: 1_000_000 },
  'too-many-rows-in-centre-day': { limit: 50_000 },
  'two-sheets-fit': { names: '"A", "B"', hidden: '"B"' },
  'duplicate-column': { names: '"date", "तारीख"' },
  'near-miss': { name: 'beneficiary ref', meant: 'beneficiary_ref' },
  'missing-column': { or: 'tokens_issued', district: '"chit"' },
  'second-header': { headerRow: 3 },
  'status-kept': { names: '"MUK", "N8"' },
  'ragged-row': { cells: 5, columns: 3 },
  'more-faults': { count: 500 },
  'more-warnings': { count: 7 },
}
const detailsOf = (code: MessageCode): Details | undefined =>
  code in DETAILS ? { ...DETAILS[code as DetailedCode] } : undefined
const told = (code: MessageCode, language: 'en' | 'hi' | 'mr') =>
  messageOf(code, 'token_no', detailsOf(code), language)

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(MESSAGE_CODES)('%s has a sentence of its own', (code) => {
    expectSentence(told(code, language), language)
    const same = MESSAGE_CODES.filter((other) => told(other, language) === told(code, language))
    expect(same).toEqual([code])
    for (const other of LANGUAGES) {
      if (other !== language) expect(told(code, other)).not.toBe(told(code, language))
    }
  })

  it.each(Object.keys(DETAILS) as DetailedCode[])('%s says what it knows', (code) => {
    const text = told(code, language)
    for (const [name, value] of Object.entries(DETAILS[code])) {
      if (name === 'meant') continue
      const shown = name === 'bytes' ? String(Number(value) >> 20) : value.toLocaleString('en-IN')
      expect(text).toContain(shown)
    }
  })

  it.each(Object.keys(COLUMNS) as FileKind[])('the columns of %s have names that are read', (kind) => {
    const names = columnNames(kind)
    for (const column of COLUMNS[kind]) {
      expect([column, names.get(fold(labelOf(column, language)))]).toEqual([column, column])
    }
  })
})

describe('a sentence', () => {
  it('groups numbers as the district does, and gives sizes in mebibytes', () => {
    expect(messageOf('too-many-rows', null, { limit: 1_000_000 })).toContain('10,00,000 rows')
    expect(messageOf('too-large', null, { bytes: 33_554_432 }, 'hi')).toContain('32 एमबी से')
    expect(messageOf('too-large', null, { bytes: 5 }, 'mr')).toContain('5 बाइट पेक्षा')
  })

  it('leaves out what is not known', () => {
    expect(messageOf('missing-column', 'centre_id')).toBe(
      'Add a column "centre_id" (also read: centre, center, center id, site id).',
    )
    expect(messageOf('missing-column', 'deferred', {}, 'mr')).toBe(
      'शीर्षक ओळीत "स्थगित" (deferred) हा कॉलम नाही. तो जोडा.',
    )
    expect(messageOf('ragged-row', null)).toMatch(/^Give every row one cell/)
  })

  it('takes nothing in a name for a gap of its own', () => {
    const details = { names: '"{column}", "[x]", "$&"' }
    expect(messageOf('duplicate-column', 'date', details)).toContain('"{column}", "[x]", "$&"')
    expect(messageOf('missing-column', 'date', { district: '"{column}", "$&"' })).toContain(
      'The district also calls it "{column}", "$&".',
    )
  })

  it('names a column that is not read as it is written', () => {
    expect(columnText('Mobile', 'hi')).toBe('"Mobile"')
    expect(columnText('date', 'en')).toBe('"date"')
    expect(columnText('preEnrollmentCode', 'mr')).toBe('"preEnrollmentCode"')
  })
})

describe('a tag', () => {
  it.each([
    ['mr', 'mr'],
    ['mr-IN', 'mr'],
    ['hi_IN.UTF-8', 'hi'],
    ['HI', 'hi'],
    ['en@latin', 'en'],
    ['C', null],
    ['', null],
    ['mar', null],
    ['ta-IN', null],
  ])('%s is the language %s', (tag, language) => {
    expect(languageOfTag(tag)).toBe(language)
  })
})
