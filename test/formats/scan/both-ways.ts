import { expect } from 'vitest'
import { certificateColumns, tokenColumns } from '../../../lib/domain/packed/columns.ts'
import type { CertificateRow, TokenRow } from '../../../lib/domain/rows.ts'
import type { ParseContext } from '../../../lib/formats/context.ts'
import { parseCertificates, parseTokens } from '../../../lib/formats/parse.ts'
import type { Layout, ScannedKind } from '../../../lib/formats/scan/layout.ts'
import { type ByteSource, PieceScanner, pieceCount, type Scanned } from '../../../lib/formats/scan/pieces.ts'
import {
  certificateBlocks,
  isWithinLimits,
  layoutOfFile,
  tokenBlocks,
} from '../../../lib/formats/scan/scan.ts'
import { warningsOf } from '../../../lib/formats/scan/warnings.ts'
import { accepted } from '../sheet-files.ts'

export const CONTEXT: ParseContext = { timeZone: 'Asia/Kolkata', today: '2021-09-30' }
const FEED = 3

export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    name: 'memory',
    size: bytes.length,
    read: (into, from) => into.set(bytes.subarray(from, from + into.length)),
  }
}

interface ScannedFile {
  readonly layout: Layout
  readonly source: ByteSource
  readonly parts: readonly Scanned[]
}

/** As so many threads would scan it, each taking a piece in turn; null where any of them gives up. */
export function scanned(
  bytes: Uint8Array,
  kind: ScannedKind,
  { context = CONTEXT, threads = 1, pieceBytes = 1000 } = {},
): ScannedFile | null {
  const source = sourceOf(bytes)
  const layout = layoutOfFile(source, kind, context)
  if (!layout) return null
  const scanners = Array.from(
    { length: threads },
    () => new PieceScanner(layout, source, context, pieceBytes),
  )
  for (let piece = 0; piece < pieceCount(source, layout, pieceBytes); piece++) {
    if (!scanners[piece % threads]!.scan(piece)) return null
  }
  const parts = scanners.map((scanner) => scanner.scanned)
  return isWithinLimits(parts, layout) ? { layout, source, parts } : null
}

/** Whether a file is scanned; where it is, that it says what it says to the ordinary reader. */
export async function agrees(bytes: Uint8Array, kind: ScannedKind, threads: number): Promise<boolean> {
  const file = scanned(bytes, kind, { threads })
  if (!file) return false
  await (kind === 'tokens' ? expectTokens(file, bytes) : expectCertificates(file, bytes, threads))
  return true
}

async function expectTokens({ parts, layout, source }: ScannedFile, bytes: Uint8Array): Promise<void> {
  const parsed = accepted(await parseTokens(bytes, CONTEXT))
  const rows: (TokenRow & { readonly centreId: string; readonly date: string })[] = []
  for (const { centreDays, place, columns, at } of tokenBlocks(parts, layout, source, 0)) {
    const own = Array.from(place, (_, row) => at(row))
    expect(columns).toEqual(tokenColumns(own))
    for (const [row, token] of own.entries()) rows.push({ ...centreDays[place[row]!]!, ...token })
  }
  const truth = parsed.sheets.flatMap(({ centreId, date, sheet }) =>
    sheet.kind === 'register' ? sheet.rows.map((row) => ({ centreId, date, ...row })) : [],
  )
  expect(sorted(rows)).toEqual(sorted(truth))
  expect({ warnings: parsed.warnings, ignored: parsed.ignoredColumns, rows: parsed.rowCount }).toEqual({
    warnings: warningsOf(parts),
    ignored: layout.ignoredColumns,
    rows: rows.length,
  })
}

async function expectCertificates(
  { parts, layout, source }: ScannedFile,
  bytes: Uint8Array,
  threads: number,
): Promise<void> {
  const parsed = accepted(await parseCertificates(bytes, CONTEXT))
  const rows: CertificateRow[] = []
  for (const { place, columns, at } of certificateBlocks(parts, layout, source, FEED)) {
    const own = Array.from(place, (_, row) => at(row))
    expect(columns).toEqual(certificateColumns(own))
    rows.push(...own)
  }
  const truth = parsed.rows.map((row) => ({ ...row, received: FEED }))
  // One thread keeps the order of the file.
  if (threads === 1) expect(rows).toEqual(truth)
  else expect(sorted(rows)).toEqual(sorted(truth))
  expect({ ...parsed, rows: parsed.rows.length }).toEqual({
    ...{ rows: rows.length, rowCount: rows.length, quarantined: [] },
    warnings: warningsOf(parts),
    ignoredColumns: layout.ignoredColumns,
  })
}

function sorted(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}
