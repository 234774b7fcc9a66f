import type { LocalInbox } from '../../../lib/adapters/local/inbox.ts'
import type { Store } from '../../../lib/application/store.ts'
import type { Head } from '../../../lib/domain/head.ts'
import { smsParts } from '../../../lib/domain/messages/sms-parts.ts'
import type { Message } from '../../../lib/domain/outbox.ts'
import type { Centre } from '../../../lib/domain/rows.ts'
import { board } from './board.ts'
import type { Receipt } from './play.ts'
import type { PlayedStep, PlayedTick, PlayedUpload } from './script.ts'

/** Prints the played day like a log that an official could follow. */
export interface Narrator {
  begin(done: number): void
  uploaded(step: PlayedUpload, receipt: Receipt): void
  ticked(step: PlayedTick): void
  /** Findings, proposals and messages that the step led to. */
  whatFollowed(step: PlayedStep): Promise<void>
  end(): Promise<void>
}

export interface NarratorParts {
  readonly store: Store
  readonly inbox: LocalInbox
  readonly centres: readonly Centre[]
  readonly explain: (head: Head) => Promise<readonly string[]>
  readonly print: (line: string) => void
}

const DATES = ['2021-08-27', '2021-08-28']

export function narrator({ store, inbox, centres, explain, print }: NarratorParts): Narrator {
  const names = new Map(centres.map((centre) => [centre.centreId, centre.name]))
  const nameOf = (centreId: string): string => names.get(centreId) ?? centreId
  const shown = new Map<string, string>()
  let told = 0
  let day = ''
  const line = (step: PlayedStep, tag: string, text: string): void => {
    if (day !== step.date) print(`\n${longDay(step.date)}`)
    day = step.date
    print(`  ${step.time}  ${tag.padEnd(9)} ${text}`)
  }
  const announce = async (step: PlayedStep, head: Head): Promise<void> => {
    const { outcome, action } = head.result!
    if (outcome === 'breach')
      for (const sentence of await explain(head))
        line(step, 'FINDING', `${nameOf(head.centreId)}: ${sentence}`)
    if (action !== 'propose-suspension') return
    line(step, 'PROPOSED', `Suspend ${nameOf(head.centreId)}. It waits for an official to confirm or refuse.`)
  }
  return {
    begin: (done) =>
      print(done === 0 ? 'A sample day is played first.' : 'The sample day goes on where it stopped.'),
    uploaded: (step, receipt) =>
      line(step, 'received', `${whoOf(step, nameOf)}: ${step.what}. ${countOf(receipt)}`),
    ticked: (step) => line(step, 'clock', step.what),
    whatFollowed: async (step) => {
      for (const head of await store.heads(DATES)) {
        const key = `${head.date} ${head.centreId}`
        const result = `${head.result?.outcome} ${head.result?.action} ${head.incidentId}`
        if (shown.get(key) !== result && head.result) await announce(step, head)
        shown.set(key, result)
      }
      const entries = await inbox.messages()
      for (const entry of entries.slice(told)) line(step, tagOf(entry), textOf(entry))
      told = entries.length
    },
    end: async () => {
      for (const date of DATES)
        print(`\nThe board of ${longDay(date)}, after cut-off\n${board(await store.heads([date]), nameOf)}`)
    },
  }
}

function whoOf(step: PlayedUpload, nameOf: (centreId: string) => string): string {
  const centreId = /^\/v1\/centres\/([^/]+)\//.exec(step.path)?.[1]
  return centreId ? nameOf(centreId) : 'Registry'
}

function countOf({ rows, centreDays, counts }: Receipt): string {
  if (centreDays) return `${rows} certificates of ${centreDays.length} centres.`
  return `${counts?.tokens ?? rows} tokens.`
}

const TAGS: Readonly<Record<Message['channel'], string>> = {
  sms: 'SMS',
  email: 'E-MAIL',
  'centre-status': 'MACHINES',
}
const tagOf = ({ channel }: Message): string => TAGS[channel]

function textOf({ channel, to, subject, text }: Message): string {
  if (channel === 'sms') return `to ${to}: “${text}” (${smsParts(text).parts} part)`
  if (channel === 'email') return `to ${to}: “${subject}”`
  return text
}

function longDay(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(new Date(date))
}
