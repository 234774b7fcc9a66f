import { describe, expect, it } from 'vitest'
import type { ParseContext } from '../../../lib/formats/context.ts'
import type { ScannedKind } from '../../../lib/formats/scan/layout.ts'
import { certificateBlocks, isWithinLimits, tokenBlocks } from '../../../lib/formats/scan/scan.ts'
import { warningsOf } from '../../../lib/formats/scan/warnings.ts'
import { agrees, CONTEXT, scanned } from './both-ways.ts'

const HEADERS: Readonly<Record<ScannedKind, string>> = {
  tokens: 'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome,remarks',
  certificates:
    'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status',
}
const LINES: Readonly<Record<ScannedKind, string>> = {
  tokens: '2021-08-28,DKMM,7,41371800000055,1,COVISHIELD,09:05,vaccinated,none',
  certificates:
    'C1,DKMM,2021-08-28,41371800000055,1,COVISHIELD,4121Z045,2021-08-28T09:05:00+05:30,op-1,issued',
}

/** A file of enough rows, one of which is written otherwise, below what is looked at to find the header. */
function fileWith(kind: ScannedKind, odd: string, header = HEADERS[kind], others = LINES[kind]): Uint8Array {
  const lines = Array.from({ length: 1000 }, () => others)
  return Buffer.from([header, ...lines.with(990, odd)].join('\n'), 'utf8')
}

const changed = (kind: ScannedKind, from: string, to: string): string => LINES[kind].replace(from, to)

