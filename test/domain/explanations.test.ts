import { describe, expect, it } from 'vitest'
import { explanationOf } from '../../lib/domain/explanations/explanation-of.ts'
import { LANGUAGES, type Language } from '../../lib/domain/language.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { RULES, type Rule } from '../../lib/domain/report.ts'
import { certificateRun, district, policy, register, SATURDAY, tokenRun } from '../support/district.ts'
import { ENGLISH } from './explanations/english.ts'
import { EXAMPLES, type Sentences } from './explanations/examples.ts'
import { HINDI } from './explanations/hindi.ts'
import { MARATHI } from './explanations/marathi.ts'

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }

/** Each example with what is said of it in every language. */
const EXPLAINED = RULES.flatMap((rule: Rule) =>
  EXAMPLES[rule].map((figures, at) => {
    const [en, hi, mr] = LANGUAGES.map((language) => SENTENCES[language][rule][at]!)
    return [rule, figures, { en: en!, hi: hi!, mr: mr! }] as const
  }),
)

describe('an explanation', () => {
  it.each(EXPLAINED)('of %s with %o reads well in every language', (rule, figures, sentences) => {
    for (const language of LANGUAGES) {
      expect(explanationOf(rule, figures, language)).toBe(sentences[language])
    }
  })

  it('is there of one and of many for every rule', () => {
    for (const rule of RULES) {
      expect(EXAMPLES[rule].length).toBeGreaterThanOrEqual(2)
      for (const language of LANGUAGES) {
        expect(SENTENCES[language][rule]).toHaveLength(EXAMPLES[rule].length)
      }
    }
  })

  it('is in the script of its language, with ordinary digits, and ends as a sentence', () => {
    for (const [, , { en, hi, mr }] of EXPLAINED) {
      expect(en).toMatch(/^[ -~]+\.$/)
      for (const text of [hi, mr]) expect(text).not.toMatch(/[A-Za-z०-९]/)
      expect(hi).toMatch(/।$/)
      expect(mr).toMatch(/[^।]\.$/)
    }
  })

  it('keeps every figure in every language', () => {
    for (const [, , { en, hi, mr }] of EXPLAINED) {
      const figures = (text: string): string[] => (text.match(/\d+(?:[.:]\d+)?/g) ?? []).sort()
      expect(figures(hi)).toEqual(figures(en))
      expect(figures(mr)).toEqual(figures(en))
    }
  })
})

describe('the language of a report', () => {
  const given = district({ tokens: [register(tokenRun(55))], certificates: certificateRun(71) })
  const explained = (language?: Language): string | undefined =>
    reconcile(given, { from: SATURDAY, to: SATURDAY, asOf: null, ...(language && { language }) }, policy())
      .centreDays[0]?.findings[0]?.explanation

  it('is the one asked for, else English', () => {
    expect(explained()).toBe('16 of 71 certificates have no token.')
    expect(explained('hi')).toBe('71 प्रमाणपत्रों में से 16 का कोई टोकन नहीं है।')
    expect(explained('mr')).toBe('71 प्रमाणपत्रांपैकी 16 साठी टोकन नाही.')
  })

  it('changes nothing else', () => {
    const report = (language: Language) => {
      const asked = { from: SATURDAY, to: SATURDAY, asOf: null, language }
      return JSON.stringify(reconcile(given, asked, policy())).replace(/"explanation":"[^"]*"/g, '')
    }
    expect(report('mr')).toBe(report('en'))
  })
})
