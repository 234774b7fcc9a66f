import { describe, expect, it } from 'vitest'
import { asciiDigits, cleanCell, fold } from '../../lib/formats/characters.ts'

describe('a cell', () => {
  it.each([
    ['DKMM', 'DKMM'],
    ['', ''],
    ['  DKMM\t', 'DKMM'],
    ['\u00a0DKMM\u202f', 'DKMM'],
    ['\u200bDKMM\ufeff', 'DKMM'],
    ["'0055", '0055'],
    [" ' 0055", '0055'],
    ["O'Brien", "O'Brien"],
    ["'", ''],
    ['two words', 'two words'],
    ['two\nlines', 'two\nlines'],
  ])('%j is read as %j', (written, read) => {
    expect(cleanCell(written)).toBe(read)
  })

  it('is read in one spelling of composed letters', () => {
    expect(cleanCell('\u095b')).toBe(cleanCell('\u091c\u093c'))
  })

  it('of a million blanks takes no more than a moment', () => {
    const started = performance.now()
    cleanCell(`x${' '.repeat(1_000_000)}x`)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('digits', () => {
  it('of Devanagari are read as 0 to 9', () => {
    expect(asciiDigits('०१२३४५६७८९')).toBe('0123456789')
    expect(asciiDigits('केंद्र-१२')).toBe('केंद्र-12')
  })

  it('lose what cannot be seen between them', () => {
    expect(asciiDigits('41\u200b37')).toBe('4137')
  })
})

describe('folding', () => {
  it('leaves out case, blanks, underscores, hyphens, points, nukta and zero-width characters', () => {
    const spellings = ['Token No', 'token_no', 'TOKEN-NO.', 'token\u00a0no', 'To\u200dken\nNo', 'tokenno']
    expect(new Set(spellings.map(fold))).toEqual(new Set(['tokenno']))
    expect(fold('डोज़')).toBe(fold('डोज'))
    expect(fold('\u0921\u094b\u095b')).toBe(fold('डोज'))
  })

  it('keeps apart what differs otherwise', () => {
    expect(fold('केंद्र')).not.toBe(fold('केन्द्र'))
  })
})
