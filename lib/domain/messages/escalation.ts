import type { Message, Official } from '../outbox.ts'
import type { Instant } from '../rows.ts'
import { type AlertFacts, alertSubject, tellTier } from './alert.ts'
import { alertBody, paragraphs } from './alert-body.ts'
import { figuresOf, leadFinding } from './finding-in-words.ts'
import { centreAndDay, longTime, shortTime } from './place-and-day.ts'
import { cutWords } from './plain-text.ts'
import { fillTemplate } from './sms-template.ts'

/** An alert that nobody acknowledged in time. */
export interface EscalationFacts extends AlertFacts {
  /** Who was told and has not acknowledged. */
  readonly silent: readonly Official[]
  /** When they were told. */
  readonly since: Instant
}

/** The next tier is told what was found, who has not acknowledged it, and since when. */
export function escalationMessages(facts: EscalationFacts): Message[] {
  const { district, centre, report } = facts
  return tellTier(facts, {
    sms: fillTemplate(district.alerts.sms.templates.finding, [
      (max) => centreAndDay(centre, report.date, max),
      (max) => silence(facts, max),
    ]),
    subject: alertSubject('Milaan, not acknowledged', facts),
    body: `${paragraphs([silentOnes(facts)])}\n${alertBody(facts)}`,
  })
}

/** `16 of 71, no reply since 12:07`. */
function silence({ report, since, district }: EscalationFacts, max: number): string {
  const waiting = `no reply since ${shortTime(since, report.date, district.policy.timeZone)}`
  const figures = figuresOf(leadFinding(report), report.counts)
  const choices = figures === null ? [waiting] : [`${figures}, ${waiting}`, waiting]
  return choices.find((text) => text.length <= max) ?? cutWords('no reply', max)
}

function silentOnes({ silent, since, district }: EscalationFacts): readonly string[] {
  const told = longTime(since, district.policy.timeZone)
  if (silent.length === 0)
    return [`This incident has not been acknowledged since ${told}; nobody before you was told.`]
  return [
    `This incident has not been acknowledged since ${told} by:`,
    ...silent.map(({ name, role }) => `- ${name}, ${role}`),
  ]
}
