import { type Fault, faultOf } from '../faults.ts'
import { MAX_SHARED_BYTES, MAX_SHARED_STRINGS, MAX_UNUSED_STRINGS } from '../limits.ts'
import { damaged, tooLarge, WorkbookDamage } from './damage.ts'
import { SheetScreen } from './sheet-screen.ts'
import { StringsScreen } from './strings-screen.ts'
import type { SheetPart, WorkbookParts } from './workbook-parts.ts'
import { type XmlListener, XmlScanner } from './xml-scanner.ts'
import { unpack, type ZipPart } from './zip-file.ts'

export interface ScreenedSheet extends SheetPart {
  readonly screen: SheetScreen
}

/** A workbook whose sheets and texts were looked through; `strings` is null where no cell shows any. */
export interface ScreenedWorkbook extends WorkbookParts {
  readonly sheets: readonly ScreenedSheet[]
}

/** Every sheet is unpacked once, and the texts that they share, none of it kept. Throws WorkbookDamage. */
export async function screenWorkbook(parts: WorkbookParts, isLate: () => boolean): Promise<ScreenedWorkbook> {
  const sheets: ScreenedSheet[] = []
  for (const sheet of parts.sheets) {
    const screen = new SheetScreen(sheet.part.size)
    await scan(sheet.part, screen, isLate)
    sheets.push({ ...sheet, screen })
  }
  const shown = sheets.reduce((sum, { screen }) => sum + screen.sharedCells, 0)
  if (shown === 0) return { ...parts, sheets, strings: null }
  if (!parts.strings) throw damaged()
  await screenStrings(parts.strings, sheets, shown, isLate)
  return { ...parts, sheets }
}

async function screenStrings(
  part: ZipPart,
  sheets: readonly ScreenedSheet[],
  shown: number,
  isLate: () => boolean,
): Promise<void> {
  if (part.size > MAX_SHARED_BYTES) throw tooLarge(MAX_SHARED_BYTES)
  const most = Math.min(MAX_SHARED_STRINGS, shown + MAX_UNUSED_STRINGS)
  const screen = new StringsScreen(most, part.size)
  try {
    await scan(part, screen, isLate)
  } catch (error) {
    if (screen.longText === null) throw error
    throw new WorkbookDamage(await longRow(sheets, screen.longText, isLate))
  }
  if (sheets.some((sheet) => sheet.screen.highestString >= screen.count)) throw damaged()
}

/** The row that shows a text which is too long: only the text is known when it turns out to be. */
async function longRow(
  sheets: readonly ScreenedSheet[],
  text: number,
  isLate: () => boolean,
): Promise<Fault> {
  for (const { part } of sheets) {
    const screen = new SheetScreen(part.size, text)
    await scan(part, screen, isLate)
    if (screen.rowSought !== null) return faultOf('row-too-long', { row: screen.rowSought })
  }
  return faultOf('damaged-workbook')
}

async function scan(part: ZipPart, listener: XmlListener, isLate: () => boolean): Promise<void> {
  const scanner = new XmlScanner(listener)
  for await (const piece of unpack(part)) {
    if (isLate()) throw tooLarge(part.size)
    scanner.write(piece)
    if (listener.isDone) return
  }
  scanner.end()
}
