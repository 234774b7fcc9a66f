import { parseContextOf } from '../lib/application/parse-context.ts'
import { DEFAULT_POLICY, type Policy } from '../lib/domain/policy.ts'
import type { ParseContext } from '../lib/formats/context.ts'
import type { Language } from '../lib/formats/language.ts'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'
import { readInput } from './input-files.ts'

/** How a district writes its files, in which language it is told of them, and what it decides for itself. */
export interface DistrictFormats {
  readonly context: ParseContext
  readonly language: Language | null
  readonly policy: Policy
}

/** What every district writes, and decides. */
export const ANY_DISTRICT: DistrictFormats = {
  context: { timeZone: DEFAULT_POLICY.timeZone },
  language: null,
  policy: DEFAULT_POLICY,
}

/** What every district writes, where no file is given. Refused with a sentence for each fault. */
export async function readDistrictFile(
  file: string | null,
): Promise<Result<DistrictFormats, readonly string[]>> {
  if (file === null) return ok(ANY_DISTRICT)
  const bytes = await readInput(file)
  if (!bytes.ok) return refuse([bytes.refusal])
  // Loaded for those who give such a file: the schemas take longer to load than a small day to reconcile.
  const { districtOf } = await import('./district-json.ts')
  const district = districtOf(bytes.value)
  if (!district.ok) return district
  return ok({
    context: parseContextOf({ district: district.value }),
    language: district.value.formats.language,
    policy: district.value.policy,
  })
}
