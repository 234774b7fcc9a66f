import { septetsOf } from './sms-parts.ts'

/**
 * A text as the DLT registry of India's operators holds it. What is sent must equal it to the character around
 * its variables, else the operator drops it in silence.
 */
export interface SmsTemplate {
  readonly id: string
  readonly text: string
}

/** Gives a value of at most `max` characters, 1 or more, each one septet of GSM-7. */
export type SmsValue = (max: number) => string

const VARIABLE = '{#var#}'
const LONGEST_VALUE = 30
const ONE_PART = 160

export type TemplateFault = 'too-many-variables' | 'adjacent-variables' | 'not-gsm-7' | 'too-long'

/** Null where every filling with `fillTemplate` is one SMS that the operators let through. */
export function templateFault(text: string): TemplateFault | null {
  const fixed = text.split(VARIABLE)
  if (fixed.length > 3) return 'too-many-variables'
  if (fixed.slice(1, -1).some((between) => between.trim() === '')) return 'adjacent-variables'
  if ([...fixed.join('')].some((character) => septetsOf(character) === 0)) return 'not-gsm-7'
  return roomOf(fixed) < fixed.length - 1 ? 'too-long' : null
}

/** The template with its variables filled, in order: each at most 30 characters, all in one part of 160. */
export function fillTemplate(template: SmsTemplate, values: readonly SmsValue[]): string {
  const fixed = template.text.split(VARIABLE)
  const variables = fixed.length - 1
  const share = Math.max(1, Math.floor(roomOf(fixed) / Math.max(1, variables)))
  const full = values.slice(0, variables).map((value) => value(LONGEST_VALUE))
  const fits = full.join('').length <= roomOf(fixed)
  const filled = fits
    ? full
    : values.slice(0, variables).map((value) => value(Math.min(LONGEST_VALUE, share)))
  return fixed.map((text, at) => text + (filled[at] ?? '')).join('')
}

/** The template that a text was made from; undefined where it equals none to the character. */
export function templateOf(text: string, templates: readonly SmsTemplate[]): SmsTemplate | undefined {
  return templates.find((template) => patternOf(template).test(text))
}

function patternOf(template: SmsTemplate): RegExp {
  const fixed = template.text.split(VARIABLE).map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`^${fixed.join(`(.{1,${LONGEST_VALUE}})`)}$`)
}

/** Septets that the words around the variables leave for these. */
function roomOf(fixed: readonly string[]): number {
  const used = [...fixed.join('')].reduce((sum, character) => sum + septetsOf(character), 0)
  return ONE_PART - used
}
