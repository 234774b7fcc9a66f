import type * as z from 'zod'
import { ledgerSchema } from '../lib/contracts/api.ts'
import { findBreak, type LedgerEntry } from '../lib/domain/ledger.ts'
import { ok, type Result, refuse } from '../lib/runtime/result.ts'
import { readInput, readStream } from './input-files.ts'
import { type Io, STATUS } from './io.ts'
import { printable } from './printable.ts'
import { usageOf } from './usage.ts'
import { wrongUsage } from './wrong-usage.ts'

type Ledger = z.infer<typeof ledgerSchema>

const NOTED_DIGITS = 12
const NO_ENTRY = 'it holds no entry, and no chain begins with none. Fetch the ledger again.'

/** `milaan verify FILE...`: whether the hash chain of a ledger is whole, computed anew from its pages in order. */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  const [first] = args
  if (first === '--help' || first === '-h') {
    io.stdout.write(usageOf('verify'))
    return STATUS.fine
  }
  if (first === undefined) return wrongUsage('verify takes a FILE, or the pages of a ledger.', 'verify', io)
  const option = args.find((arg) => arg.startsWith('--'))
  if (option) return wrongUsage(`verify has no option ${option}.`, 'verify', io)
  const pages: Ledger[] = []
  for (const file of args) {
    const page = await readLedger(file, io)
    if (!page.ok) return refused(printable(file), page.refusal, io)
    pages.push(page.value)
  }
  return answer(pages, io)
}

function answer(pages: readonly Ledger[], io: Io): number {
  const last = pages.at(-1)!
  const entries = pages.flatMap((page) => page.entries)
  const newest = entries.at(-1)
  if (!newest) return refused(`Chain ${printable(last.chain)}`, NO_ENTRY, io)
  const broken = breakOf({ ...last, entries })
  if (broken === null && last.cursor !== null) {
    const more = `more entries follow: fetch the ledger with ?cursor=${last.cursor} and name that file too.`
    return refused(`Chain ${printable(last.chain)}`, more, io)
  }
  const found = broken === null ? wholeAs(entries.length, newest) : `${broken}.`
  io.stdout.write(`Chain ${printable(last.chain)}: ${found}\n`)
  return broken === null ? STATUS.fine : STATUS.found
}

/** Names the last entry, to be noted: only by comparing does it show that the end of a chain was cut off. */
function wholeAs(count: number, { sequence, hash }: LedgerEntry): string {
  const entries = `${count} ${count === 1 ? 'entry' : 'entries'}`
  return `${entries}, whole; the last is ${sequence}, ${hash.slice(0, NOTED_DIGITS)}…`
}

function refused(what: string, why: string, io: Io): number {
  io.stderr.write(`${what}: ${why}\n`)
  return STATUS.refused
}

/** What the file itself says of its chain is believed only where it says that it is broken. */
function breakOf({ chain, whole, brokenAt, entries }: Ledger): string | null {
  const found = findBreak(entries)
  if (found) return `broken at entry ${found.sequence}: ${found.reason}`
  if (entries.some((entry) => entry.chain !== chain)) {
    return 'broken at entry 1: its entries belong to another chain'
  }
  if (whole && brokenAt === null) return null
  const where = brokenAt ? ` at entry ${brokenAt.sequence}` : ''
  return `broken${where}, as whoever answered it says, though the entries here are whole`
}

async function readLedger(file: string, io: Io): Promise<Result<Ledger, string>> {
  const bytes = file === '-' ? ok(await readStream(io.stdin)) : await readInput(file)
  if (!bytes.ok) return bytes
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder().decode(bytes.value))
  } catch {
    return refuse('This is not JSON. Save the answer of GET /v1/centres/{id}/ledger as it comes.')
  }
  const parsed = ledgerSchema.safeParse(content)
  return parsed.success
    ? ok(parsed.data)
    : refuse(`This is not the ledger of a centre. ${whyNot(parsed.error)}`)
}

function whyNot({ issues }: z.ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
