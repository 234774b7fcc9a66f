import { newCentreDay, vaccinatedOf } from './centre-day.ts'
import { compareIds } from './ids.ts'
import type { Policy } from './policy.ts'
import type { Instant, TokenLeg, TokenRow, TokenSheet } from './rows.ts'
import { watermarkOf } from './watermark.ts'

/** A token sheet as it was in force before another version came. */
export interface EarlierSheet {
  readonly sheet: TokenSheet
  readonly final: boolean
  /** How far it said that it was complete. */
  readonly watermark: Instant
}

type Register = Extract<TokenSheet, { kind: 'register' }>
type Totals = Extract<TokenSheet, { kind: 'totals' }>

export function earlierSheet(leg: TokenLeg, policy: Policy): EarlierSheet {
  const { sheet, final, uploadedAt, centreId, date } = leg
  const centreDay = newCentreDay(centreId, date)
  const rows = sheet.kind === 'register' ? sheet.rows : []
  const tokens = rows.map((row) => ({ row, centreDay, repeatOf: null, match: null }))
  const watermark = watermarkOf({ ...centreDay, tokenLeg: leg, tokens }, policy) ?? uploadedAt
  return { sheet, final, watermark }
}

/**
 * A later version of a token sheet, with what it raises (docs/rules.md, `sheet-raised`): of a register the lines that no
 * earlier version has, of totals how many vaccinated tokens more than any. What an earlier version raised stays so for
 * as long as it stands. `older` are the versions before `before`, the latest first: a shorter sheet in between makes no
 * old line new. A pure function of what is said: the same sheet again is the same again.
 */
export function raise(
  before: EarlierSheet,
  after: TokenSheet,
  at: Instant,
  older: readonly TokenSheet[] = [],
): TokenSheet {
  if (after.kind === 'totals') return raisedTotals(before, after, at, older)
  const registers = [before.sheet, ...older].filter((sheet) => sheet.kind === 'register')
  return registers.length > 0
    ? { kind: 'register', rows: raisedRows(before, registers, after, at) }
    : raisedByTotals(before, after, at, older)
}

/** Whether older versions have to be asked before this may be believed. */
export function asksForOlder(before: TokenSheet, after: TokenSheet, at: Instant): boolean {
  if (after.kind === 'totals') return after.raised?.at === at
  return before.kind === 'totals' || after.rows.some(({ raisedAt }) => raisedAt === at)
}

function raisedRows(
  { final, watermark }: EarlierSheet,
  registers: readonly Register[],
  { rows }: Register,
  at: Instant,
): readonly TokenRow[] {
  // Each line of a version before makes one of these unchanged, so lists are gone through and not looked into.
  const unchanged = new Map([...linesOfAll(registers)].map(([line, same]) => [line, same.values()]))
  return rows.map((row) => {
    const line = unchanged.get(lineOf(row))?.next().value
    if (line) return marked(row, line.raisedAt)
    const isBehind = row.issuedAt === null ? final : row.issuedAt <= watermark
    return marked(row, isBehind ? at : undefined)
  })
}

/** Of each line as many as the version has that has most of it, the later version's where several have. */
function linesOfAll(registers: readonly Register[]): ReadonlyMap<string, readonly TokenRow[]> {
  const all = new Map<string, readonly TokenRow[]>()
  for (const { rows } of registers) {
    for (const [line, same] of linesOf(rows)) {
      if (same.length > (all.get(line)?.length ?? 0)) all.set(line, same)
    }
  }
  return all
}

/** Lines that say the same, those that came in their time first: of a raised one and its twin the raised one goes. */
function linesOf(rows: readonly TokenRow[]): ReadonlyMap<string, readonly TokenRow[]> {
  const lines = new Map<string, TokenRow[]>()
  for (const row of rows) {
    const same = lines.get(lineOf(row))
    if (same) same.push(row)
    else lines.set(lineOf(row), [row])
  }
  for (const same of lines.values()) same.sort((a, b) => (a.raisedAt ?? 0) - (b.raisedAt ?? 0))
  return lines
}

/** Numbering a sheet anew changes no line that has a ref. */
function lineOf({ ref, tokenNo, dose, outcome }: TokenRow): string {
  return JSON.stringify([ref, ref === '' ? tokenNo : '', dose, outcome])
}

function raisedTotals(
  before: EarlierSheet,
  after: Totals,
  at: Instant,
  older: readonly TokenSheet[],
): Totals {
  const { kind, issued, deferred, left } = after
  const raised = raisedCount(before, after, at, older)
  return { kind, issued, deferred, left, ...(raised && { raised }) }
}

/**
 * A register in the place of totals names tokens that were only counted: nothing is raised by that but what it has
 * more. Which lines these are cannot be told; the last by time, then by number, stand for them.
 */
function raisedByTotals(
  before: EarlierSheet,
  after: Register,
  at: Instant,
  older: readonly TokenSheet[],
): Register {
  const raised = raisedCount(before, after, at, older)
  if (!raised) return { kind: 'register', rows: after.rows.map((row) => marked(row, undefined)) }
  const last = after.rows
    .filter(({ outcome }) => outcome === 'vaccinated')
    .sort((a, b) => (a.issuedAt ?? at) - (b.issuedAt ?? at) || compareIds(a.tokenNo, b.tokenNo))
    .slice(-raised.tokens)
  const isRaised = new Set(last)
  return {
    kind: 'register',
    rows: after.rows.map((row) => marked(row, isRaised.has(row) ? raised.at : undefined)),
  }
}

/** Vaccinated tokens beyond those that came in their time, and when the first such came; null where there are none. */
function raisedCount(
  { sheet, final }: EarlierSheet,
  after: TokenSheet,
  at: Instant,
  older: readonly TokenSheet[],
): { readonly tokens: number; readonly at: Instant } | null {
  const known = raisedBefore(sheet)
  const more = vaccinatedIn(after) - Math.max(...[sheet, ...older].map(vaccinatedIn))
  const tokens = (known?.tokens ?? 0) + (final ? more : Math.min(more, 0))
  return tokens > 0 ? { tokens, at: known?.at ?? at } : null
}

function raisedBefore(sheet: TokenSheet): { readonly tokens: number; readonly at: Instant } | null {
  if (sheet.kind === 'totals') return sheet.raised ?? null
  const times = sheet.rows.flatMap(({ outcome, raisedAt }) =>
    outcome === 'vaccinated' ? (raisedAt ?? []) : [],
  )
  return times.length > 0 ? { tokens: times.length, at: Math.min(...times) } : null
}

function vaccinatedIn(sheet: TokenSheet): number {
  if (sheet.kind === 'totals') return vaccinatedOf(sheet)
  return sheet.rows.filter(({ outcome }) => outcome === 'vaccinated').length
}

function marked({ raisedAt: _, ...row }: TokenRow, raisedAt: Instant | undefined): TokenRow {
  return raisedAt === undefined ? row : { ...row, raisedAt }
}
