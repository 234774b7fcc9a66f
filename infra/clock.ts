import type { Policy } from '../lib/domain/policy.ts'
import type { HouseFunction } from './constructs/house-function.ts'
import type { Entry } from './constructs/timetable.ts'

/** What the clock of a district starts, in its own time. `reconcile` is told which run it is; `notify` needs nothing. */
export function clockOf(
  policy: Policy,
  { reconcile, notify }: { readonly reconcile: HouseFunction; readonly notify: HouseFunction },
): readonly Entry[] {
  const [hour, minute] = policy.cutOff.time.split(':').map(Number)
  return [
    {
      name: 'sweep',
      description: 'Sessions run: whatever was not reconciled in line, within five minutes',
      when: 'cron(0/5 6-21 * * ? *)',
      input: { run: 'sweep' },
      starts: reconcile,
    },
    {
      name: 'night-watch',
      description: 'No sessions: the same, less often, so that silence means that it is dead',
      when: 'cron(0/15 22-23,0-5 * * ? *)',
      input: { run: 'sweep' },
      starts: reconcile,
    },
    {
      name: 'cut-off',
      description: 'Centre-days stop waiting for late rows',
      when: `cron(${minute} ${hour} * * ? *)`,
      input: { run: 'cut-off' },
      starts: reconcile,
    },
    {
      name: 'nightly',
      description: 'Everything that was made under another policy, or went missing',
      when: 'cron(30 1 * * ? *)',
      input: { run: 'nightly' },
      starts: reconcile,
    },
    {
      name: 'minute',
      description: 'Messages and reminders that are due, day and night',
      when: 'rate(1 minute)',
      input: { run: 'minute' },
      starts: notify,
    },
  ]
}
