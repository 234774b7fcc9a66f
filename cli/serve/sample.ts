import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Store } from '../../lib/application/store.ts'
import { officialRequestSchema } from '../../lib/contracts/api.ts'
import type { Centre } from '../../lib/domain/rows.ts'
import { parseCentres } from '../../lib/formats/parse.ts'

/** The sample's files do not fit the system: a fault of the build, never of a user. */
export class SampleBroken extends Error {
  override readonly name = 'SampleBroken'
}

const officialsSchema = z.array(officialRequestSchema.extend({ officialId: z.string() }))

/** Loads the register of the sample district. What is there already stays as an admin left it. */
export async function loadSample(sample: string, store: Store, timeZone: string): Promise<readonly Centre[]> {
  const centres = await parseCentres(await readFile(join(sample, 'centres.csv')), { timeZone })
  if (!centres.ok) throw new SampleBroken('centres.csv is refused')
  const officials = officialsSchema.parse(JSON.parse(await readFile(join(sample, 'officials.json'), 'utf8')))
  for (const centre of centres.value.centres) {
    if (!(await store.centre(centre.centreId))) await store.putCentre(centre)
  }
  for (const official of officials) {
    if (!(await store.official(official.officialId))) await store.putOfficial(official)
  }
  return centres.value.centres
}
