import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiDeps } from '../../functions/api/http.ts'
import { rawDirectory } from '../../lib/adapters/local/raw-directory.ts'
import { temporarySpools } from '../../lib/adapters/local/temporary-spool.ts'
import { localUploadForms } from '../../lib/adapters/local/upload-forms.ts'
import type { Store } from '../../lib/application/store.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'
import { instantAt } from '../../lib/domain/calendar.ts'
import type { Official } from '../../lib/domain/outbox.ts'
import type { Centre } from '../../lib/domain/rows.ts'
import { recordingLogger } from './logger.ts'

/** Everything the use cases need, on a real table and real files, at a time that the test sets. */
export interface TestSystem extends ApiDeps {
  readonly logger: ReturnType<typeof recordingLogger>
  readonly at: (date: string, time: string) => void
  /** Where its files are. */
  readonly directory: string
}

export const OFFICIALS: readonly Official[] = [
  official('head', 1, 'Head of department'),
  official('dio', 1, 'District immunisation officer'),
  official('commissioner', 2, 'Additional commissioner'),
]

export async function newSystem(store: Store, centres: readonly string[] = ['DKMM']): Promise<TestSystem> {
  const file = new URL('../../infra/districts/aurangabad-mh.json', import.meta.url)
  const district = parseDistrict(JSON.parse(await readFile(file, 'utf8')))
  const directory = await mkdtemp(join(tmpdir(), 'milaan-test-'))
  let now = instantAt('2021-08-28', '13:00', 'Asia/Kolkata')
  for (const centreId of centres) await store.putCentre(centre(centreId))
  for (const person of OFFICIALS) await store.putOfficial(person)
  return {
    store,
    rawFiles: rawDirectory(directory),
    uploadForms: await localUploadForms(directory),
    newSpool: temporarySpools(join(directory, 'spool')),
    district,
    clock: { now: () => now },
    logger: recordingLogger(),
    directory,
    at: (date, time) => {
      now = instantAt(date, time, 'Asia/Kolkata')
    },
  }
}

export function centre(centreId: string): Centre {
  const nothing = { opens: null, closes: null, suspendedAt: null }
  return { centreId, name: `Centre ${centreId}`, block: 'City', status: 'active', ...nothing }
}

function official(officialId: string, tier: number, role: string): Official {
  const address = { phone: '+919800000000', email: `${officialId}@example.org` }
  return { officialId, name: officialId, role, tier, channels: ['sms', 'email'], ...address }
}
