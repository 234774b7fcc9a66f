import type { HandedAs } from '../../lib/application/hand-in.ts'
import { centreIdSchema, dateSchema } from '../../lib/contracts/api.ts'
import { legSchema } from '../../lib/contracts/report.ts'

/** Where files are put, as whoever put one elsewhere is told. */
export const GRAMMAR =
  'Put files under feeds/<leg>/, sheets/<centre>/<date>/<leg>/ or centres/. Below a leg, replace/ says that the file is the whole truth; below that of a sheet, final/ says that nothing more will come.'

/**
 * What a file is by its key in the inbox bucket, or its path in the drop folder; null: nothing that we take. Below
 * `feeds/<leg>/` and `centres/` it may lie in folders of any name; `replace/` right below the leg, and in a sheet
 * also `final/`, say how it is meant.
 */
export function targetOf(key: string): HandedAs | null {
  const [folder, ...rest] = key.split('/')
  // A folder that somebody made by hand is an empty object with a slash at its end.
  if (rest.length === 0 || rest.at(-1) === '') return null
  switch (folder) {
    case 'feeds':
      return feedOf(rest)
    case 'sheets':
      return sheetOf(rest)
    case 'centres':
      return { kind: 'centres' }
    default:
      return null
  }
}

/** The upload whose file has that key. */
export function uploadOf(key: string): string | null {
  return /^uploads\/([A-Za-z0-9_-]{1,64})\/file$/.exec(key)?.[1] ?? null
}

function feedOf([written, ...names]: readonly string[]): HandedAs | null {
  const leg = legSchema.safeParse(written)
  const replace = names[0] === 'replace' && names.length > 1
  return leg.success && names.length > 0 ? { kind: 'feed', leg: leg.data, replace } : null
}

function sheetOf([centre, day, written, ...names]: readonly string[]): HandedAs | null {
  const centreId = centreIdSchema.safeParse(centre)
  const date = dateSchema.safeParse(day)
  const leg = legSchema.safeParse(written)
  const meant = names.length === 2 ? names[0] : undefined
  const [final, replace] = [meant === 'final', meant === 'replace']
  if (!centreId.success || !date.success || !leg.success) return null
  if (names.length !== 1 && !final && !replace) return null
  return { kind: 'sheet', leg: leg.data, centreId: centreId.data, date: date.data, final, replace }
}
