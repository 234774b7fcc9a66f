import type { Action, Counts, Outcome, Severity } from './report.ts'
import type { Instant, IsoDate, Leg, PastDay } from './rows.ts'

/** One accepted version of a leg, as the head of its centre-day names it. */
export interface LegVersion {
  readonly version: number
  /** Of the raw file, hex. */
  readonly sha256: string
  readonly rows: number
  readonly uploadedAt: Instant
  /** Who handed it in. */
  readonly by: string
  /** Once a version was final the leg is closed, whatever comes after it. */
  readonly final: boolean
  /** Of a token sheet: how far it and the versions before it said to be complete. */
  readonly completeUntil?: Instant
  /** Of a token sheet: whether it carries refs, and whether a version before it did. */
  readonly carriesRefs?: boolean
  readonly refsBefore?: boolean
}

/** What stands of a result on the head: enough for the board. The findings are made again from the legs. */
export interface StoredResult {
  readonly outcome: Outcome
  readonly action: Action
  readonly counts: Counts
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly count: number }[]
  /** SHA-256 of the whole centre-day report: equal means nothing changed. */
  readonly fingerprint: string
  readonly judgedAt: Instant
  /** What the day tells later ones of its centre. */
  readonly past: PastDay
  /** Hash of what earlier days told it: another one now means that it has to be judged again. */
  readonly pastSeen: string
}

/**
 * The head of a centre-day. Whoever touches the centre-day conditions the write on the `rev` read before its
 * legs, and adds one. `dirty`: rows were accepted that no stored result has seen, here or at a neighbour.
 */
export interface Head {
  readonly centreId: string
  readonly date: IsoDate
  readonly rev: number
  readonly dirty: boolean
  /** How many of its versions the mark of its shard has counted: all but those that came with a feed. */
  readonly counted: number
  readonly legs: Readonly<Partial<Record<Leg, LegVersion>>>
  /** Versions of the legs that the stored result has seen: rows that are gone since affect others as new ones do. */
  readonly judged: Readonly<Partial<Record<Leg, number>>>
  readonly result: StoredResult | null
  /** What the result was made under (`madeUnder`): the policy it names is kept, and its report made again with that. */
  readonly policy: string
  /** The latest incident of the centre-day. */
  readonly incidentId: string | null
  /** When time alone may change the result, null when it no longer can. */
  readonly dueAt: Instant | null
  /** Since when later days of the centre may have to be told of what this one tells: due at once until they are. */
  readonly untold?: Instant | undefined
}

export function newHead(centreId: string, date: IsoDate): Head {
  const nothing = { result: null, policy: '', incidentId: null, dueAt: null }
  return { centreId, date, rev: 0, dirty: false, counted: 0, legs: {}, judged: {}, ...nothing }
}

export function hasSameVersions(a: Head['legs'], b: Head['legs']): boolean {
  const legs = Object.keys({ ...a, ...b }) as Leg[]
  return legs.every((leg) => a[leg]?.version === b[leg]?.version)
}

/** The head after a new version of a leg was accepted. */
export function acceptVersion(head: Head, leg: Leg, version: LegVersion, isCounted: boolean): Head {
  return {
    ...head,
    rev: head.rev + 1,
    dirty: true,
    counted: head.counted + (isCounted ? 1 : 0),
    legs: { ...head.legs, [leg]: version },
    dueAt: version.uploadedAt,
  }
}
