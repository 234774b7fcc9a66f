import { describe, expect, it } from 'vitest'
import { madeWithLine } from '../../cli/reconcile/text/made-with.ts'
import { addDays } from '../../lib/domain/calendar.ts'
import { madeWith } from '../../lib/domain/made-with.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { RULES } from '../../lib/domain/report.ts'
import { certificateRows, feed, register } from '../support/files.ts'
import { folder, milaan, reportOf, type WriteFile } from './workspace.ts'

const SATURDAY = '2021-08-28'
/** Mean 11, standard deviation 1: the C1 upper bound is 12.644854. */
const WEEK = [10, 12, 10, 12, 10, 12, 11]

/** Files of centres whose week was that, and who gave so many tokens and certificates from Saturday on. */
async function files(
  fromSaturday: Readonly<Record<string, readonly number[]>>,
  write: WriteFile,
): Promise<string[]> {
  const days = Object.entries(fromSaturday).flatMap(([centreId, counts]) =>
    [...WEEK, ...counts].map((count, index) => {
      const date = addDays(SATURDAY, index - WEEK.length)
      return { count, options: { centreId, date, from: 1 + 100 * index } }
    }),
  )
  const sheets = days.map(({ count, options }) =>
    write(`${options.centreId}-${options.date}.csv`, register(count, options)),
  )
  const rows = days.map(({ count, options }) => certificateRows(count, options))
  return [
    ...['reconcile', '--tokens', ...(await Promise.all(sheets))],
    ...['--certificates', await write('feed.csv', feed(...rows))],
  ]
}

const block = (stdout: string): string | undefined =>
  stdout.split('\n\n').find((part) => part.startsWith('Certificates beside'))

describe('the context in a text report', () => {
  it('is told where it is high, with its figures, what stands out first, and accuses nobody', async () => {
    const { write } = await folder()
    const args = await files({ N8: [25], DKMM: [13], JUB: [12] }, write)
    const policy = await write('policy.json', ['{ "unusual": { "falseDiscoveryRate": 0.03 } }'])
    const { status, stdout } = await milaan([...args, '--date', SATURDAY, '--policy', policy])
    expect(block(stdout)).toBe(`Certificates beside the earlier days of the same centre
  N8: 25 certificates, usually about 11 (C1 upper bound 12.6); stands out among the 3 centres of
  the day.
  DKMM: 13 certificates, usually about 11 (C1 upper bound 12.6); does not stand out among the 3
  centres of the day.
  Statistics accuse nobody: of many ordinary days some are high. They say where a look may be
  worth it.`)
    expect(status).toBe(0)
  })

  it('names the day where there are several, and no other centres where there are none', async () => {
    const { write } = await folder()
    const args = await files({ DKMM: [25, 11] }, write)
    const { stdout } = await milaan([...args, '--date', SATURDAY, '--to', addDays(SATURDAY, 1)])
    expect(block(stdout)).toContain(
      '  DKMM, 28 August 2021: 25 certificates, usually about 11 (C1 upper bound 12.6); stands out.\n',
    )
  })

  it('is told of what stands out below its bound, as a district may choose', async () => {
    const { write } = await folder()
    const policy = await write('policy.json', ['{ "unusual": { "falseDiscoveryRate": 0.5 } }'])
    const args = await files({ DKMM: [12] }, write)
    const { stdout } = await milaan([...args, '--date', SATURDAY, '--policy', policy])
    expect(block(stdout)).toContain('12 certificates, usually about 11 (C1 upper bound 12.6); stands out.')
  })

  it('is not spoken of on ordinary days', async () => {
    const { write } = await folder()
    const { stdout } = await milaan([...(await files({ DKMM: [12], N8: [10] }, write)), '--date', SATURDAY])
    expect(block(stdout)).toBeUndefined()
  })

  it('lists twenty, and says where the others are', async () => {
    const { write } = await folder()
    const centres = Array.from({ length: 21 }, (_, n) => [`N${n}`, [25]])
    const args = await files(Object.fromEntries(centres), write)
    const { stdout } = await milaan([...args, '--date', SATURDAY])
    expect(block(stdout)).toContain('  and 1 more\n')
    expect(stdout).toContain('Where a list ends in “and … more”, --format json lists all.')
  })

  it('is in the JSON of every centre-day that has one', async () => {
    const { write } = await folder()
    const report = await reportOf([
      ...(await files({ DKMM: [25] }, write)),
      ...['--date', addDays(SATURDAY, -1), '--to', SATURDAY],
    ])
    expect(report.centreDays.map(({ context }) => context)).toEqual([
      null,
      { c1: { statistic: 14, upperBound: 12.644854, exceeds: true }, c2: null, c3: null, unusual: true },
    ])
  })
})

describe('what a text report was made with', () => {
  const made = madeWith({ ...DEFAULT_POLICY, version: '2021-b' }, null)
  const { policy } = made
  const rules = { ...made.rules }
  for (const rule of RULES) rules[rule] = 1

  it('is one line', () => {
    expect(madeWithLine({ ...made, rules, policy: { ...policy, sha256: 'ab12cd34'.repeat(8) } })).toBe(
      'Policy 2021-b (ab12cd34), rules 1.',
    )
  })

  it('names the rules that have changed since the others', () => {
    expect(madeWithLine({ ...made, rules: { ...rules, late: 2, drift: 3 } })).toMatch(
      /, rules 1, but late 2 and drift 3\.$/,
    )
  })
})
