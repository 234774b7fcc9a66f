import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Policy } from '../../domain/policy.ts'
import type { Context } from '../../domain/report.ts'
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

export async function readContexts(
  table: Table,
  date: IsoDate,
): Promise<ReadonlyMap<string, Context> | null> {
  const item = await table.get(contextKey(date))
  if (!item) return null
  return new Map(JSON.parse(inflateRawSync(item.contexts as Uint8Array).toString('utf8')))
}

/** Deflated: a district of thousands of centres fits in one item. */
export async function putContexts(
  table: Table,
  date: IsoDate,
  contexts: ReadonlyMap<string, Context>,
): Promise<void> {
  const packed = deflateRawSync(JSON.stringify([...contexts]))
  await table.write({ put: { ...contextKey(date), contexts: packed }, expect: whatever })
}
