import { readFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import { readDistrict, readSetting } from '../../infra/config.ts'
import { periodOf } from '../../infra/constructs/service-log.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'

describe('the district', () => {
  test('is read from its file, its policy completed', () => {
    const { config } = readDistrict('aurangabad-mh')
    expect(config).toMatchObject({ district: 'aurangabad-mh', region: 'ap-south-1' })
    expect(config.policy.lookBackDays).toBe(3)
  })

  test('is handed to the functions as it is written, without its white space', () => {
    const { districtEnvironment, besideCode } = readDistrict('aurangabad-mh')
    const districtJson = districtEnvironment.MILAAN_DISTRICT!
    expect(besideCode).toEqual({})
    const file = new URL('../../infra/districts/aurangabad-mh.json', import.meta.url)
    expect(JSON.parse(districtJson)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    expect(districtJson).not.toMatch(/\n/)
    expect(parseDistrict(JSON.parse(districtJson))).toEqual(readDistrict('aurangabad-mh').config)
  })

  test.each(['nowhere', '../districts/aurangabad-mh', ''])(
    "that is not there, '%s', is refused with those that are",
    (name) => {
      expect(() => readDistrict(name)).toThrow(/there are: aurangabad-mh/)
    },
  )
})

describe('the setting', () => {
  const context = {
    district: 'aurangabad-mh',
    'milaan:smsSpendLimitUsd': '50',
    'milaan:consoleUrls': ['https://milaan.example.org/'],
  }

  test('takes what belongs to the account from the context, numbers as the command line gives them', () => {
    expect(readSetting(new App({ context }))).toMatchObject({
      smsSpendLimitUsd: 50,
      consoleUrls: ['https://milaan.example.org/'],
    })
  })

  test.each(['fifty', 0, -1])('refuses a spend limit of %s', (limit) => {
    expect(() =>
      readSetting(new App({ context: { ...context, 'milaan:smsSpendLimitUsd': limit } })),
    ).toThrow()
  })

  test('refuses a console that is not behind TLS', () => {
    const consoleUrls = ['http://milaan.example.org/']
    expect(() =>
      readSetting(new App({ context: { ...context, 'milaan:consoleUrls': consoleUrls } })),
    ).toThrow()
  })
})

describe('logs are kept', () => {
  test.each([
    [180, 180],
    [181, 365],
    [365, 365],
    [366, 400],
    [3_653, 3_653],
  ])('for %i days in a period of %i', (days, period) => {
    expect(periodOf(days)).toBe(period)
  })

  test('no longer than CloudWatch Logs can', () => {
    expect(() => periodOf(4_000)).toThrow(RangeError)
  })
})
