import type { ParseContext } from '../../lib/formats/context.ts'
import type { Fault, Refusal } from '../../lib/formats/faults.ts'
import type { Result } from '../../lib/runtime/result.ts'

/** Files and contexts for the tests of this folder. */

export const IST: ParseContext = { timeZone: 'Asia/Kolkata' }
export const DKMM: ParseContext = { ...IST, centreId: 'DKMM', date: '2021-08-28', today: '2021-08-28' }

export const REF = '41371800000055'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be'

export interface Shape {
  readonly separator: string
  readonly lineEnd: string
  readonly encoding: Encoding
  /** Quote every cell, not only those that need it. */
  readonly quoteAll: boolean
  readonly endsWithLineEnd: boolean
}

export const PLAIN: Shape = {
  separator: ',',
  lineEnd: '\n',
  encoding: 'utf-8',
  quoteAll: false,
  endsWithLineEnd: true,
}

/** Lines as bytes, in UTF-8. */
export function file(...lines: readonly string[]): Uint8Array {
  return encode(`${lines.join('\n')}\n`, 'utf-8')
}

/** Rows of cells as the bytes of a file of that shape. */
export function render(rows: readonly (readonly string[])[], shape: Partial<Shape> = {}): Uint8Array {
  const { separator, lineEnd, encoding, quoteAll, endsWithLineEnd } = { ...PLAIN, ...shape }
  const quoted = (cell: string): string =>
    quoteAll || /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = rows.map((cells) => cells.map(quoted).join(separator))
  return encode(lines.join(lineEnd) + (endsWithLineEnd ? lineEnd : ''), encoding)
}

export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`, 'utf8')
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

export function accepted<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal.faults)}`)
  return result.value
}

export function faultsOf(result: Result<unknown, Refusal>): readonly Fault[] {
  if (result.ok) throw new Error('was accepted')
  return result.refusal.faults
}

/** Row, column and reason of each fault: what a test mostly cares about. */
export function reasonsOf(
  result: Result<unknown, Refusal>,
): readonly (readonly [number | null, string | null, string])[] {
  return faultsOf(result).map(({ row, column, reason }) => [row, column, reason])
}