describe('a scan', () => {
  it.each<[ScannedKind, string, string, string]>([
    ['tokens', 'no reference', '41371800000055', ''],
    ['tokens', 'a name in the free column', 'none', 'Ram Kumar Patil'],
    ['tokens', 'another word for the outcome', 'vaccinated', 'Done'],
    ['tokens', 'no outcome', 'vaccinated', ''],
    ['tokens', 'a number with letters', ',7,', ',A 12,'],
    ['tokens', 'a reference of ten digits, with a warning', '41371800000055', '4137180000'],
    ['certificates', 'one of sixteen digits, with a warning', '41371800000055', '4137180000005512'],
    ['tokens', 'a number of ten digits', ',7,', ',0000000007,'],
    ['tokens', 'another way to write the day', '2021-08-28', '28/08/2021'],
    ['tokens', 'a dose in words', ',1,COV', ',Dose 2,COV'],
    ['tokens', 'no time', '09:05', ''],
    ['tokens', 'a time to the second', '09:05', '23:59:59'],
    ['tokens', 'a time of the day itself', '09:05', '2021-08-28T09:05:00+05:30'],
    ['certificates', 'a time of Greenwich', '+05:30', 'Z'],
    ['certificates', 'a time of our own clocks', 'T09:05:00+05:30', ' 09:05'],
    ['certificates', 'a time without a date', '2021-08-28T09:05:00+05:30', '09:05'],
    ['certificates', 'a time of a later day', '2021-08-28T', '2021-09-02T'],
    ['certificates', 'an account that is nobody', 'op-1', ''],
    ['certificates', 'a revoked row', 'issued', 'revoked'],
    ['certificates', 'a batch of two words', '4121Z045', 'AB 12'],
  ])('of %s takes %s', async (kind, _, from, to) => {
    expect(await agrees(fileWith(kind, changed(kind, from, to)), kind, 1)).toBe(true)
  })

  it.each<[ScannedKind, string, string, string]>([
    ['tokens', 'a quotation mark', 'none', '"none"'],
    ['tokens', 'another script', 'none', 'नोंद'],
    ['tokens', 'a byte of an old encoding', 'none', '\u00e9'],
    ['tokens', 'a tab', 'none', 'no\tne'],
    ['tokens', 'a carriage return in a row', 'none', 'no\rne'],
    ['tokens', 'a blank before a value', 'DKMM', ' DKMM'],
    ['tokens', 'a blank behind a value', 'DKMM', 'DKMM '],
    ['tokens', 'a blank behind a text', 'COVISHIELD', 'COVISHIELD '],
    ['tokens', 'a blank behind what nobody reads', 'none', 'none '],
    ['tokens', 'two blanks in an id', 'DKMM', 'DK  MM'],
    ['tokens', 'an apostrophe before digits', '41371800000055', "'41371800000055"],
    ['tokens', 'a reference of nine digits', '41371800000055', '413718000'],
    ['tokens', 'a reference of seventeen digits', '41371800000055', '41371800000055123'],
    ['tokens', 'a reference that a spreadsheet cut', '41371800000055', '4.13718E+13'],
    ['tokens', 'a day that no calendar has', '2021-08-28', '2021-02-30'],
    ['tokens', 'a day after today', '2021-08-28', '2021-10-01'],
    ['tokens', 'no day', '2021-08-28', ''],
    ['tokens', 'no number', ',7,', ',,'],
    ['tokens', 'a note in place of a number', ',7,', ',signed by the officer,'],
    ['tokens', 'an hour that no clock shows', '09:05', '24:05'],
    ['tokens', 'a time with one digit of the hour', '09:05', '9:05'],
    ['tokens', 'a time of another day', '09:05', '2021-08-29T00:05:00+05:30'],
    ['tokens', 'a word that nobody knows', 'vaccinated', 'gone'],
    ['tokens', 'the label of a total', 'none', 'Grand Total'],
    ['tokens', 'the label of a total as its number', ',7,', ',total 7,'],
    ['tokens', 'a cell too few', ',none', ''],
    ['tokens', 'a cell too many', 'none', 'none,more'],
    ['certificates', 'a row without an id', 'C1', ''],
    ['certificates', 'an id that a spreadsheet cut', 'C1', '9.87654E+13'],
    ['certificates', 'an error of a spreadsheet', 'C1', '#REF!'],
    ['certificates', 'a dose of none', ',1,COV', ',0,COV'],
    ['certificates', 'a day with a time', '2021-08-28,', '2021-08-28T10:00:00Z,'],
    ['certificates', 'a status that nobody knows', ',issued', ',lost'],
    ['certificates', 'clocks further ahead than any', '+05:30', '+15:00'],
    ['certificates', 'a text that is too long', 'COVISHIELD', 'x'.repeat(201)],
    ['tokens', 'a row of more than 64 KiB', 'none', 'x'.repeat(70_000)],
  ])('of %s leaves %s to the ordinary reader', (kind, _, from, to) => {
    const text = changed(kind, from, to)
    const bytes = text.includes('\u00e9')
      ? Buffer.from(Buffer.from(fileWith(kind, text)).toString('utf8'), 'latin1')
      : fileWith(kind, text)
    expect(scanned(bytes, kind)).toBeNull()
    expect(scanned(fileWith(kind, LINES[kind]), kind)).not.toBeNull()
  })

  it('leaves a reference that is not digits throughout to the ordinary reader', () => {
    const ref = '41371800000055'
    for (const at of ref.split('').keys()) {
      for (const other of '/:x0'.split('')) {
        const odd = `${ref.slice(0, at)}${other}${ref.slice(at + 1)}`
        const file = scanned(fileWith('tokens', changed('tokens', ref, odd)), 'tokens')
        expect([odd, file !== null]).toEqual([odd, other === '0'])
      }
    }
  })

  it.each([1, 2, 3])(
    'says of a thousand references of unusual length where they stand, by %s threads',
    async (threads) => {
      const lines = Array.from({ length: 3000 }, (_, n) => {
        return LINES.certificates.replace('C1', `C${n}`).replace('55,', `${n % 5 > 1 ? '5' : '55'},`)
      })
      const bytes = Buffer.from([HEADERS.certificates, ...lines].join('\n'))
      expect(await agrees(bytes, 'certificates', threads)).toBe(true)
      const [first, second, third] = warningsOf(scanned(bytes, 'certificates', { threads })!.parts)
      expect([first, second, third].map((warning) => warning?.row)).toEqual([4, 5, 6])
    },
  )

  it.each<[string, string]>([
    ['a column twice', `${HEADERS.tokens},session date`],
    ['a slip in a name', HEADERS.tokens.replace('vaccine', 'vacine')],
    ['no numbers', HEADERS.tokens.replace('token_no', 'serial')],
  ])('leaves a file with %s to the ordinary reader', (_, header) => {
    const width = header.split(',').length - HEADERS.tokens.split(',').length
    const line = LINES.tokens + ','.repeat(width)
    expect(scanned(fileWith('tokens', line, header, line), 'tokens')).toBeNull()
  })

  it.each(['tokens_issued', 'deferred', 'left'])(
    'takes a register with a column %s in which nothing stands',
    async (column) => {
      const header = `${HEADERS.tokens},${column}`
      const others = `${LINES.tokens},`
      expect(await agrees(fileWith('tokens', others, header, others), 'tokens', 1)).toBe(true)
      for (const mark of ['1', '0', 'yes']) {
        expect(scanned(fileWith('tokens', `${LINES.tokens},${mark}`, header, others), 'tokens')).toBeNull()
      }
    },
  )

  it('leaves a file to the ordinary reader whose header stands below a title', () => {
    const bytes = Buffer.concat([Buffer.from('Register of August\n'), fileWith('tokens', LINES.tokens)])
    expect(scanned(bytes, 'tokens')).toBeNull()
  })

  it('is not for a district that writes its files in its own way', () => {
    const bytes = fileWith('certificates', LINES.certificates)
    const own: readonly Partial<ParseContext>[] = [
      { refPattern: '\\d{14}' },
      { zMeans: 'local' },
      { aliases: { batch: ['lot mark'] } },
      { centreId: 'DKMM' },
      { date: '2021-08-28' },
      { maxBytes: 1000 },
    ]
    for (const part of own) {
      expect(scanned(bytes, 'certificates', { context: { ...CONTEXT, ...part } })).toBeNull()
    }
    expect(scanned(bytes, 'certificates')).not.toBeNull()
  })

  it('knows the centres that a register may name, and none that a feed may not', () => {
    const context = { ...CONTEXT, knownCentres: new Set(['N8']) }
    expect(scanned(fileWith('tokens', LINES.tokens), 'tokens', { context })).toBeNull()
    expect(scanned(fileWith('certificates', LINES.certificates), 'certificates', { context })).not.toBeNull()
  })

  it('does not take for a time what would be one with seconds only', () => {
    const others = LINES.certificates.replace('09:05:00+05:30', '09:05:00.5Z')
    const odd = LINES.certificates.replace('09:05:00+05:30', '09:05.5Z')
    expect(scanned(fileWith('certificates', odd, HEADERS.certificates, others), 'certificates')).toBeNull()
    expect(
      scanned(fileWith('certificates', others, HEADERS.certificates, others), 'certificates'),
    ).not.toBeNull()
  })

  it('does not guess a time on a day that the clocks are changed', () => {
    const context = { timeZone: 'Europe/Berlin', today: '2021-12-01' }
    const of = (day: string): Uint8Array => {
      const line = LINES.tokens.replace('2021-08-28', day)
      return fileWith('tokens', line, HEADERS.tokens, line)
    }
    expect(scanned(of('2021-03-28'), 'tokens', { context })).toBeNull()
    expect(scanned(of('2021-03-29'), 'tokens', { context })).not.toBeNull()
  })
})

