import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { milaan } from './workspace.ts'

describe('wrong usage', () => {
  const DAY = '--date 2021-08-28'
  const cases: readonly (readonly [string, string])[] = [
    ['', 'Which command?'],
    ['reconsile', 'There is no command "reconsile".'],
    ['--version now', '--version takes nothing after it.'],
    ['help me', 'There is no help on "me".'],
    ['serve --port 1', 'serve takes its settings from the environment alone.'],
    ['verify', 'verify takes a FILE, or the pages of a ledger.'],
    ['verify --all', 'verify has no option --all.'],
    ['reconcile --tokens a', '--date is missing: which day is asked for?'],
    ['reconcile --date 28-08-2021 --tokens a', '--date 28-08-2021 is not a date: write it as 2021-08-28.'],
    ['reconcile --date 2021-02-29 --tokens a', '--date 2021-02-29 is not a date: write it as 2021-08-28.'],
    [`reconcile ${DAY} --to soon --tokens a`, '--to soon is not a date: write it as 2021-08-28.'],
    [`reconcile ${DAY} --to 2021-08-27 --tokens a`, '--to 2021-08-27 is before --date 2021-08-28.'],
    [
      `reconcile ${DAY} --to 2022-08-29 --tokens a`,
      'From --date to --to are 367 days, and 366 are the most.',
    ],
    [`reconcile ${DAY}`, 'There is nothing to reconcile: give --tokens, --certificates or both.'],
    [`reconcile ${DAY} --stock a`, 'There is nothing to reconcile: give --tokens, --certificates or both.'],
    [`reconcile ${DAY} --tokens`, '--tokens needs a value.'],
    [`reconcile ${DAY} --tokens --replace`, '--tokens needs a value.'],
    [`reconcile ${DAY} --replace=yes --tokens a`, '--replace takes no value.'],
    [`reconcile ${DAY} --token a`, 'There is no option --token.'],
    [`reconcile ${DAY} -x`, 'There is no option -x.'],
    [`reconcile a ${DAY} --tokens b`, 'a follows no option that takes many files.'],
    [`reconcile ${DAY} --tokens a --replace b`, 'b follows no option that takes many files.'],
    [`reconcile ${DAY} ${DAY} --tokens a`, '--date is given twice.'],
    [`reconcile ${DAY} --tokens=`, 'A file name or value is empty.'],
    [
      `reconcile ${DAY} --tokens a --format pdf`,
      'There is no --format pdf: ask for text, json, csv or xlsx.',
    ],
    [`reconcile ${DAY} --tokens a --lang ta`, 'There is no --lang ta: ask for en, hi or mr.'],
    [`reconcile ${DAY} --tokens a --out ./a`, '--out ./a would overwrite a file that is read.'],
    ...['noon', '2021-08-28', '2021-08-32T10:00', '2021-08-28T25:00'].map((moment): [string, string] => [
      `reconcile ${DAY} --tokens a --as-of ${moment}`,
      `--as-of ${moment} is not a timestamp: write it as 2021-08-28T13:00 or 2021-08-28T13:00:00+05:30.`,
    ]),
  ]

  it.each(cases)('milaan %s: %s', async (line, sentence) => {
    const { status, stdout, stderr } = await milaan(line.split(' ').filter(Boolean))
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr.startsWith(`milaan: ${sentence}\n\nUsage: milaan `)).toBe(true)
  })
})

const COMMANDS = ['reconcile', 'template', 'check', 'verify', 'serve']

describe('help', () => {
  it.each([['help'], ['--help'], ['-h']])('lists the commands for %s', async (...args) => {
    const { status, stdout, stderr } = await milaan(args)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `)
  })

  it.each(COMMANDS)('on %s is the same by every road', async (command) => {
    const asked = await milaan(['help', command])
    expect(asked.stdout).toContain(`Usage: milaan ${command}`)
    expect(await milaan([command, '--help'])).toEqual(asked)
    expect(await milaan([command, '-h'])).toEqual(asked)
  })
})

describe('--version', () => {
  it('prints the version of the package', async () => {
    expect(await milaan(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' })
  })
})
