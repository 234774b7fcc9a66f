import * as z from 'zod'

/** Text that people type. What no keyboard types is refused: it would forge a line, or break the hash of an entry. */

/** Control characters, halves of a character, and marks that turn the direction of what follows. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u
const UNWANTED_IN_LINES = /(?![\n\r\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
const REASON = 'holds characters that are no text'

/** One line, trimmed; `least` 0 lets it be empty. */
export const line = (most: number, least = 1) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((text) => !UNWANTED.test(text), REASON)

/** Lines of text, trimmed. */
export const paragraph = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !UNWANTED_IN_LINES.test(text), REASON)

const DEVANAGARI_DIGIT = /[\u0966-\u096f]/g
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/** An id in the spelling in which `lib/formats` reads it from a sheet: the same id is the same centre everywhere. */
export const idText = () => z.string().overwrite((text) => asciiDigits(text).normalize('NFC'))

const asciiDigits = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(DEVANAGARI_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0966 + 48))

/** What a path may name: an id without control characters. */
export const name = (most: number) =>
  idText()
    .min(1)
    .max(most)
    .refine((text) => !UNWANTED.test(text), REASON)

/** The centuries that sheets may be of: outside them no sheet, cut-off or look-back has a date. */
export const isoDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date <= '2199-12-31', 'is not a date from 1900 to 2199')
