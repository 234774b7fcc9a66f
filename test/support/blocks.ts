import type { Block } from '../../lib/domain/packed/blocks.ts'
import { certificateColumns, tokenColumns } from '../../lib/domain/packed/columns.ts'
import type { District, TokenLeg } from '../../lib/domain/rows.ts'

/** The same district with its registers and certificates as blocks, rows of centre-days interleaved by `seed`. */
export function blocksOf(district: District, seed: number): District {
  const registers = district.tokens.flatMap((leg) =>
    leg.sheet.kind === 'register' && !leg.final ? [{ ...leg, rows: leg.sheet.rows }] : [],
  )
  const isTaken = (leg: TokenLeg): boolean => leg.sheet.kind === 'register' && !leg.final
  const uploads = [...new Set(registers.map(({ uploadedAt }) => uploadedAt))]
  return {
    ...district,
    tokens: district.tokens.filter((leg) => !isTaken(leg)),
    certificates: [],
    blocks: {
      tokens: uploads.map((uploadedAt) => ({
        ...blockOf(
          registers.filter((leg) => leg.uploadedAt === uploadedAt),
          tokenColumns,
          seed,
        ),
        uploadedAt,
      })),
      certificates: [blockOf(district.certificates, certificateColumns, seed)],
    },
  }
}

interface LegOf<R> {
  readonly centreId: string
  readonly date: string
  readonly rows: readonly R[]
}

function blockOf<R, C>(
  legs: readonly LegOf<R>[],
  columnsOf: (rows: readonly R[]) => C,
  seed: number,
): Block<C, R> {
  const all = legs.flatMap(({ rows }, own) => rows.map((row) => ({ row, own })))
  const mixed = all
    .map((entry, at) => ({ ...entry, key: Math.imul(at + 1, seed | 1) >>> 8 }))
    .sort((a, b) => a.key - b.key)
  const rows = mixed.map(({ row }) => row)
  return {
    centreDays: legs.map(({ centreId, date }) => ({ centreId, date })),
    place: Int32Array.from(mixed, ({ own }) => own),
    columns: columnsOf(rows),
    at: (row) => rows[row]!,
  }
}