describe('the limits', () => {
  const part = (rows: number, ...sizes: readonly number[]) => {
    const { parts, layout } = scanned(fileWith('tokens', LINES.tokens), 'tokens')!
    const centreDays = sizes.map((_, at) => ({ centreId: `N${at}`, date: '2021-08-28' }))
    return { part: { ...parts[0]!, rows, centreDays, sizes: Int32Array.from(sizes) }, layout }
  }

  it('of a centre-day are of all parts of a file together', () => {
    const { part: half, layout } = part(25_000, 25_000, 7)
    const { part: more } = part(25_001, 25_001)
    expect(isWithinLimits([half, half], layout)).toBe(true)
    expect(isWithinLimits([half, more], layout)).toBe(false)
    const { part: another } = part(30_007, 7, 30_000)
    expect(isWithinLimits([part(30_000, 30_000).part, another], layout)).toBe(true)
  })

  it('of rows are those of a register, and a feed has none', () => {
    const { part: million, layout } = part(1_000_000, 1)
    expect(isWithinLimits([million], layout)).toBe(true)
    expect(isWithinLimits([million, part(1, 1).part], layout)).toBe(false)
    expect(isWithinLimits([million, million], { ...layout, kind: 'certificates' })).toBe(true)
    expect(isWithinLimits([part(0).part], layout)).toBe(false)
  })
})

describe('a row of a scanned file', () => {
  it('is read again in any order, from the first to the last', () => {
    const lines = Array.from({ length: 5000 }, (_, n) => LINES.tokens.replace(',7,', `,${n},`))
    const bytes = Buffer.from([HEADERS.tokens, ...lines].join('\r\n'))
    const { parts, layout, source } = scanned(bytes, 'tokens')!
    const [block] = tokenBlocks(parts, layout, source, 0)
    for (const row of [0, 4999, 1, 2, 3, 2500, 2501, 4998, 0])
      expect(block!.at(row).tokenNo).toBe(String(row))
  })

  it('is an error where the file no longer holds it', () => {
    const bytes = fileWith('certificates', LINES.certificates)
    const { parts, layout, source } = scanned(bytes, 'certificates')!
    bytes.fill(44, layout.bodyStart)
    const [block] = certificateBlocks(parts, layout, source, 1)
    expect(() => block!.at(0)).toThrow('changed while it was read')
  })
})
