import { describe, expect, it } from 'vitest'
import { languageAsked } from '../../../functions/api/language.ts'

describe('the language of an answer', () => {
  it.each([
    ['mr', 'mr'],
    ['mr-IN', 'mr'],
    ['HI-in', 'hi'],
    ['mr-IN,mr;q=0.9,en-US;q=0.8,en;q=0.7', 'mr'],
    ['en;q=0.5, hi;q=0.8', 'hi'],
    ['ta, bn;q=0.9, hi;q=0.1', 'hi'],
    ['hi;q=0, en', 'en'],
    ['hi;q=0', 'mr'],
    ['hi;q=0.0, *', 'mr'],
    ['en, hi', 'en'],
    ['gu, *;q=0.5, hi;q=0.4', 'mr'],
    ['hi;q=2, en;q=0.1', 'en'],
    ['hi ; Q=0.3 , en ; q=0.2', 'hi'],
  ])('asked for by %s is %s', (header, language) => {
    expect(languageAsked(header, 'mr')).toBe(language)
  })

  it.each([undefined, '', 'ta', 'fr-FR, fr;q=0.9', ';;,,=', 'english', 'mr;q=0', '*'])(
    'is the district’s own where %s asks for none that there is',
    (header) => {
      expect(languageAsked(header, 'hi')).toBe('hi')
    },
  )
})
