import type { MatchKind } from '../../../../lib/domain/centre-day.ts'
import type { Fate } from '../../../../lib/domain/reconciled-rows.ts'
import type { Action, Counts, Outcome, Severity } from '../../../../lib/domain/report.ts'
import type { Language } from '../../../../lib/formats/language.ts'
import { ENGLISH } from './english.ts'
import { HINDI } from './hindi.ts'
import { MARATHI } from './marathi.ts'

/** Titles that are no column of a file that people hand in. */
type Title =
  | ('what' | 'ref' | 'tokenDose' | 'certificateDose' | 'tokenTime' | 'certificateTime')
  | ('match' | 'otherDate' | 'otherCentre' | 'rules')
  | ('outcome' | 'action' | 'severity' | 'rule' | 'count' | 'since' | 'explanation')
  | ('unusual' | 'certificateIds' | 'tokenNumbers' | 'file' | 'row' | 'reason')

/** What a row is called: a token sent away was deferred, or its holder left. */
export type RowWord =
  | Exclude<Fate, 'for-sent-away' | 'sent-away'>
  | ('for-deferred' | 'for-left' | 'deferred' | 'left')

/** The words of the tables in one language. Names of sheets: at most 31 characters, none of `:\/?*[]`. */
export interface Words {
  readonly sheets: Readonly<Record<'rows' | 'centreDays' | 'findings' | 'quarantined' | 'about', string>>
  readonly titles: Readonly<Record<Title, string>>
  readonly rows: Readonly<Record<RowWord, string>>
  readonly kinds: Readonly<Record<MatchKind, string>>
  readonly counts: Readonly<Record<keyof Counts, string>>
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly actions: Readonly<Record<Action, string>>
  readonly severities: Readonly<Record<Severity, string>>
  readonly about: AboutWords
  /** Where a centre-day has unusually many certificates. */
  readonly usualAtMost: string
  /** `and {count} more` at the end of a list. */
  readonly more: string
}

interface AboutWords {
  readonly title: string
  readonly days: string
  readonly asOf: string
  readonly cutOffPassed: string
  readonly policy: string
  /** SHA-256 of the policy. */
  readonly policyHash: string
  readonly ruleVersions: string
  readonly centreDays: string
  readonly colours: string
  readonly alarm: string
  readonly waiting: string
  readonly gap: string
  readonly note: string
  readonly plain: string
  readonly toKnow: string
  readonly quarantined: string
  /** `{count}` rows, the exact matches among them `{exact}`. */
  readonly leftOut: string
  /** `{count}` rows of the sheet `{sheet}`, which is not that of rows. */
  readonly leftOutElsewhere: string
  readonly emptyDays: string
  readonly daysWithoutFeed: string
  readonly whatIsListed: string
  readonly emptyCounts: string
  readonly noRecordShows: string
}

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }
