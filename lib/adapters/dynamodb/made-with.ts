import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { DayContexts } from '../../application/store.ts'
import type { Policy } from '../../domain/policy.ts'
import type { IsoDate } from '../../domain/rows.ts'
import { contextKey, policyKey } from './keys.ts'
import { type Table, whatever } from './table.ts'

export async function readPolicy(table: Table, sha256: string): Promise<Policy | null> {
  const item = await table.get(policyKey(sha256))
  return item && JSON.parse(item.policy as string)
}

/** Its key says all that is in it: put again it is the same item. Read first, as that is nearly always enough. */
export async function keepPolicy(table: Table, sha256: string, policy: Policy): Promise<void> {
  if (await table.get(policyKey(sha256))) return
  await table.write({ put: { ...policyKey(sha256), policy: JSON.stringify(policy) }, expect: whatever })
}

/** One that does not say under which policy it was made is as good as none: the next night makes it again. */
export async function readContexts(table: Table, date: IsoDate): Promise<DayContexts | null> {
  const item = await table.get(contextKey(date))
  if (typeof item?.policy !== 'string') return null
  const entries = JSON.parse(inflateRawSync(item.contexts as Uint8Array).toString('utf8'))
  return { policy: item.policy, byCentre: new Map(entries) }
}

/** Deflated: a district of thousands of centres fits in one item. */
export async function putContexts(
  table: Table,
  date: IsoDate,
  { policy, byCentre }: DayContexts,
): Promise<void> {
  const contexts = deflateRawSync(JSON.stringify([...byCentre]))
  await table.write({ put: { ...contextKey(date), policy, contexts }, expect: whatever })
}
