import {
  type FeedHealth,
  type HealthNews,
  isPassing,
  type PullTrouble,
  type Standstill,
  type Trouble,
} from '../health.ts'
import type { Message, Official } from '../outbox.ts'
import type { Instant } from '../rows.ts'
import { paragraphs } from './alert-body.ts'
import { count } from './finding-in-words.ts'
import { mailSystem } from './health-mail.ts'
import { longTime } from './place-and-day.ts'
import { cutWords, plainText } from './plain-text.ts'
import type { TellingDistrict } from './recipients.ts'

/** What is known when officials are told how the fetched feed goes. */
export interface HealthFacts {
  readonly district: TellingDistrict
  readonly officials: readonly Official[]
  readonly feed: { readonly leg: string; readonly host: string; readonly silentAfterMinutes: number }
  readonly news: HealthNews
  readonly standstill: Standstill
  /** Of the standstill, 1 first. */
  readonly number: number
  readonly trouble: Trouble | null
  readonly lastPageAt: FeedHealth['lastPageAt']
  readonly now: Instant
}

/**
 * E-mail to the first tier that the feed stopped, again each day while it lasts, and that it runs again. The id names
 * the moment it stopped, the standstill and the day of it: found again, it is the same message.
 */
export function healthMessages(facts: HealthFacts): Message[] {
  const { officials, standstill, number, news } = facts
  const step = news === 'runs-again' ? 'runs-again' : `stopped:${standstill.told}`
  const event = `pull:${new Date(standstill.since).toISOString()}:${number}:${step}`
  return mailSystem(officials, event, { subject: subjectOf(facts), body: bodyOf(facts) })
}

function subjectOf({ district, feed, news }: HealthFacts): string {
  const place = plainText(district.name) || district.district
  return cutWords(`Milaan, ${place}: the ${feedName(feed)} ${NEWS[news]}`, 99)
}

const NEWS: Readonly<Record<HealthNews, string>> = {
  stopped: 'has stopped',
  'still-stopped': 'still stands still',
  'runs-again': 'runs again',
}

const feedName = ({ leg }: HealthFacts['feed']): string =>
  leg === 'bookings' ? 'booking feed' : 'certificate feed'

function bodyOf(facts: HealthFacts): string {
  const { district, feed, news, standstill, now } = facts
  const { timeZone } = district.policy
  const what = [`District: ${district.name}`, `Feed: ${feedName(feed)}, fetched from ${feed.host}`]
  const since = longTime(standstill.since, timeZone)
  if (news === 'runs-again') {
    return paragraphs([
      what,
      [`It stood still from ${since} and runs again since ${longTime(now, timeZone)}.`],
      [
        'What was issued meanwhile is fetched and compared now; findings of those hours may come late. Nothing is lost.',
      ],
    ])
  }
  return paragraphs([
    [...what, `Stopped: ${since}`],
    ['Why', reasonOf(facts)],
    ['What it means', meaningOf(facts)],
    ['What you can do', ...CHOICES],
  ])
}

function meaningOf({ feed, lastPageAt, district }: HealthFacts): string {
  const from =
    lastPageAt === null
      ? 'Nothing of it has come yet'
      : `Nothing of it has come since ${longTime(lastPageAt, district.policy.timeZone)}`
  const loss =
    feed.leg === 'bookings'
      ? 'bookings made since are not compared with tokens.'
      : 'certificates issued since are not compared with tokens, and fakes among them are not found.'
  return `${from}: ${loss}`
}

const CHOICES = [
  '- Ask the registry why its feed does not answer, or tell whoever runs Milaan in your district.',
  '- Meanwhile the registry can hand the same files in itself: PUT /v1/feeds, or the inbox bucket.',
  '- Milaan asks again by itself, tells you once a day while it lasts, and when the feed runs again.',
]

/** A run that met nothing, and yet no page: then nothing starts the runs. */
function reasonOf({ trouble, feed }: HealthFacts): string {
  const silence = `No page could be taken for ${count(feed.silentAfterMinutes, 'minute')} of the district's hours.`
  if (trouble === null) return `${silence} Nothing is known to have tried: whoever runs Milaan must look.`
  const why = `${IN_WORDS[trouble.kind]}${detailOf(trouble)}.`
  return isPassing(trouble.kind) ? `${silence} The latest try: ${why}` : why
}

function detailOf({ kind, code: raw, count: n }: Trouble): string {
  const code = plainText(raw)
  if (kind === 'page-refused') return `: ${count(n, 'fault')}, the first is ${code}`
  return code === '' ? '' : ` (${code})`
}

const IN_WORDS: Readonly<Record<PullTrouble, string>> = {
  throttled: 'The server asks to be left alone for too long',
  'server-fault': 'The server fails',
  network: 'The server cannot be reached',
  timeout: 'The server does not answer in time',
  'cut-off': 'The answer breaks off before its end',
  'no-length': 'The answer does not tell how long it is, so that a whole one cannot be told from half',
  'page-repeats': 'The server answers the page before again and again',
  'cursor-loops': 'The pages of the feed lead in a circle',
  'page-refused': 'A page could not be read as a feed',
  'page-too-large': 'A page is larger than the district allows',
  'cursor-expired': 'The server has forgotten how far we are; somebody must tell Milaan where to begin again',
  'next-unusable': 'A page names another server, or nothing usable, as the place of the next one',
  'redirected-elsewhere': 'The server sends us to another server, where our credential must not go',
  'request-refused': 'The server refuses what it is asked',
  'credential-refused': 'The server does not take our credential',
  'secret-unreadable': 'The credential cannot be read from where secrets are kept',
}
