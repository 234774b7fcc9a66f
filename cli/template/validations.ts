import { colToLetter, type DataValidation } from 'hucre/xlsx'
import { labelOf } from '../../lib/formats/column-labels.ts'
import type { Column } from '../../lib/formats/columns.ts'
import { type MessageCode, messageOf } from '../../lib/formats/messages.ts'
import { choicesOf } from './choices.ts'
import { isCount, type TemplateKind, type TemplateRequest } from './layout.ts'

/** Rows as a spreadsheet counts them. */
interface Rows {
  readonly from: number
  readonly to: number
}

const DATES: readonly Column[] = ['date', 'vaccinated_on']
const DATE_CHARACTERS = '10'

/** What a spreadsheet offers and refuses while it is filled in, in the sentences by which we would refuse it later. */
export function validationsOf(
  request: TemplateRequest,
  columns: readonly Column[],
  rows: Rows,
): DataValidation[] {
  return columns.flatMap((column, at) => {
    const rule = ruleOf(column, request)
    if (!rule) return []
    const letter = colToLetter(at)
    const range = `${letter}${rows.from}:${letter}${rows.to}`
    return [{ ...rule, range, allowBlank: true }]
  })
}

type Rule = Omit<DataValidation, 'range' | 'allowBlank'>

function ruleOf(column: Column, request: TemplateRequest): Rule | null {
  const choices = choicesOf(column, request.kind, request.language)
  // A dose may be typed as a number too, which a list would not let pass.
  if (choices && column === 'dose') return { type: 'list', values: [...choices], showErrorMessage: false }
  if (choices) {
    return {
      type: 'list',
      values: [...choices],
      ...refusing(column, unknownWord(column, request.kind), request),
    }
  }
  if (DATES.includes(column)) {
    const length = { type: 'textLength', operator: 'equal', formula1: DATE_CHARACTERS } as const
    return { ...length, ...refusing(column, 'bad-date', request) }
  }
  if (!isCount(column)) return null
  const whole = { type: 'whole', operator: 'greaterThanOrEqual', formula1: '0' } as const
  return { ...whole, ...refusing(column, 'not-a-number', request) }
}

function unknownWord(column: Column, kind: TemplateKind): MessageCode {
  if (column === 'outcome') return 'bad-outcome'
  return kind === 'centres' ? 'bad-centre-status' : 'bad-status'
}

function refusing(column: Column, code: MessageCode, { language }: TemplateRequest) {
  return {
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: labelOf(column, language),
    errorMessage: messageOf(code, column, {}, language),
  } as const
}
