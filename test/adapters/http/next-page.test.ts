import { describe, expect, it } from 'vitest'
import { nextLinkOf, nextTokenOf } from '../../../lib/adapters/http/next-page.ts'
import { retryAfterOf } from '../../../lib/adapters/http/retry-after.ts'

const BASE = new URL('https://vaccination.example.org/v1/feed?cursor=a')
const linkIn = (link: string): string | null => nextLinkOf(new Headers({ link }), BASE)

describe('the next page, by a link', () => {
  it.each([
    [
      '<https://vaccination.example.org/v1/feed?cursor=b>; rel="next"',
      'https://vaccination.example.org/v1/feed?cursor=b',
    ],
    ['<?cursor=b>; rel=next', 'https://vaccination.example.org/v1/feed?cursor=b'],
    ['</p/2>; title="rel=prev; a, b"; REL="Next"', 'https://vaccination.example.org/p/2'],
    ['<a>; rel="prev", <b>; rel="last next"', 'https://vaccination.example.org/v1/b'],
    [
      '<a>; rel="prev",<b?x=1,2;3>;rel="next",<c>; rel="next"',
      'https://vaccination.example.org/v1/b?x=1,2;3',
    ],
    ['<https://>; rel="next"', 'https://'],
    ['<a>; rel="prev"', null],
    ['<a>; rel="nextish"', null],
    ['<a>', null],
    ['a; rel="next"', null],
    ['', null],
  ])('%s', (link, target) => {
    expect(linkIn(link)).toBe(target)
  })

  it('is none without a header, and is found in a long one in no time', () => {
    expect(nextLinkOf(new Headers(), BASE)).toBeNull()
    const started = performance.now()
    expect(linkIn(`<a>${' ; x'.repeat(4000)}${'<'.repeat(4000)}`)).toBeNull()
    expect(linkIn(`<a>${';  '.repeat(5000)}`)).toBeNull()
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('the next page, by a header', () => {
  it.each([
    [{ 'next-cursor': ' abc== ' }, 'abc=='],
    [{ 'next-cursor': '' }, null],
    [{}, null],
  ])('%j', (headers, token) => {
    expect(nextTokenOf(new Headers(headers as Record<string, string>), 'Next-Cursor')).toBe(token)
  })
})

describe('when to ask again', () => {
  const at = Date.UTC(1994, 10, 6, 8, 49, 37)
  it.each([
    ['120', { kind: 'after', ms: 120_000 }],
    ['0', { kind: 'after', ms: 0 }],
    ['Sun, 06 Nov 1994 08:49:37 GMT', { kind: 'at', instant: at }],
    ['Sunday, 06-Nov-94 08:49:37 GMT', { kind: 'at', instant: at }],
    ['Sun Nov  6 08:49:37 1994', { kind: 'at', instant: at }],
    ['1994-11-06T08:49:37Z', null],
    ['Sun, 06 Nov 1994 08:49:37 PST', null],
    ['Sun, 99 Nov 1994 08:49:37 GMT', null],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('%s', (value, expected) => {
    expect(retryAfterOf(value)).toEqual(expected)
  })
})
