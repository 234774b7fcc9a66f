import type { IsoDate } from '../../lib/domain/rows.ts'
import type { Column } from '../../lib/formats/columns.ts'
import type { Language } from '../../lib/formats/language.ts'
import { requiredColumns } from '../../lib/formats/required.ts'

export const TEMPLATES = ['tokens', 'certificates', 'bookings', 'stock', 'centres'] as const
export type TemplateKind = (typeof TEMPLATES)[number]

/** What a template is asked for. */
export interface TemplateRequest {
  readonly kind: TemplateKind
  /** Of tokens: counts in place of a register. */
  readonly totals: boolean
  readonly language: Language
  /** A sheet of one centre or one date leaves that column out, and says it above. */
  readonly centreId: string | null
  readonly date: IsoDate | null
}

const COLUMNS: Readonly<Record<TemplateKind | 'totals', readonly Column[]>> = {
  tokens: ['date', 'centre_id', 'token_no', 'beneficiary_ref', 'dose', 'vaccine', 'issued_at', 'outcome'],
  totals: ['date', 'centre_id', 'tokens_issued', 'deferred', 'left'],
  certificates: [
    ...(['certificate_id', 'centre_id', 'vaccinated_on', 'beneficiary_ref', 'dose', 'vaccine'] as const),
    ...(['batch', 'issued_at', 'issued_by', 'status'] as const),
  ],
  bookings: ['date', 'centre_id', 'beneficiary_ref', 'dose', 'slot', 'status'],
  stock: ['date', 'centre_id', 'vaccine', 'batch', 'vials_opened', 'doses_per_vial', 'doses_wasted'],
  centres: ['centre_id', 'name', 'block', 'opens', 'closes', 'status', 'suspended_at'],
}

const COUNTS: readonly Column[] = [
  ...(['tokens_issued', 'deferred', 'left', 'vials_opened', 'doses_per_vial', 'doses_wasted'] as const),
]
const WIDTHS: Readonly<Partial<Record<Column, number>>> = {
  ...{ beneficiary_ref: 26, certificate_id: 24, name: 30, vaccine: 18, outcome: 18, dose: 18 },
  ...{ issued_at: 12, suspended_at: 20, opens: 18, closes: 18, doses_per_vial: 18, doses_wasted: 18 },
}
const USUAL_WIDTH = 15

/** In the order in which they stand. */
export function columnsOf({ kind, totals, centreId, date }: TemplateRequest): readonly Column[] {
  return COLUMNS[totals ? 'totals' : kind].filter(
    (column) => !(column === 'centre_id' && centreId !== null) && !(column === 'date' && date !== null),
  )
}

export function isRequired(column: Column, kind: TemplateKind): boolean {
  return requiredColumns(kind, { timeZone: 'UTC' }).some((anyOf) => anyOf.includes(column))
}

/** Whole numbers; all else is text, so that no spreadsheet rounds an id or turns a date round. */
export function isCount(column: Column): boolean {
  return COUNTS.includes(column)
}

/** In characters. */
export function widthOf(column: Column): number {
  return WIDTHS[column] ?? USUAL_WIDTH
}
