import { expect } from 'vitest'
import type { Language } from '../../lib/formats/language.ts'

const ENDS: Readonly<Record<Language, RegExp>> = { en: /\.$/, hi: /।$/, mr: /\.$/ }
const SHORTEST = 20
const LONGEST = 420

/** That a sentence can be read by a person who knows that language alone: whole, and in its script but for names. */
export function expectSentence(sentence: string, language: Language): void {
  expect(sentence).not.toMatch(/[{}[\]]|undefined|null|NaN/)
  expect(sentence).toMatch(ENDS[language])
  expect(sentence.length).toBeGreaterThan(SHORTEST)
  expect(sentence.length).toBeLessThan(LONGEST)
  expect(sentence).not.toMatch(/ {2}| [.,।;:]|\.\.|,,/)
  // What is named as a menu, a file or another column names it, in quotes or brackets.
  const bare = sentence.replace(/\([^)]*\)/g, '').replace(/"[^"]*"/g, '')
  const letters = bare.match(/\p{L}/gu) ?? []
  const script = language === 'en' ? /\p{Script=Latin}/u : /\p{Script=Devanagari}/u
  expect(letters.filter((letter) => !script.test(letter))).toEqual([])
  expect(letters.length).toBeGreaterThan(SHORTEST / 4)
}
