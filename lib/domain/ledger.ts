import { createHash } from 'node:crypto'
import type { Instant } from './rows.ts'

/** What was decided, by whom: one fact of a chain, before it is chained. */
export interface LedgerFact {
  readonly kind: string
  readonly at: Instant
  /** Id of the person or machine, `milaan` for the system itself. */
  readonly by: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A fact in its place: whoever changes, drops or inserts one breaks every hash after it. */
export interface LedgerEntry extends LedgerFact {
  readonly chain: string
  /** 1 first, without gaps. */
  readonly sequence: number
  /** Hash of the entry before, `''` for the first. */
  readonly previous: string
  /** SHA-256, hex, of the canonical JSON of all other fields. */
  readonly hash: string
}

/** Chains facts, in order, after `last` (null: the chain is empty). */
export function appendFacts(
  chain: string,
  last: Pick<LedgerEntry, 'sequence' | 'hash'> | null,
  facts: readonly LedgerFact[],
): readonly LedgerEntry[] {
  let sequence = last?.sequence ?? 0
  let previous = last?.hash ?? ''
  return facts.map((fact) => {
    sequence++
    const entry = { chain, sequence, kind: fact.kind, at: fact.at, by: fact.by, data: fact.data, previous }
    previous = hashOf(entry)
    return { ...entry, hash: previous }
  })
}

/** Where a chain is broken first, and how; null when it is whole. */
export function findBreak(
  entries: readonly LedgerEntry[],
): { readonly sequence: number; readonly reason: string } | null {
  let previous = ''
  for (const [index, entry] of entries.entries()) {
    const { hash, ...rest } = entry
    const sequence = index + 1
    if (entry.sequence !== sequence) return { sequence, reason: 'an entry is missing or out of order' }
    if (entry.chain !== entries[0]!.chain) return { sequence, reason: 'an entry belongs to another chain' }
    if (entry.previous !== previous) return { sequence, reason: 'it does not follow the entry before it' }
    if (hashOf(rest) !== hash) return { sequence, reason: 'its content was changed' }
    previous = hash
  }
  return null
}

function hashOf(entry: Omit<LedgerEntry, 'hash'>): string {
  const { chain, sequence, kind, at, by, data, previous } = entry
  return sha256Of({ chain, sequence, kind, at, by, data, previous })
}

/** SHA-256, hex, of the canonical JSON of a value: by it anybody can tell whether theirs is the same. */
export function sha256Of(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** JSON with the keys of every object in code-unit order (RFC 8785 for the values that we write). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}
