import type { TokenOutcome } from '../domain/rows.ts'
import { fold } from './characters.ts'

/** Numbers, doses, reference ids and words. Text comes in cleaned; numbers and ids with ASCII digits. */

/** One crore: more is no count but an id in the wrong column. */
export const MAX_COUNT = 10_000_000
const MAX_DOSE = 99

const PLAIN_NUMBER = /^\d+$/
const GROUPED = /^(?:\d{1,2}(?:,\d{2})*,\d{3}|\d{1,3}(?:,\d{3})+)$/
const NEGATIVE = /^[-\u2212\u2013(]\s*\d/
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e\+?\d+$/i
const USUAL_REF = /^\d{14}$/
const TAKEN_REF = /^\d{10,16}$/
const DOSE_NOUN = 'dose|डोस|डोज\u093c?|खुराक|मात्रा'
const DOSE = new RegExp(
  `^(?:(?:${DOSE_NOUN}|d)[\\s\\-_.]*(?:no\\.?\\s*)?)?(\\d+)(?:\\.0+|st|nd|rd|th)?(?:\\s*(?:${DOSE_NOUN}))?$`,
  'iu',
)

export type CountFault = 'not-a-number' | 'negative-number' | 'number-too-large'

/** A count: whole, not negative, grouped the Indian way (`1,23,456`) or by thousands. */
export function readCount(text: string): number | CountFault {
  if (!PLAIN_NUMBER.test(text) && !GROUPED.test(text)) {
    return NEGATIVE.test(text) ? 'negative-number' : 'not-a-number'
  }
  const count = Number(text.replaceAll(',', ''))
  return count <= MAX_COUNT ? count : 'number-too-large'
}

/** `1`, `1.0`, `Dose 1`, `1st`, `First`, `Precaution` (3) and so on; null where it is none. */
export function readDose(text: string): number | null {
  if (text.length === 1 && text >= '1' && text <= '9') return Number(text)
  const numeral = DOSE.exec(text.normalize('NFC'))?.[1]
  const dose = numeral === undefined ? (DOSE_WORDS.get(fold(text)) ?? 0) : Number(numeral)
  return dose >= 1 && dose <= MAX_DOSE ? dose : null
}

/** An id that a spreadsheet has cut to `9.87654E+13`: with a sign, which no id has by itself. */
export function isScientific(id: string): boolean {
  return /^\d+(?:[.,]\d+)?E\+\d+$/i.test(id)
}

export type RefReading = 'usual' | 'unusual-length' | 'bad-ref' | 'ref-in-scientific-notation'

/** What a reference id is worth, by the district's own pattern or by 10 to 16 digits. */
export function judgeRef(ref: string, pattern: RegExp | null): RefReading {
  if (pattern ? pattern.test(ref) : USUAL_REF.test(ref)) return 'usual'
  if (SCIENTIFIC.test(ref)) return 'ref-in-scientific-notation'
  return !pattern && TAKEN_REF.test(ref) ? 'unusual-length' : 'bad-ref'
}

/** Empty is `vaccinated`: most registers mark only who was not. Null where the word is not known. */
export function readOutcome(text: string): TokenOutcome | null {
  return wordIn(OUTCOMES, text)
}

/** Empty is `issued`. */
export function readCertificateStatus(text: string): 'issued' | 'revoked' | null {
  return wordIn(CERTIFICATE_STATUSES, text)
}

/** Whatever does not say that it was taken back was planned for. */
export function readBookingStatus(text: string): 'booked' | 'cancelled' {
  return wordIn(BOOKING_STATUSES, text) ?? 'booked'
}

/** Empty is `active`. */
export function readCentreStatus(text: string): 'active' | 'suspended' | null {
  return wordIn(CENTRE_STATUSES, text)
}

/**
 * Whether a text may be the number of a token: it has a digit, or is a letter or two. Words are none: of one word up to
 * twelve letters (`TOKEN12`), of several no more letters than a series has (`A 12`, `MH 20 7`).
 */
export function isTokenNo(text: string): boolean {
  const bare = text.replace(TOKEN_WORD, '')
  const letters = (bare.match(LETTER) ?? []).length
  if (!/\d/.test(bare)) return bare !== '' && letters <= 3 && !/\s/.test(bare)
  return bare.length <= LONGEST_TOKEN_NO && letters <= (/\s/.test(bare) ? 4 : 12)
}

/** `true` for a mark such as Y or a tick, `false` for none; null for what is neither. */
export function readMark(text: string): boolean | null {
  return wordIn(MARKS, text)
}

const TOKEN_WORD = /^(?:token|टोकन)\s*(?:no\.?|number|नं\.?|नंबर|क्र\.?|क्रमांक|संख्या)?\s*[:#-]?\s*/i
const LETTER = /\p{L}/gu
const LONGEST_TOKEN_NO = 40

const MARKS = words<boolean>([
  [true, ['y', 'yes', '1', 'x', '✓', '✔', 'true', 'हाँ', 'हां', 'हो', 'होय', 'deferred', 'left', 'स्थगित']],
  [false, ['', 'n', 'no', '0', 'false', 'नहीं', 'नाही']],
])

const DOSE_WORDS = words<number>([
  [1, ['first', 'first dose', 'one', 'पहला', 'पहली', 'पहली खुराक', 'प्रथम', 'पहिला', 'पहिली', 'पहिला डोस']],
  [2, ['second', 'second dose', 'two', 'दूसरा', 'दूसरी', 'दूसरी खुराक', 'द्वितीय', 'दुसरा', 'दुसरी', 'दुसरा डोस']],
  [3, ['third', 'third dose', 'three', 'तीसरा', 'तीसरी', 'तृतीय', 'तिसरा', 'तिसरी', 'तिसरा डोस']],
  [3, ['precaution', 'precaution dose', 'booster', 'booster dose', 'बूस्टर', 'बूस्टर डोस', 'एहतियाती खुराक']],
])

const OUTCOMES = words<TokenOutcome>([
  ['vaccinated', ['', 'vaccinated', 'done', 'yes', 'टीकाकृत', 'लसीकरण झाले']],
  ['deferred', ['deferred', 'स्थगित']],
  ['left', ['left', 'चला गया', 'चली गई', 'चले गए', 'निघून गेले', 'निघून गेला', 'निघून गेली']],
])

const TAKEN_BACK = ['revoked', 'cancelled', 'canceled', 'withdrawn', 'रद्द']

const CERTIFICATE_STATUSES = words<'issued' | 'revoked'>([
  ['issued', ['', 'issued', 'active', 'valid', 'जारी']],
  ['revoked', TAKEN_BACK],
])

const BOOKING_STATUSES = words<'cancelled'>([['cancelled', TAKEN_BACK]])

const CENTRE_STATUSES = words<'active' | 'suspended'>([
  ['active', ['', 'active', 'open', 'सक्रिय', 'चालू']],
  ['suspended', ['suspended', 'निलंबित']],
])

function words<T>(lists: readonly (readonly [T, readonly string[]])[]): ReadonlyMap<string, T> {
  return new Map(
    lists.flatMap(([value, spellings]) => spellings.map((word): [string, T] => [fold(word), value])),
  )
}

function wordIn<T>(list: ReadonlyMap<string, T>, text: string): T | null {
  return list.get(text) ?? list.get(fold(text)) ?? null
}
