import { ok, type Result, refuse } from '../../runtime/result.ts'
import { type Fault, faultOf, type Refusal, refusalOf, shownName } from '../faults.ts'
import { MAX_WORKBOOK_BYTES, WORKBOOK_MILLISECONDS } from '../limits.ts'
import { namesInQuotes } from '../messages.ts'
import type { Table, TableRow } from '../table.ts'
import { damaged, WorkbookDamage } from './damage.ts'
import { oneSheetWorkbook, sheetPart } from './one-sheet.ts'
import { type ScreenedSheet, type ScreenedWorkbook, screenWorkbook } from './screen-workbook.ts'
import type { Search } from './search.ts'
import { sheetRows } from './sheet-rows.ts'
import type { SheetScreen } from './sheet-screen.ts'
import { workbookParts } from './workbook-parts.ts'
import { readZipDirectory } from './zip-directory.ts'
import { soundParts, type ZipPart } from './zip-file.ts'

export interface WorkbookOptions {
  readonly maxBytes?: number | undefined
  /** How long reading may take, and the clock for it; both in milliseconds. */
  readonly maxMilliseconds?: number
  readonly now?: () => number
}

/**
 * The rows of the one sheet of a workbook (.xlsx) that is meant: the one whose header has every column, else the one
 * that comes nearest, to say what it lacks. Nothing is given to the library before its directory, sizes, checksums
 * and XML have been looked at. Refused with `too-large`, `damaged-workbook`, `unpacks-too-large`, `too-many-rows`,
 * `too-many-columns`, `row-too-long`, `two-sheets-fit` or `empty-file`.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  search: Search,
  options: WorkbookOptions = {},
): Promise<Result<Table, Refusal>> {
  const { maxMilliseconds = WORKBOOK_MILLISECONDS, now = Date.now } = options
  const maxBytes = Math.min(options.maxBytes ?? MAX_WORKBOOK_BYTES, MAX_WORKBOOK_BYTES)
  if (bytes.length > maxBytes) return refuse(refusalOf('too-large', { details: { bytes: maxBytes } }))
  const end = now() + maxMilliseconds
  try {
    return await readInTime(bytes, search, () => now() > end)
  } catch (error) {
    if (error instanceof WorkbookDamage) return refuse({ faults: [error.fault] })
    throw error
  }
}

async function readInTime(
  bytes: Uint8Array,
  search: Search,
  isLate: () => boolean,
): Promise<Result<Table, Refusal>> {
  const directory = readZipDirectory(bytes)
  if (!directory) throw damaged()
  const workbook = await screenWorkbook(workbookParts(soundParts(bytes, directory)), isLate)
  const rowsOf: RowsOf = (part, width, count) =>
    sheetRows(oneSheetWorkbook(part, workbook.strings), { system: workbook.system, width, count, isLate })
  const chosen = await chosenSheet(workbook, search, rowsOf)
  if (!chosen.ok) return chosen
  const { screen, part } = chosen.value
  if (screen.fault) throw screen.fault
  const table: TableRow[] = []
  for await (const row of rowsOf(part, screen.headWidth, screen.rows)) table.push(row)
  return table.length === 0 ? refuse(refusalOf('empty-file')) : ok(table)
}

/** The rows of a sheet of so many columns and rows. */
type RowsOf = (part: ZipPart, width: number, count: number) => AsyncGenerator<TableRow>

async function chosenSheet(
  { sheets }: ScreenedWorkbook,
  search: Search,
  rowsOf: RowsOf,
): Promise<Result<ScreenedSheet, Refusal>> {
  const filled = sheets.filter(({ screen }) => screen.filledRows > 0)
  const [only, ...others] = filled
  if (!only) return refuse(refusalOf('empty-file'))
  if (others.length === 0) return ok(only)
  const heads = await headsOf(filled, rowsOf)
  const fits = filled.map(({ screen }) => search(heads.get(screen)!))
  const whole = filled.filter((_, at) => fits[at]!.isWhole)
  if (whole.length > 1) return refuse({ faults: [twoSheetsFit(whole)] })
  // A summary has all that a sheet of totals needs; a register beside it that lacks one column is what was meant.
  const most = Math.max(...fits.map(({ named }) => named))
  const fullest = fits.findIndex(({ named }) => named === most)
  if (fits.some(({ isWhole, named }) => isWhole && 2 * named <= most)) return ok(filled[fullest]!)
  const best = Math.max(...fits.map(({ score }) => score))
  return ok(filled[fits.findIndex(({ score }) => score === best)]!)
}

/** The beginnings of all sheets are read at once, as rows of one sheet: the texts they share are so read once. */
async function headsOf(
  sheets: readonly ScreenedSheet[],
  rowsOf: RowsOf,
): Promise<ReadonlyMap<SheetScreen, Table>> {
  const rows = sheets.flatMap(({ screen }) => screen.head.map((head) => ({ screen, ...head })))
  const width = Math.max(...sheets.map(({ screen }) => screen.headWidth))
  const heads = new Map<SheetScreen, TableRow[]>(sheets.map(({ screen }) => [screen, []]))
  for await (const read of rowsOf(sheetPart(rows.map(({ cells }) => cells)), width, rows.length)) {
    const { screen, row } = rows[read.row - 1]!
    heads.get(screen)!.push({ ...read, row })
  }
  return heads
}

function twoSheetsFit(sheets: readonly ScreenedSheet[]): Fault {
  const quoted = (of: readonly ScreenedSheet[]): string =>
    namesInQuotes(of.map(({ name }) => shownName(name)))
  const hidden = sheets.filter((sheet) => sheet.hidden)
  const names = { names: quoted(sheets), ...(hidden.length > 0 && { hidden: quoted(hidden) }) }
  return faultOf('two-sheets-fit', { details: names })
}
