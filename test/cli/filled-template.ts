import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import { choicesOf } from '../../cli/template/choices.ts'
import type { Language } from '../../lib/formats/language.ts'
import { folder, milaan } from './workspace.ts'

/** Writes a template by the command line; answers the path of the workbook. */
export async function template(...args: readonly string[]): Promise<string> {
  const { path } = await folder()
  const out = join(path, 'template.xlsx')
  const { status, stderr } = await milaan(['template', ...args, '--out', out])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return out
}

/** The workbook with rows written below its header, as a person does. */
export async function filled(
  path: string,
  headerRow: number,
  ...rows: readonly (readonly (string | number)[])[]
) {
  const workbook = await openXlsx(await readFile(path))
  const [sheet] = workbook.sheets
  for (const [at, row] of rows.entries()) sheet!.rows[headerRow + at] = [...row]
  return saveXlsx(workbook)
}

export const sheetsOf = async (path: string) => (await openXlsx(await readFile(path))).sheets

export function wordsOf(language: Language) {
  return {
    dose: choicesOf('dose', 'tokens', language)!,
    outcome: choicesOf('outcome', 'tokens', language)!,
    certificate: choicesOf('status', 'certificates', language)!,
    centre: choicesOf('status', 'centres', language)!,
  }
}
