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

/** What a path or a reference may name: some text without control characters, in composed form. */
export const name = (most: number) =>
  z
    .string()
    .normalize('NFC')
    .min(1)
    .max(most)
    .refine((text) => !UNWANTED.test(text), REASON)
