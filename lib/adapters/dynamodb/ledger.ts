import { appendFacts, type LedgerEntry, type LedgerFact } from '../../domain/ledger.ts'
import { ledgerKey, ledgerPartition } from './keys.ts'
import { absent, type Item, type Table, type Write } from './table.ts'

/**
 * The entries that follow the end of a chain. Two writers that read the same end claim the same sequence:
 * one of them finds it taken, and its whole transaction is void.
 */
export async function ledgerWrites(
  table: Table,
  chain: string,
  facts: readonly LedgerFact[],
): Promise<Write[]> {
  const [last] = await table.query(ledgerPartition(chain), { descending: true, limit: 1 })
  const entries = appendFacts(chain, last ? toEntry(last) : null, facts)
  return entries.map((entry) => ({ put: { ...ledgerKey(chain, entry.sequence), ...entry }, expect: absent }))
}

export async function readLedger(table: Table, chain: string): Promise<readonly LedgerEntry[]> {
  return (await table.query(ledgerPartition(chain))).map(toEntry)
}

function toEntry(item: Item): LedgerEntry {
  const { pk, sk, ...entry } = item
  return entry as unknown as LedgerEntry
}
