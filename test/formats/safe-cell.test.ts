import { describe, expect, it } from 'vitest'
import { cleanCell } from '../../lib/formats/characters.ts'
import { neutralised } from '../../lib/formats/safe-cell.ts'

describe('a text that we write into a cell', () => {
  it.each([
    ...[
      '=HYPERLINK("http://evil.example")',
      '+1+1',
      "-2+3+cmd|' /C calc'!A0",
      '@SUM(1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\tplain',
      '\rplain',
    ],
    ...[' =1', '\u00a0=1', '\ufeff=1', '\u200b@x', '＝1', '＋1', '－1', '＠x', '-5', '-'],
  ])('is kept from being a formula: %j', (text) => {
    expect(neutralised(text)).toBe(`'${text}`)
  })

  it.each(['', 'DKMM', '28-08-2021', '41371800000055', 'केंद्र', 'a=b', "'=1", '1-2', ' plain', 'x\t=1'])(
    'is left as it is: %j',
    (text) => {
      expect(neutralised(text)).toBe(text)
    },
  )

  it('comes back the same when it is read', () => {
    for (const text of ['=1+1', '-5', '@x', '+91']) expect(cleanCell(neutralised(text))).toBe(text)
  })
})
