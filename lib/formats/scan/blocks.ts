import type { CertificateBlock, TokenBlock } from '../../domain/packed/blocks.ts'
import { OUTCOMES, STATUSES } from '../../domain/packed/columns.ts'
import type { CertificateRow, Instant, TokenRow } from '../../domain/rows.ts'
import type { Layout } from './layout.ts'
import type { ByteSource, Scanned } from './pieces.ts'
import { RowTexts } from './row-texts.ts'

const OUTCOME_NAMES = namesOf(OUTCOMES)
const STATUS_NAMES = namesOf(STATUSES)

export function tokenBlock(
  { columns, rows, centreDays }: Scanned,
  layout: Layout,
  source: ByteSource,
  uploadedAt: Instant,
): TokenBlock {
  const texts = new RowTexts(source, layout)
  const { offset, place, high, low, dose, state, issuedAt, key } = columns
  return {
    uploadedAt,
    centreDays,
    place,
    columns: { length: rows, refs: { high, low, texts: [] }, dose, outcome: state, issuedAt, number: key },
    at(row): TokenRow {
      const cell = texts.at(offset[row]!)
      return {
        tokenNo: cell('token_no'),
        ref: cell('beneficiary_ref'),
        dose: dose[row] === 0 ? null : dose[row]!,
        vaccine: cell('vaccine'),
        issuedAt: orNull(issuedAt[row]!),
        outcome: OUTCOME_NAMES[state[row]!]!,
      }
    },
  }
}

/** `received`: the number of the feed. */
export function certificateBlock(
  { columns, rows, centreDays }: Scanned,
  layout: Layout,
  source: ByteSource,
  received: number,
): CertificateBlock {
  const texts = new RowTexts(source, layout)
  const { offset, place, high, low, dose, state, issuedAt, key } = columns
  const refs = { high, low, texts: [] }
  return {
    centreDays,
    place,
    columns: { length: rows, refs, dose, issuedAt, id: key, status: state },
    at(row): CertificateRow {
      const cell = texts.at(offset[row]!)
      const { centreId, date } = centreDays[place[row]!]!
      return {
        certificateId: cell('certificate_id'),
        ...{ centreId, date, ref: cell('beneficiary_ref') },
        dose: dose[row] === 0 ? null : dose[row]!,
        ...{ vaccine: cell('vaccine'), batch: cell('batch') },
        issuedAt: orNull(issuedAt[row]!),
        issuedBy: cell('issued_by'),
        status: STATUS_NAMES[state[row]!]!,
        received,
      }
    },
  }
}

function orNull(instant: number): number | null {
  return Number.isNaN(instant) ? null : instant
}

/** By their numbers. */
function namesOf<N extends string>(numbers: Readonly<Record<N, number>>): readonly N[] {
  return (Object.keys(numbers) as N[]).sort((a, b) => numbers[a] - numbers[b])
}
