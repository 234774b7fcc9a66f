import { isByIssue } from '../../../lib/domain/messages/finding-in-words.ts'
import { longDay } from '../../../lib/domain/messages/place-and-day.ts'
import type { Finding, Rule } from '../../../lib/domain/report.ts'
import type { IsoDate } from '../../../lib/domain/rows.ts'
import { printable } from '../../printable.ts'
import { enumerate } from './counted.ts'
import { PAGE_WIDTH } from './page.ts'
import { wrap } from './width.ts'

const INDENT = '            '
const LISTED_IDS = 20
const LISTED_ACCOUNTS = 5

/** Token numbers of other centre-days than the finding's: they may stand there for other people. */
const TOKENS_OF_OTHERS: ReadonlyMap<Rule, string> = new Map([
  ['elsewhere', 'Tokens, at another centre'],
  ['late', 'Tokens, of an earlier day'],
])

/** A finding of a centre-day of that date: its sentence, then who issued what, when first, and which rows. */
export function findingLines(finding: Finding, date: IsoDate): string[] {
  const { rule, severity, explanation, certificates, tokens } = finding
  const facts = [issuers(finding), since(finding, date)].filter((fact) => fact !== '').join(' ')
  return [
    ...wrap(explanation, PAGE_WIDTH, `  ${severity.padEnd(INDENT.length - 2)}`),
    ...(facts === '' ? [] : wrap(facts, PAGE_WIDTH, INDENT)),
    ...rows('Certificates', certificates),
    ...rows(TOKENS_OF_OTHERS.get(rule) ?? 'Tokens', tokens),
  ]
}

/** Whether not everything of it is shown. */
export function isCut({ certificates, tokens, issuedBy }: Finding): boolean {
  return (
    certificates.length > LISTED_IDS ||
    tokens.length > LISTED_IDS ||
    Object.keys(issuedBy).length > LISTED_ACCOUNTS
  )
}

/** The busiest account first. */
function issuers({ issuedBy, certificates }: Finding): string {
  const accounts = Object.entries(issuedBy).sort(([, a], [, b]) => b - a)
  if (accounts.length === 0) return ''
  const named = accounts.map(([account, count]) =>
    accounts.length === 1 && count === certificates.length
      ? printable(account)
      : `${printable(account)} (${count})`,
  )
  return `Issued by ${enumerate(named, LISTED_ACCOUNTS)}.`
}

/** `First at 12:04.`, with the day where it is another one than the centre-day's. */
function since({ rule, at }: Finding, date: IsoDate): string {
  if (at === null) return ''
  const day = at.slice(0, 10)
  return `${isByIssue(rule) ? 'First at' : 'Since'} ${at.slice(11, 16)}${day === date ? '' : ` on ${longDay(day)}`}.`
}

function rows(title: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  return wrap(`${title}: ${enumerate(ids.map(printable), LISTED_IDS)}`, PAGE_WIDTH, INDENT)
}
