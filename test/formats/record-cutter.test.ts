import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanCell } from '../../lib/formats/characters.ts'
import type { CsvRecords } from '../../lib/formats/csv-records.ts'
import { MAX_COLUMNS, MAX_ROW_BYTES } from '../../lib/formats/limits.ts'
import { mendedRecords, RecordCutter } from '../../lib/formats/record-cutter.ts'

const LINE_ENDS = ['\r\n', '\n', '\r']

/** The rows of a text that comes in pieces of these sizes, again and again. */
function cutInto(text: string, sizes: readonly number[], separator = ','): CsvRecords {
  const bytes = Buffer.from(text)
  const cutter = new RecordCutter(separator)
  const records: (readonly string[])[] = []
  const broken = new Set<number>()
  let at = 0
  for (let turn = 0; at < bytes.length || turn === 0; turn++) {
    const end = at + sizes[turn % sizes.length]!
    const cut = cutter.cut(bytes.subarray(at, end), end >= bytes.length)
    for (const index of cut.broken) broken.add(records.length + index)
    records.push(...cut.records)
    at = end
  }
  return { records: cleaned(records), broken }
}

/** Blanks round a cell, and blank rows at the end, are nobody's concern. */
function cleaned(records: CsvRecords['records']): CsvRecords['records'] {
  const rows = records.map((cells) => cells.map(cleanCell))
  return rows.slice(0, rows.findLastIndex((cells) => cells.some((cell) => cell !== '')) + 1)
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
const messy = fc.string({ unit: fc.constantFrom(...'ab1,;"\n\r \'é२'), maxLength: 120 })

describe('rows of CSV that comes in pieces', () => {
  it('are those that csv-parse itself finds in the whole, wherever that finds no fault', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab,;"\n\r é२'), maxLength: 8 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    const lineEnd = fc.constantFrom(...LINE_ENDS)
    fc.assert(
      fc.property(table, lineEnd, sizes, fc.boolean(), (rows, end, pieces, ended) => {
        const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const text = rows.map((cells) => cells.map(quoted).join(',')).join(end) + (ended ? end : '')
        const whole: string[][] = parse(text, { relax_column_count: true, record_delimiter: LINE_ENDS })
        expect(cutInto(text, pieces)).toEqual({ records: cleaned(whole), broken: new Set() })
      }),
      { numRuns: 2000 },
    )
  })

  it('are those that csv-parse finds, or are mended, in any mess', () => {
    fc.assert(
      fc.property(messy, sizes, (text, pieces) => {
        const cut = cutInto(text, pieces)
        const whole = strictly(text)
        if (whole) expect(cut.records).toEqual(cleaned(whole))
      }),
      { numRuns: 3000 },
    )
  })

  it('do not depend on where the pieces end', () => {
    fc.assert(
      fc.property(messy, sizes, (text, pieces) => {
        const { records, broken } = mendedRecords(text, ',')
        expect(cutInto(text, pieces)).toEqual({ records: cleaned(records), broken })
      }),
      { numRuns: 3000 },
    )
  })

  it('lose no line: every letter outside of quotation marks comes out once', () => {
    const letters = (text: string) => text.replaceAll(/[^ab1é२]/g, '')
    fc.assert(
      fc.property(messy, sizes, (text, pieces) => {
        expect(letters(cutInto(text, pieces).records.flat().join(''))).toBe(letters(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a row past the limits', () => {
  it.each([
    ['a cell of 2 MiB', `a,${'x'.repeat(2 * MAX_ROW_BYTES)}\n`, 'row-too-long'],
    ['a quoted cell of 2 MiB', `a,"${'x'.repeat(2 * MAX_ROW_BYTES)}"\n`, 'row-too-long'],
    ['a million columns', `${','.repeat(1_000_000)}\n`, 'too-many-columns'],
    ['more columns than a table may have', `${'a,'.repeat(MAX_COLUMNS)}\n`, 'too-many-columns'],
  ])('is told with its number: %s', (_, row, reason) => {
    const text = `h,i\n1,2\n${row}3,4\n`
    for (const pieces of [[text.length], [65_536], [1_000_000]])
      expect(() => cutInto(text, pieces)).toThrow(expect.objectContaining({ index: 2, reason }))
  })

  it('is told where rows with a broken mark are no slips any more, before they take for ever', () => {
    const slips = `h,i\n${'a,"b\n1,2\n'.repeat(5000)}`
    expect(cutInto(slips, [65_536]).broken.size).toBe(5000)
    const mess = `h,i\n${'a,"b\n1,2\n'.repeat(10_001)}`
    expect(() => cutInto(mess, [65_536])).toThrow(expect.objectContaining({ reason: 'broken-quote' }))
  })

  it('is not one that has as many columns as a table may have', () => {
    expect(cutInto(`${'a,'.repeat(MAX_COLUMNS - 1)}\n`, [100]).records[0]).toHaveLength(MAX_COLUMNS)
  })
})

function strictly(text: string): readonly string[][] | null {
  try {
    return parse(text, { relax_column_count: true, record_delimiter: LINE_ENDS, bom: true })
  } catch {
    return null
  }
}
