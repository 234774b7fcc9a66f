import * as z from 'zod'
import { parsePolicy } from '../../lib/contracts/policy.ts'
import { DEFAULT_POLICY, type Policy } from '../../lib/domain/policy.ts'
import { readInput } from '../input-files.ts'
import type { Notices } from './notices.ts'

/** The policy of a file; `otherwise` where none is given, the default where it is refused, so that reading goes on. */
export async function readPolicy(file: string | null, otherwise: Policy, notices: Notices): Promise<Policy> {
  if (file === null) return otherwise
  const bytes = await readInput(file)
  if (bytes.ok) return policyOf(bytes.value, file, notices)
  notices.refuse(file, bytes.refusal)
  return DEFAULT_POLICY
}

function policyOf(bytes: Uint8Array, file: string, notices: Notices): Policy {
  try {
    return parsePolicy(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    if (error instanceof SyntaxError) notices.refuse(file, 'This is not JSON.')
    else if (error instanceof z.ZodError) {
      for (const { path, message } of error.issues) {
        notices.refuse(file, [path.join('.'), message].filter(Boolean).join(': '))
      }
    } else throw error
    return DEFAULT_POLICY
  }
}
