import { describe, expect, it } from 'vitest'
import { faultOf } from '../../lib/formats/faults.ts'

const shown = (value: string) => faultOf('bad-date', { column: 'date', value }).value

describe('what stands in a column of dates, numbers or known words and may be a person', () => {
  it.each([
    ['Asha Pawar', 'A… P…'],
    ['asha pawar', 'a… p…'],
    ['आशा पवार', 'आ… प…'],
    ['14 Station Road, Kranti Chowk', '14 S… R…, K… C…'],
    ['ABCPK1234L', '…234L'],
    ['voter id XYZ7654321', 'v… id …4321'],
  ])('is shown by initials and last digits: %s as %s', (value, told) => {
    expect(shown(value)).toBe(told)
  })

  it.each([
    '28 Aug 2021',
    'yesterday',
    '2021-13-28T12:04:00Z',
    '2.05 p.m.',
    '31-06-2021',
    '#VALUE!',
    'twice',
  ])('is no such thing where it is %s', (value) => {
    expect(shown(value)).toBe(value)
  })

  it('is no such thing where it names a centre, or a word that was known', () => {
    const told = [
      faultOf('unknown-centre', { column: 'centre_id', value: 'DKMM College Campus' }),
      faultOf('total-in-register', { column: 'token_no', value: 'Grand Total' }),
    ]
    expect(told.map(({ value }) => value)).toEqual(['DKMM College Campus', 'Grand Total'])
  })
})
