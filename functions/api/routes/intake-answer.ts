import type { AnyReceipt } from '../../../lib/application/hand-in.ts'
import type { Accepted } from '../../../lib/application/receipt.ts'
import { shownFaults, shownReceipt } from '../../../lib/application/shown-receipt.ts'
import { inLanguage, type Refusal } from '../../../lib/formats/faults.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { Result } from '../../../lib/runtime/result.ts'
import type { Answer } from '../http.ts'
import { problem } from '../problem.ts'

/** What whoever handed a file in is answered: its receipt, or every fault in their language. */
export function answerOf(accepted: Result<Accepted<AnyReceipt>, Refusal>, language: Language): Answer {
  const headers = { 'content-language': language }
  if (!accepted.ok) {
    const { faults } = accepted.refusal
    const status = faults.some((fault) => fault.reason === 'too-large') ? 'too-large' : 'sheet-refused'
    const refused = problem(status, {
      detail: `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`,
      faults: shownFaults(faults.map((fault) => inLanguage(fault, language))),
    })
    return { ...refused, headers: { ...refused.headers, ...headers } }
  }
  const { replay, receipt } = accepted.value
  const warnings = receipt.warnings.map((warning) => inLanguage(warning, language))
  return { status: replay ? 200 : 201, headers, body: shownReceipt({ ...receipt, warnings }) }
}
