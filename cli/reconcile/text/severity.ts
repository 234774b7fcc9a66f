import type { Action, CentreDayReport, Outcome, Severity } from '../../../lib/domain/report.ts'

const OUTCOMES: readonly Outcome[] = ['breach', 'incomplete', 'balanced']
const ACTIONS: readonly Action[] = ['suspend', 'propose-suspension', 'notify', 'none']
const SEVERITIES: readonly (Severity | undefined)[] = ['critical', 'major', 'minor', 'info', undefined]

/** By outcome, action, worst finding, then how many certificates are unexplained; else in the report's order. */
export function worstFirst<C extends CentreDayReport>(centreDays: readonly C[]): readonly C[] {
  return [...centreDays].sort(
    (a, b) =>
      OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
      ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action) ||
      SEVERITIES.indexOf(a.findings[0]?.severity) - SEVERITIES.indexOf(b.findings[0]?.severity) ||
      unexplained(b) - unexplained(a) ||
      (b.counts.shortfall ?? 0) - (a.counts.shortfall ?? 0),
  )
}

const unexplained = ({ counts }: CentreDayReport): number => (counts.surplus ?? 0) + counts.unjudged
