import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateOfSerial,
  hasLostDigits,
  momentOfSerial,
  numberText,
  timeOfSerial,
} from '../../lib/formats/serials.ts'

const MINUTE = 60_000

describe('the serial of a day', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [44436, '2021-08-28'],
    [44436.99999, '2021-08-28'],
    [109574, '2199-12-31'],
  ])('%d is %s in the 1900 system', (serial, date) => {
    expect(dateOfSerial(serial, '1900')).toBe(date)
  })

  it.each([
    [0, '1904-01-01'],
    [42974, '2021-08-28'],
    [42974.5, '2021-08-28'],
  ])('%d is %s in the 1904 system', (serial, date) => {
    expect(dateOfSerial(serial, '1904')).toBe(date)
  })

  it.each([0, -1, 60, 60.5, 109575, 20210828, 41371800000001, Number.NaN, Number.POSITIVE_INFINITY])(
    'is not %d in the 1900 system',
    (serial) => {
      expect(dateOfSerial(serial, '1900')).toBeNull()
    },
  )

  it('is that of the same day 1,462 days later in the 1900 system', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (serial) => {
        expect(dateOfSerial(serial, '1904')).toBe(dateOfSerial(serial + 1462, '1900'))
      }),
    )
  })
})

describe('the fraction of a serial', () => {
  it('is any minute of the day, however it was rounded', () => {
    fc.assert(
      fc.property(fc.nat(1439), fc.integer({ min: 1, max: 100_000 }), (minute, day) => {
        const fraction = minute / 1440
        expect(timeOfSerial(fraction)).toBe(minute * MINUTE)
        expect(timeOfSerial(Number(fraction.toFixed(9)))).toBe(minute * MINUTE)
        expect(timeOfSerial(day + fraction)).toBe(minute * MINUTE)
      }),
    )
  })

  it('is of the next day where it rounds to midnight', () => {
    expect(momentOfSerial(44436.999999, '1900')).toEqual({ date: '2021-08-29', ofDay: 0 })
    expect(momentOfSerial(44436.5, '1900')).toEqual({ date: '2021-08-28', ofDay: 720 * MINUTE })
  })

  it('has no day below 1, and is none below 0', () => {
    expect(momentOfSerial(0.5, '1900')).toBeNull()
    expect(timeOfSerial(-0.5)).toBeNull()
  })
})

describe('an id that is a number', () => {
  it.each([
    ['41371800000001', false],
    ['41371810000000', false],
    ['41371800000000', true],
    ['4137180000', true],
    ['4137181000', false],
    ['413718000', false],
    ['123456789012345', false],
    ['1234567890123456', true],
    ['1234567890123450', false],
    ['9007199254740993', true],
    ['90071992547409930', true],
    ['7', false],
    ['7.5', false],
    ['-41371800000000', false],
  ])('%s has lost digits: %s', (digits, isLost) => {
    expect(hasLostDigits(digits, 10)).toBe(isLost)
  })

  it('is written in all its digits', () => {
    expect(numberText(Number('4.1371800000001E13'))).toBe('41371800000001')
    expect(numberText(1e21)).toBe('1000000000000000000000')
    expect(numberText(55)).toBe('55')
    expect(numberText(55.5)).toBe('55.5')
    expect(numberText(-0)).toBe('0')
  })
})
