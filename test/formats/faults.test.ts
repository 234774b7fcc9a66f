import { describe, expect, it } from 'vitest'
import {
  faultList,
  faultOf,
  inLanguage,
  shownName,
  warningList,
  warningOf,
} from '../../lib/formats/faults.ts'

describe('a fault', () => {
  it('says where, what and why, and what to change', () => {
    expect(faultOf('bad-date', { row: 7, column: 'date', value: '30-02-2021' })).toEqual({
      row: 7,
      column: 'date',
      value: '30-02-2021',
      reason: 'bad-date',
      message: 'This is not a date. Write it day first, such as 28-08-2021, or as 2021-08-28.',
    })
  })

  it('shows at most 60 characters of a value', () => {
    const { value } = faultOf('bad-date', { value: 'x'.repeat(500) })
    expect(value).toBe(`${'x'.repeat(59)}…`)
  })

  it('cuts a value between two characters, never inside one', () => {
    expect(faultOf('bad-date', { value: '𑘦'.repeat(60) }).value).toBe('𑘦'.repeat(60))
    expect(faultOf('bad-date', { value: '𑘦'.repeat(61) }).value).toBe(`${'𑘦'.repeat(59)}…`)
    expect(faultOf('bad-date', { value: `x${'𑘦'.repeat(500)}` }).value).toBe(`x${'𑘦'.repeat(58)}…`)
  })

  it.each([
    ['413718000000551', '…0551'],
    ['४१३७१८००१२३४', '…1234'],
    ['4137 1800 0000 5512', '…5512'],
    ['Ramesh Patil', '…'],
  ])('shows a reference id %s as %s', (value, shown) => {
    expect(faultOf('bad-ref', { column: 'beneficiary_ref', value }).value).toBe(shown)
  })

  it.each([
    ['41371800000055', '…0055'],
    ['mob 9876543210', 'mob …3210'],
    ['98765 43210', '…3210'],
    ['1234 5678 9012', '…9012'],
    ['९८७६५४३२१०', '…3210'],
    ['२८-१३-२०२१', '२८-१३-२०२१'],
    ['2021-13-28 12:04', '2021-13-28 12:04'],
  ])('shows %s in any other column as %s', (value, shown) => {
    expect(faultOf('bad-date', { column: 'date', value }).value).toBe(shown)
    expect(shownName(value)).toBe(shown)
  })
})

describe('a fault in another language', () => {
  it('is the same but for its sentence', () => {
    const fault = faultOf('ragged-row', { row: 7, details: { cells: 5, columns: 3 } })
    const { message, ...rest } = inLanguage(fault, 'mr')
    expect({ ...rest, message: fault.message }).toEqual(fault)
    expect(message).toMatch(/^या ओळीत 5 सेल आहेत, तर शीर्षक ओळीत 3 आहेत/)
    expect(inLanguage(inLanguage(fault, 'hi'), 'en')).toEqual(fault)
  })

  it('names a column in that language, with its own name behind it', () => {
    const fault = faultOf('missing-value', { row: 2, column: 'centre_id' })
    expect(inLanguage(fault, 'hi').message).toBe('"केंद्र आईडी" (centre_id) का सेल खाली है। उसे भरें।')
    expect(inLanguage(fault, 'mr').message).toBe('"केंद्र क्रमांक" (centre_id) खालील सेल रिकामा आहे. तो भरा.')
  })

  it('of a warning too', () => {
    expect(inLanguage(warningOf('total-row', { row: 9 }), 'mr').message).toMatch(/^ही ओळ बेरीज/)
  })
})

describe('a list of faults', () => {
  it('names a thousand and counts the rest', () => {
    const list = faultList()
    for (let row = 1; row <= 1234; row++) list.add(() => faultOf('bad-date', { row }))
    expect(list.count).toBe(1234)
    expect(list.list()).toHaveLength(1001)
    expect(list.list().at(-2)).toMatchObject({ row: 1000 })
    expect(list.list().at(-1)).toMatchObject({ row: null, reason: 'more-faults' })
    expect(list.list().at(-1)?.message).toContain('234 more faults')
  })

  it('of exactly a thousand names them all', () => {
    const list = faultList()
    for (let row = 1; row <= 1000; row++) list.add(() => faultOf('bad-date', { row }))
    expect(list.list().at(-1)?.reason).toBe('bad-date')
  })
})

describe('a list of warnings', () => {
  it('names a thousand and counts the rest', () => {
    const list = warningList()
    for (let row = 1; row <= 1001; row++) list.add(() => warningOf('ref-unusual-length', { row }))
    expect(list.list().at(-1)).toMatchObject({
      reason: 'more-warnings',
      message: '1 more warnings are not listed.',
    })
  })
})
