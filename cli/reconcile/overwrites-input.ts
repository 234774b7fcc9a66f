import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ReconcileRequest } from './request.ts'

/** Whether the report would take the place of a file that is read, by whatever name or link it is given. */
export async function overwritesInput(request: ReconcileRequest): Promise<boolean> {
  const { files, centres, policy, district, out } = request
  if (out === null) return false
  const singles = [centres, policy, district].filter((path) => path !== null)
  const [written, ...read] = await Promise.all(
    [out, ...singles, ...Object.values(files).flat()].map(identityOf),
  )
  return read.includes(written!)
}

/** What is no plain file is known by its path alone: a terminal may be read and written at once. */
async function identityOf(path: string): Promise<string> {
  const known = await stat(path, { bigint: true }).catch(() => null)
  return known?.isFile() ? `${known.dev}:${known.ino}` : resolve(path)
}
