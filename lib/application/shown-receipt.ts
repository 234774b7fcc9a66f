import { type Fault, inLanguage, type Warning } from '../formats/faults.ts'
import type { Language } from '../formats/language.ts'
import type { AnyReceipt } from './hand-in.ts'

/**
 * A receipt as it is shown to whoever handed the file in, the same by every way in; `language` left out: its
 * sentences as they stand.
 */
export function shownReceipt(receipt: AnyReceipt, language?: Language): object {
  const warnings = receipt.warnings.map((warning) => said(warning, language))
  return { ...receipt, warnings: warnings.map(({ details, ...warning }) => warning) }
}

/** The faults of a refused file, likewise. */
export function shownFaults(
  faults: readonly Fault[],
  language?: Language,
): readonly Omit<Fault, 'details'>[] {
  return faults.map((fault) => said(fault, language)).map(({ details, ...fault }) => fault)
}

function said<T extends Fault | Warning>(told: T, language: Language | undefined): T {
  return language === undefined ? told : inLanguage(told, language)
}
