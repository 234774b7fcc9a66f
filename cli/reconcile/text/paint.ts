import type { Outcome } from '../../../lib/domain/report.ts'

/** How words stand out. Only finished text is painted, so that no width counts the codes. */
export interface Paint {
  heading(text: string): string
  outcome(text: string, outcome: Outcome): string
}

const COLOURS: Readonly<Record<Outcome, number>> = { breach: 31, incomplete: 33, balanced: 32 }

const PLAIN: Paint = { heading: (text) => text, outcome: (text) => text }
const COLOURED: Paint = {
  heading: (text) => `\u001b[1m${text}\u001b[22m`,
  outcome: (text, outcome) => `\u001b[${COLOURS[outcome]}m${text}\u001b[39m`,
}

/** Plain text unless a person looks on, and has not asked for plain text (no-color.org). */
export function terminalPaint(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb' ? COLOURED : PLAIN
}
