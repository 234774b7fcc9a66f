import * as z from 'zod'
import { type DistrictConfig, parseDistrict } from '../lib/contracts/district.ts'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'

/** The district that a file of JSON describes. Refused with a sentence for each fault. */
export function districtOf(bytes: Uint8Array): Result<DistrictConfig, readonly string[]> {
  try {
    return ok(parseDistrict(JSON.parse(new TextDecoder().decode(bytes))))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(['This is not JSON.'])
    if (!(error instanceof z.ZodError)) throw error
    return refuse(
      error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')),
    )
  }
}
