import { createHash } from 'node:crypto'
import { asciiDigits, fold } from '../characters.ts'
import type { ParseContext } from '../context.ts'

/** The registry knows facilities by name alone. */

const BLANKS = /\s+/g
const LONGEST_ID = 100
const DIGEST = 32
/** What the path of a request cannot carry: what separates its parts, and what encodes. */
const NOT_IN_PATHS = /[/\\%]/g
/** What is no text, and what a path reads as a direction. */
const NO_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]|^\.{1,2}$/u

/** A cleaned name in the spelling in which it is the same facility in every file: one blank between words. */
export function facilityName(written: string): string {
  return asciiDigits(written.replace(BLANKS, ' ')).normalize('NFC').trim()
}

/** Whether an official can name the facility. */
export function isNameable(name: string): boolean {
  return !NO_NAME.test(name)
}

/**
 * The district's centre of a facility. Where the district has mapped none, the facility's own name stands for it, in a
 * form that an official can name in a path and map: the certificate is then a finding, `unknown-centre`.
 */
export function centreOfFacility(name: string, { facilities }: ParseContext): string {
  const ownName = within(LONGEST_ID, name.replace(NOT_IN_PATHS, '-'))
  return facilities?.get(fold(name)) ?? facilities?.get(fold(ownName)) ?? ownName
}

/**
 * An id for a certificate of a registry that gives it none: `SA-123:1:2020-12-02:ABC Medical Center`. The name is the
 * registry's own, so that the id outlives every change of the district's mapping. At most 100 characters.
 */
export function madeCertificateId(code: string, dose: number | null, date: string, facility: string): string {
  const start = `${code}:${dose ?? '-'}:${date}:`
  const isPlain = start.length + facility.length <= LONGEST_ID && !facility.startsWith('#')
  return isPlain ? start + facility : `${start}#${digest(facility)}`
}

/** Cut between characters and told apart by a digest where it is too long. */
function within(most: number, text: string): string {
  if (text.length <= most) return text
  const start = [...text.slice(0, most - 18)]
  if (/^[\ud800-\udbff]$/.test(start.at(-1) ?? '')) start.pop()
  return `${start.join('').trimEnd()} ${digest(text).slice(0, 16)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST)
}
