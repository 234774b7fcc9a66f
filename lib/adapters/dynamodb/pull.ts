import type { PullState } from '../../application/pull-record.ts'
import { pullKey } from './keys.ts'
import { absent, stillEquals, type Table, type Write } from './table.ts'

export async function readPull(table: Table): Promise<PullState | null> {
  const item = await table.get(pullKey)
  if (!item) return null
  const { pk, sk, ...state } = item
  return state as unknown as PullState
}

export function pullWrite(before: PullState | null, after: PullState): Write {
  return { put: { ...pullKey, ...after }, expect: before ? stillEquals('rev', before.rev) : absent }
}
