import { folder, milaan } from './workspace.ts'

export const REF = '41371800000055'
export const HEADER = 'date,centre,token,Ref ID,outcome'
/** What a sheet of one centre and day is handed in for. */
export const OWN = ['--centre', 'DKMM', '--date', '28-08-2021']

/** Runs a check of one file with these lines. */
export async function checked(lines: readonly string[], ...args: readonly string[]) {
  const { write, path } = await folder()
  const ran = await milaan(['check', await write('sheet.csv', lines), ...args])
  return { ...ran, stdout: ran.stdout.replaceAll(`${path}/`, '') }
}
