import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '../../lib/formats/dates.ts'

describe('a date', () => {
  it.each([
    ['2021-08-28', '2021-08-28'],
    ['28-08-2021', '2021-08-28'],
    ['28/08/2021', '2021-08-28'],
    ['28.08.2021', '2021-08-28'],
    ['09/01/2021', '2021-01-09'],
    ['29-02-2020', '2020-02-29'],
    ['2000-02-29', '2000-02-29'],
  ])('written %s is %s', (written, date) => {
    expect(readDate(written)).toBe(date)
  })

  it.each([
    ...['', 'today', '2021-02-30', '2021-02-29', '2100-02-29', '31-04-2021', '00-08-2021', '2021-13-01'],
    ...[
      '08/28/2021',
      '2021-00-10',
      '2021/08/28',
      '28-08/2021',
      '28-08-21',
      '1/9/2021',
      '0021-08-28',
      '44436',
    ],
    ...['2021-08-28T10:00', '२८-०८-२०२१', '2021-0x-28', ' 2021-8-28', '-021-08-28'],
  ])('is not written %j', (written) => {
    expect(readDate(written)).toBeNull()
  })

  it('is any day of the calendar, in each of the four forms', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (moment) => {
        const iso = moment.toISOString().slice(0, 10)
        const [year, month, date] = iso.split('-')
        for (const separator of '-/.') expect(readDate([date, month, year].join(separator))).toBe(iso)
        expect(readDate(iso)).toBe(iso)
      }),
    )
  })

  it('is none that the calendar does not have', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const real = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === iso
        expect(readDate(iso)).toBe(real ? iso : null)
      }),
    )
  })
})
