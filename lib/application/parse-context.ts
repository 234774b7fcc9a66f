import { fold } from '../formats/characters.ts'
import type { ParseContext } from '../formats/context.ts'
import type { Deps } from './deps.ts'

/** How the district's own files are read. */
export function parseContextOf({ district: { policy, formats } }: Pick<Deps, 'district'>): ParseContext {
  const { aliases, refPattern, zMeans, facilities } = formats
  return {
    timeZone: policy.timeZone,
    aliases,
    zMeans,
    facilities: new Map(Object.entries(facilities).map(([name, centreId]) => [fold(name), centreId])),
    ...(refPattern === undefined ? {} : { refPattern }),
  }
}
