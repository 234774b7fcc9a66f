import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../lib/formats/near-miss.ts'

describe('the nearest name', () => {
  const known = ['token', 'tokenno', 'date', 'certificateid', 'lot']

  it.each([
    ['tokn', 'token'],
    ['tokeno', 'token'],
    ['certifcatid', 'certificateid'],
    ['dat', 'date'],
    ['dose', null],
    ['lat', null],
    ['x', null],
    ['certificateid'.repeat(4), null],
  ])('of %s is %s', (written, name) => {
    expect(nearest(written, known)).toBe(name)
  })
})

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ac', 1],
    ['kitten', 'sitting', 3],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })
})
