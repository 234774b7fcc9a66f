import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, instantAt } from '../../lib/domain/calendar.ts'
import { createClock, readDateTime, readInstant, readTimeOfDay } from '../../lib/formats/times.ts'

const clock = createClock('Asia/Kolkata')
const iso = (instant: number | null | undefined) => (instant == null ? null : new Date(instant).toISOString())

describe('a time of day', () => {
  it.each([
    ['00:00', 0],
    ['14:05', 845],
    ['9:30', 570],
    ['02:05 PM', 845],
    ['2:05pm', 845],
    ['02:05 a.m.', 125],
    ['12:00 AM', 0],
    ['12:30 PM', 750],
    ['11:59 PM', 1439],
  ])('written %s is minute %i', (written, minute) => {
    expect(readTimeOfDay(written)).toBe(minute * 60_000)
  })

  it('may have seconds and fractions of them', () => {
    expect(readTimeOfDay('00:00:59')).toBe(59_000)
    expect(readTimeOfDay('00:00:59.1234')).toBe(59_123)
    expect(readTimeOfDay('01:00:05 PM')).toBe((13 * 3600 + 5) * 1000)
  })

  it.each([
    '',
    '24:00',
    '12:60',
    '12:00:60',
    '13:00 PM',
    '00:30 AM',
    '12',
    '12.30',
    '1230',
    'noon',
    '-1:00',
    '12:5',
  ])('is not written %j', (written) => {
    expect(readTimeOfDay(written)).toBeNull()
  })
})

describe('a moment', () => {
  it.each([
    ['12:04', '2021-08-28T06:34:00.000Z'],
    ['12:04 AM', '2021-08-27T18:34:00.000Z'],
    ['2021-08-28T12:04:00+05:30', '2021-08-28T06:34:00.000Z'],
    ['2021-08-28T12:04:00+0530', '2021-08-28T06:34:00.000Z'],
    ['2021-08-28T12:04:00 +05', '2021-08-28T07:04:00.000Z'],
    ['2021-08-28T06:34:00Z', '2021-08-28T06:34:00.000Z'],
    ['2021-08-28T06:34:00.250Z', '2021-08-28T06:34:00.250Z'],
    ['2021-08-28T01:34-05:00', '2021-08-28T06:34:00.000Z'],
    ['2021-08-28 12:04', '2021-08-28T06:34:00.000Z'],
    ['2021-08-30T12:04:00', '2021-08-30T06:34:00.000Z'],
    ['28/08/2021 12:04 PM', '2021-08-28T06:34:00.000Z'],
  ])('written %s in a row of 28 August is %s', (written, expected) => {
    expect(iso(readInstant(written, '2021-08-28', clock))).toBe(expected)
  })

  it.each([
    '2021-08-28',
    '2021-02-30T10:00',
    '2021-08-28T25:00Z',
    '2021-08-28T10:00+15:00',
    '2021-08-28T10',
    'x',
  ])('is not written %j', (written) => {
    expect(readInstant(written, '2021-08-28', clock)).toBeNull()
  })

  it('falls on the day of the district, not of its offset', () => {
    expect(readDateTime('2021-08-27T20:00:00Z', clock)?.date).toBe('2021-08-28')
    expect(readDateTime('2021-08-27T20:00:00', clock)?.date).toBe('2021-08-27')
  })
})

describe('the clocks', () => {
  it('agree with the calendar in zones with and without summer time', () => {
    const zone = fc.constantFrom('Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York', 'UTC')
    const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2023-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(zone, day, fc.nat(1439), (timeZone, moment, minute) => {
        const date = moment.toISOString().slice(0, 10)
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const own = createClock(timeZone)
        expect(readInstant(time, date, own)).toBe(instantAt(date, time, timeZone))
        expect(own.date(moment.getTime())).toBe(dateOf(moment.getTime(), timeZone))
      }),
    )
  })

  it('keep their hands right on the days they are changed', () => {
    const berlin = createClock('Europe/Berlin')
    expect(iso(readInstant('12:00', '2021-03-28', berlin))).toBe('2021-03-28T10:00:00.000Z')
    expect(iso(readInstant('12:00:01.5', '2021-10-31', berlin))).toBe('2021-10-31T11:00:01.500Z')
  })
})

describe('a Z behind a time', () => {
  const at = (written: string, zMeans?: 'utc' | 'local') => {
    const read = readDateTime(written, createClock('Asia/Kolkata', zMeans))
    return read && [read.date, iso(read.instant)]
  }

  it.each(['2020-12-02T19:21:18.646Z', '2020-12-02T19:21:18.646z', '2020-12-02 19:21:18.646 Z'])(
    'is the truth unless the district says that it is not: %s',
    (written) => {
      const truth = ['2020-12-03', '2020-12-02T19:21:18.646Z']
      expect(at(written)).toEqual(truth)
      expect(at(written, 'utc')).toEqual(truth)
      expect(at(written, 'local')).toEqual(['2020-12-02', '2020-12-02T13:51:18.646Z'])
    },
  )

  it.each([
    ['2020-12-02T18:29:59Z', '2020-12-02', '2020-12-02'],
    ['2020-12-02T18:30:00Z', '2020-12-03', '2020-12-02'],
    ['2020-12-02T23:59:59Z', '2020-12-03', '2020-12-02'],
    ['2020-12-03T00:00:00Z', '2020-12-03', '2020-12-03'],
  ])('decides the day of %s', (written, utc, local) => {
    expect([at(written, 'utc')?.[0], at(written, 'local')?.[0]]).toEqual([utc, local])
  })

  it.each(['2020-12-02T19:21:18+00:00', '2020-12-02T19:21:18-00:00', '2020-12-03T00:51:18+05:30'])(
    'is another thing than an offset, which is always honoured: %s',
    (written) => {
      expect(at(written, 'local')).toEqual(['2020-12-03', '2020-12-02T19:21:18.000Z'])
    },
  )

  it('mislabels no bare time', () => {
    const clock = createClock('Asia/Kolkata', 'local')
    expect(iso(readInstant('12:04', '2021-08-28', clock))).toBe('2021-08-28T06:34:00.000Z')
    expect(readInstant('12:04Z', '2021-08-28', clock)).toBeNull()
  })
})
