import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import { Notices } from '../../cli/reconcile/notices.ts'
import { readOptions } from '../../cli/reconcile/options.ts'
import { readDistrict } from '../../cli/reconcile/read-district.ts'
import { tableReport } from '../../cli/reconcile/tables/table-report.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import type { ListedCentreDay } from '../../lib/domain/report.ts'
import type { Language } from '../../lib/formats/language.ts'
import { messyDay } from './messy-day.ts'
import { folder, milaan, NOW } from './workspace.ts'

export const XLSX = ['--format', 'xlsx']

/** The workbook of the messy day, as it lies on the disk. */
export async function written(...more: readonly string[]): Promise<Buffer> {
  const { write, path } = await folder()
  const out = join(path, 'report.xlsx')
  const { status, stdout } = await milaan([...(await messyDay(write)), ...XLSX, '--out', out, ...more])
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  return readFile(out)
}

export const sheetsOf = async (bytes: Uint8Array) => (await openXlsx(bytes, { readStyles: true })).sheets

/** The column of that title, without it. */
export function column(sheet: { readonly rows: readonly unknown[][] } | undefined, title: string): unknown[] {
  const [header = [], ...rows] = sheet?.rows ?? []
  expect(header).toContain(title)
  return rows.map((row) => row[header.indexOf(title)] ?? null)
}

interface Making {
  readonly most?: number
  readonly language?: Language
  readonly change?: (centreDay: ListedCentreDay) => ListedCentreDay
}

/** As the command makes it, with a smaller sheet, or of a report that says something else. */
export async function made({ most, language = 'en', change = (centreDay) => centreDay }: Making) {
  const { write } = await folder()
  const options = readOptions((await messyDay(write)).slice(1))
  if (!options.ok || options.value === 'help') throw new Error('The command line is wrong.')
  const { from, to } = options.value
  const read = await readDistrict(options.value, NOW, new Notices())
  const report = reconcile(read.district, { from, to, asOf: read.asOf }, read.policy)
  const changed = { ...report, centreDays: report.centreDays.map(change) }
  const { pieces, warnings } = tableReport(changed, read, 'xlsx', language, most)
  const chunks: Uint8Array[] = []
  for await (const piece of pieces) chunks.push(Buffer.from(piece))
  return { sheets: await sheetsOf(Buffer.concat(chunks)), warnings }
}
