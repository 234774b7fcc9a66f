import { describe, expect, it } from 'vitest'
import {
  judgeRef,
  readCentreStatus,
  readCertificateStatus,
  readCount,
  readDose,
  readOutcome,
} from '../../lib/formats/values.ts'

describe('a count', () => {
  it.each([
    ['0', 0],
    ['55', 55],
    ['007', 7],
    ['1,234', 1234],
    ['12,345', 12_345],
    ['1,23,456', 123_456],
    ['12,34,567', 1_234_567],
    ['123,456', 123_456],
  ])('written %s is %i', (written, count) => {
    expect(readCount(written)).toBe(count)
  })

  it.each([
    ['-5', 'negative-number'],
    ['\u22125', 'negative-number'],
    ['- 5', 'negative-number'],
    ['(5)', 'negative-number'],
    ['five', 'not-a-number'],
    ['5.5', 'not-a-number'],
    ['5e3', 'not-a-number'],
    ['1,23', 'not-a-number'],
    ['1,,234', 'not-a-number'],
    ['+5', 'not-a-number'],
    ['5 5', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['41371800000055', 'number-too-large'],
    ['9'.repeat(400), 'number-too-large'],
  ])('is not written %s: %s', (written, reason) => {
    expect(readCount(written)).toBe(reason)
  })
})

describe('a dose', () => {
  it.each([
    [
      1,
      ['1', '01', 'Dose 1', 'dose-1', 'DOSE1', 'D1', 'Dose No. 1', '1st', '1st Dose', 'First', 'first dose'],
    ],
    [1, ['पहला', 'पहिला डोस', 'डोस 1', 'डोज़ 1', 'मात्रा 1']],
    [2, ['2', 'Dose 2', '2nd', 'Second', 'SECOND DOSE', 'दूसरी खुराक', 'दुसरा']],
    [3, ['3', '3rd dose', 'Third', 'Precaution', 'Precaution Dose', 'Booster', 'तिसरा डोस']],
    [4, ['4', '4th']],
  ])('%i is written %j', (dose, spellings) => {
    for (const written of spellings) expect([written, readDose(written)]).toEqual([written, dose])
  })

  it.each(['0', '-1', '1.5', '1/2', 'Dose', 'Dose 0', 'Dose 1 of 2', '100', 'yes', '12345678901234'])(
    'is not written %j',
    (written) => {
      expect(readDose(written)).toBeNull()
    },
  )
})

describe('a reference id', () => {
  it.each([
    ['41371800000055', 'usual'],
    ['4137180000', 'unusual-length'],
    ['4137180000005512', 'unusual-length'],
    ['413718000', 'bad-ref'],
    ['41371800000055123', 'bad-ref'],
    ['4137-1800-0000-55', 'bad-ref'],
    ['Ramesh', 'bad-ref'],
    ['4.13718E+13', 'ref-in-scientific-notation'],
    ['4,13718e13', 'ref-in-scientific-notation'],
    ['4E+13', 'ref-in-scientific-notation'],
  ])('%s is %s', (ref, reading) => {
    expect(judgeRef(ref, null)).toBe(reading)
  })

  it('is judged by the pattern that a district sets', () => {
    const pattern = /^[A-Z]{2}\d{6}$/u
    expect(judgeRef('MH123456', pattern)).toBe('usual')
    expect(judgeRef('41371800000055', pattern)).toBe('bad-ref')
    expect(judgeRef('4.13718E+13', pattern)).toBe('ref-in-scientific-notation')
  })
})

describe('a word', () => {
  it.each([
    ['vaccinated', ['vaccinated', 'Vaccinated', 'DONE', 'yes', 'टीकाकृत', 'लसीकरण झाले', '']],
    ['deferred', ['deferred', 'Deferred', 'स्थगित']],
    ['left', ['left', 'LEFT', 'चला गया', 'निघून गेले']],
    [null, ['no', 'pending', '1', 'vaccinated?']],
  ])('of outcome %s is any of %j', (outcome, spellings) => {
    for (const written of spellings) expect([written, readOutcome(written)]).toEqual([written, outcome])
  })

  it('tells an issued certificate from a revoked one', () => {
    expect(['', 'Issued', 'REVOKED', 'cancelled', 'lost'].map(readCertificateStatus)).toEqual([
      'issued',
      'issued',
      'revoked',
      'revoked',
      null,
    ])
  })

  it('tells an active centre from a suspended one', () => {
    expect(['', 'active', 'Suspended', 'gone'].map(readCentreStatus)).toEqual([
      'active',
      'active',
      'suspended',
      null,
    ])
  })
})
