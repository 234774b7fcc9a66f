import type { Head } from '../../domain/head.ts'
import type { Instant, IsoDate } from '../../domain/rows.ts'
import { dateOfPartition, dayPartition, dueKey, duePartition, dueUntil, headKey, type Key } from './keys.ts'
import { absent, type Item, stillEquals, type Table, type Write } from './table.ts'

export async function readHead(table: Table, centreId: string, date: IsoDate): Promise<Head | null> {
  const item = await table.get(headKey(centreId, date))
  return item && toHead(item)
}

export async function readHeads(table: Table, dates: readonly IsoDate[]): Promise<readonly Head[]> {
  const days = await Promise.all(dates.map((date) => table.query(dayPartition(date), { prefix: 'CENTRE#' })))
  return days.flat().map(toHead)
}

/** Dates of the heads that are due. The index may lag by moments; who acts on it reads the heads again. */
export async function readDueDates(table: Table, now: Instant): Promise<readonly IsoDate[]> {
  const keys = await table.query(duePartition('HEAD'), { index: 'gsi1', upTo: dueUntil(now) })
  return [...new Set(keys.map((key) => dateOfPartition((key as unknown as Key).pk)))].sort()
}

export function headWrite(before: Head, after: Head): Write {
  const due = after.dueAt === null ? {} : dueKey('HEAD', after.dueAt)
  return {
    put: { ...headKey(after.centreId, after.date), ...after, ...due },
    expect: before.rev === 0 ? absent : stillEquals('rev', before.rev),
  }
}

function toHead(item: Item): Head {
  const { pk, sk, gsi1pk, gsi1sk, ...head } = item
  return head as unknown as Head
}
