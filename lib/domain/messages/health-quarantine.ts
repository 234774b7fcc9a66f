import type { Message, Official } from '../outbox.ts'
import type { Instant } from '../rows.ts'
import { paragraphs } from './alert-body.ts'
import { count } from './finding-in-words.ts'
import { mailSystem } from './health-mail.ts'
import { longTime } from './place-and-day.ts'
import { cutWords, plainText } from './plain-text.ts'
import type { TellingDistrict } from './recipients.ts'

/** A feed of which too many rows could not be read. */
export interface QuarantineFacts {
  readonly district: TellingDistrict
  /** The whole ladder. */
  readonly officials: readonly Official[]
  readonly feed: {
    /** As `GET /v1/feeds/{id}` takes it. */
    readonly feedId: string
    readonly sequence: number
    /** Of the raw file, hex. */
    readonly sha256: string
    readonly leg: string
    readonly receivedAt: Instant
    /** Id of the person or machine that handed it in. */
    readonly by: string
  }
  /** All rows of the file, those in quarantine included. */
  readonly rows: number
  /** Rows in quarantine by the code of their reason. */
  readonly reasons: Readonly<Record<string, number>>
}

const NAMED = 3

/**
 * E-mail to the first tier that so many rows of a feed stand in quarantine. One a feed: its id names the feed's number
 * and the hash of its file, so that the same bytes, applied anew as another feed, do not collide with it.
 */
export function quarantineAlert(facts: QuarantineFacts): Message[] {
  const { officials, feed } = facts
  const event = `feed:${feed.sequence}:${feed.sha256}:quarantine`
  return mailSystem(officials, event, { subject: subjectOf(facts), body: bodyOf(facts) })
}

function subjectOf(facts: QuarantineFacts): string {
  const { district, feed, rows } = facts
  const place = plainText(district.name) || district.district
  return cutWords(
    `Milaan, ${place}: ${quarantinedOf(facts)} of ${rows} rows of feed ${feed.sequence} could not be read`,
    99,
  )
}

function bodyOf(facts: QuarantineFacts): string {
  const { district, feed, rows, reasons } = facts
  const commonest = Object.entries(reasons)
    .filter(([, n]) => n > 0)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const named = commonest.slice(0, NAMED).map(([reason, n]) => `- ${wordsOf(reason)}: ${count(n, 'row')}`)
  const others = commonest.length - named.length
  return paragraphs([
    [
      `District: ${district.name}`,
      `Feed: number ${feed.sequence}, ${feed.leg}, received at ${longTime(feed.receivedAt, district.policy.timeZone)} from ${plainText(feed.by) || 'an account not named'}`,
    ],
    [
      `${quarantinedOf(facts)} of ${count(rows, 'row')} (${shareOf(facts)}) could not be read. They are kept and counted nowhere; the other rows were taken.`,
    ],
    ['The commonest reasons', ...named, ...(others > 0 ? [`- and ${count(others, 'other reason')}`] : [])],
    [
      'What you can do',
      `- See which rows: GET /v1/feeds/${feed.feedId}`,
      '- Ask the registry to correct them and to send them again: those that were taken are not counted twice.',
    ],
  ])
}

const quarantinedOf = ({ reasons }: QuarantineFacts): number =>
  Object.values(reasons).reduce((sum, n) => sum + n, 0)

/** `2.4 %`; never 0 and never 100 where some and not all are. */
function shareOf(facts: QuarantineFacts): string {
  const percent = (100 * quarantinedOf(facts)) / Math.max(1, facts.rows)
  if (percent < 0.1) return 'under 0.1 %'
  if (percent < 100 && percent > 99.9) return 'over 99.9 %'
  return `${Number(percent.toFixed(1))} %`
}

function wordsOf(reason: string): string {
  return IN_WORDS[reason] ?? plainText(reason)
}

/** What of a row cannot be read; a reason that is not here is named by its code. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'ragged-row': 'more or fewer cells than the header has columns',
  'broken-quote': 'a quotation mark that is not closed',
  'row-too-long': 'a row longer than a row can be',
  'missing-value': 'an empty cell that must not be empty',
  'bad-date': 'a date that is none',
  'future-date': 'a date that has not come yet',
  'bad-time': 'a time that is none',
  'bad-dose': 'a dose that is none',
  'bad-status': 'a status that is not known',
  'bad-ref': 'a reference id that is none',
  'ref-in-scientific-notation': 'a reference id that a spreadsheet has rounded',
  'bad-id': 'an id that is too long or broken by a line',
  'text-too-long': 'a text that is too long',
  'not-a-number': 'a number that is none',
  'negative-number': 'a number below zero',
  'number-too-large': 'a number too large to be a count',
  'unknown-centre': 'a centre that the district does not know',
  'not-text': 'characters that cannot be read',
}
