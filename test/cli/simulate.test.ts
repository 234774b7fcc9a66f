import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CsvParts } from '../../cli/simulate/csv-parts.ts'
import { readOptions } from '../../cli/simulate/options.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { MESS_NAMES } from '../../lib/simulation/mess/rates.ts'
import { districtOf, simulate } from '../../lib/simulation/simulate.ts'
import type { FraudTruth } from '../../lib/simulation/truth.ts'
import { folder, milaan, reportOf } from './workspace.ts'

const WEEK = ['simulate', '--centres', '8', '--days', '5', '--from', '2021-08-02']
const FILES = ['bookings.csv', 'centres.csv', 'certificates.csv', 'stock.csv', 'tokens.csv', 'truth.json']

async function newFolder(): Promise<string> {
  const { path } = await folder()
  return join(path, 'out')
}

const textsOf = async (path: string): Promise<readonly string[]> =>
  Promise.all((await readdir(path)).sort().map((name) => readFile(join(path, name), 'utf8')))

/** The line that it prints, as words of a command line. */
function lineOf(stdout: string): readonly string[] {
  const line = /milaan (reconcile [\s\S]*?)\n\n/.exec(stdout)![1]!
  return line.replaceAll('\\\n', ' ').split(/\s+/).filter(Boolean)
}

describe('milaan simulate', () => {
  it('writes files that the line it prints reconciles, and their truth', async () => {
    const out = await newFolder()
    const frauds = ['--fraud', 'stolen-credentials', 'ghost-session=1', '--fraud', 'identity-swap']
    const { status, stdout, stderr } = await milaan([...WEEK, ...frauds, '--out', out])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect((await readdir(out)).sort()).toEqual(FILES)
    const truth = JSON.parse(await readFile(join(out, 'truth.json'), 'utf8'))
    const report = await reportOf(lineOf(stdout))
    expect(report.quarantined).toEqual([])
    expect(truth.frauds).toHaveLength(3)
    for (const { centreId, date, certificates } of truth.frauds as FraudTruth[]) {
      const found = report.centreDays.find((day) => day.centreId === centreId && day.date === date)
      const listed = new Set(found?.findings.flatMap((finding) => finding.certificates))
      expect(certificates.filter((id) => !listed.has(id))).toEqual([])
    }
  })

  it('writes files that are reconciled as what docs/detection.md measures is', async () => {
    const out = await newFolder()
    const frauds = ['--fraud', 'after-suspension', 'stock-short', 'inflated-totals', 'night-entries']
    const args = [...WEEK, ...frauds, '--mess', 'entangled=1', 'lost-sheet=0.1', '--out', out]
    const request = readOptions(args.slice(1))
    if (!request.ok || request.value === 'help') throw new Error('wrong usage')
    const [district] = simulate(request.value.options)
    const asked = { from: '2021-08-02', to: '2021-08-06', asOf: null }
    const measured = reconcile(districtOf(district!.days(), district!.centres), asked, DEFAULT_POLICY)
    const { stdout } = await milaan(args)
    expect((await reportOf(lineOf(stdout))).centreDays).toEqual(measured.centreDays)
  })

  it('leaves files without a row out of the line', async () => {
    const out = await newFolder()
    const { stdout } = await milaan([...WEEK, '--mess', 'lost-sheet=1', '--out', out])
    const line = lineOf(stdout)
    expect(line).not.toContain('--tokens')
    expect(line).toContain('--stock')
    const { totals } = await reportOf(line)
    expect(totals.unjudged).toBe(totals.certificates)
  })

  it('says that there is nothing to reconcile where no centre was open', async () => {
    const out = await newFolder()
    const sunday = ['simulate', '--centres', '1', '--days', '1', '--from', '2021-08-01', '--out', out]
    const { status, stdout } = await milaan(sunday)
    expect(status).toBe(0)
    expect(stdout).toContain('No centre was open on these days: there is nothing to reconcile.')
    expect(stdout).not.toContain('milaan reconcile')
  })

  it.each(['0', '1'])(
    'says of a padded register that its files do not show it (totals-only=%s)',
    async (totals) => {
      const out = await newFolder()
      await milaan([...WEEK, '--fraud', 'padded-register', '--mess', `totals-only=${totals}`, '--out', out])
      const { frauds } = JSON.parse(await readFile(join(out, 'truth.json'), 'utf8'))
      const [{ visible, by, because }] = frauds as [FraudTruth]
      expect([visible, by]).toEqual(['none', []])
      expect(because).toMatch(/; a file alone cannot show it$/)
    },
  )

  it('tells which sheets came late, which no other file says', async () => {
    const out = await newFolder()
    await milaan([...WEEK, '--mess', 'late-sheet=1', 'lost-sheet=0', '--out', out])
    const { lateSheets } = JSON.parse(await readFile(join(out, 'truth.json'), 'utf8'))
    const tokens = (await readFile(join(out, 'tokens.csv'), 'utf8')).trim().split('\n').slice(1)
    const sheets = new Set(tokens.map((line) => line.split(',').slice(0, 2).join(' ')))
    const late = lateSheets as readonly { date: string; centreId: string; daysLate: number }[]
    expect(new Set(late.map(({ date, centreId }) => `${date} ${centreId}`))).toEqual(sheets)
    expect(new Set(late.map(({ daysLate }) => daysLate))).toEqual(new Set([1, 2]))
  })

  it('says how much it made', async () => {
    const out = await newFolder()
    const { stdout } = await milaan([...WEEK, '--seed', '7', '--fraud', 'two-a-day', '--out', out])
    const rows = async (name: string) =>
      (await readFile(join(out, name), 'utf8')).trim().split('\n').length - 1
    const [tokens, certificates] = [await rows('tokens.csv'), await rows('certificates.csv')]
    expect(stdout).toContain(
      `seed 7, 8 centres, 5 days, ${tokens} tokens,\n${certificates} certificates, 10 of them fake`,
    )
  })

  it('without mess or fraud makes a district in which everything balances', async () => {
    const out = await newFolder()
    const none = MESS_NAMES.map((name) => `${name}=0`)
    const { stdout } = await milaan([...WEEK, '--mess', ...none, '--out', out])
    const { totals } = await reportOf(lineOf(stdout))
    expect(totals.centreDays).toBeGreaterThan(10)
    expect(totals).toMatchObject({ balanced: totals.centreDays, surplus: 0, shortfall: 0 })
  })

  it('writes the same bytes for the same seed and others for another', async () => {
    const written = async (seed: string) => {
      const out = await newFolder()
      await milaan([...WEEK, '--seed', seed, '--fraud', 'night-entries', '--out', out])
      return textsOf(out)
    }
    const first = await written('1')
    expect(await written('1')).toEqual(first)
    expect(await written('2')).not.toEqual(first)
  })

  it('writes several districts into a folder each', async () => {
    const out = await newFolder()
    const { stdout } = await milaan([...WEEK, '--districts', '2', '--out', out])
    expect((await readdir(out)).sort()).toEqual(['district-001', 'district-002'])
    expect((await readdir(join(out, 'district-002'))).sort()).toEqual(FILES)
    expect(stdout.match(/milaan reconcile/g)).toHaveLength(2)
  })

  it('makes mess as common as asked for', async () => {
    const out = await newFolder()
    await milaan([...WEEK, '--mess', 'leaver=0.5', 'typing-slip=0', '--out', out])
    const tokens = (await readFile(join(out, 'tokens.csv'), 'utf8')).trim().split('\n').slice(1)
    const left = tokens.filter((line) => line.includes(',left,')).length
    expect(left / tokens.length).toBeGreaterThan(0.4)
    expect(left / tokens.length).toBeLessThan(0.6)
  })

  it('writes nothing into a folder that is not empty', async () => {
    const { path } = await folder()
    await writeFile(join(path, 'tokens.csv'), 'real')
    const { status, stdout, stderr } = await milaan([...WEEK, '--out', path])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      `${path}: This folder is not empty, and what is in it may be real. Name another with --out.\n`,
    )
    expect(await readdir(path)).toEqual(['tokens.csv'])
  })

  it('says that a file is no folder', async () => {
    const { write } = await folder()
    const file = await write('a.csv', ['a'])
    const { status, stderr } = await milaan([...WEEK, '--out', file])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${file}: This is a file, and a folder is needed.\n`,
    })
  })

  it.each([
    ['', '--centres is missing: how many centres has the district?'],
    ['--centres 3', '--days is missing: how many days are simulated?'],
    ['--centres 0 --days 1', '--centres 0 is no whole number from 1 to 9999.'],
    ['--centres 3 --days 367', '--days 367 is no whole number from 1 to 366.'],
    ['--centres 3 --days 1.5', '--days 1.5 is no whole number from 1 to 366.'],
    ['--centres 3 --days 1 --seed x', '--seed x is no whole number from 0 to 4294967295.'],
    ['--centres 3 --days 1', '--from is missing: which day is the first?'],
    ['--centres 3 --days 1 --from 2021-02-29', '--from 2021-02-29 is not a date: write it as 2021-08-28.'],
    ['--centres 3 --days 3 --from 2199-12-27', '--out is missing: which folder shall it be written to?'],
    [
      '--centres 3 --days 4 --from 2199-12-27',
      '--from 2199-12-27 is too late: no file may name the days that it reaches.',
    ],
    ['--centres 3 --days 1 --from 2021-08-28', '--out is missing: which folder shall it be written to?'],
    ['--centres 3 --centres 4', '--centres is given twice.'],
    ['now', 'now follows neither --mess nor --fraud.'],
    ['--speed 3', 'There is no option --speed.'],
    ['--mess', '--mess needs a value.'],
  ])('milaan simulate %s: %s', async (line, sentence) => {
    const { status, stderr } = await milaan(['simulate', ...line.split(' ').filter(Boolean)])
    expect({ status, said: stderr.split('\n')[0] }).toEqual({ status: 64, said: `milaan: ${sentence}` })
  })

  it.each([
    ['--mess noise=0.1', 'There is no --mess noise: there are typing-slip, deferral, '],
    ['--mess leaver', '--mess leaver has no rate from 0 to 1: write it as leaver=0.05.'],
    ['--mess leaver=2', '--mess leaver=2 has no rate from 0 to 1: write it as leaver=0.05.'],
    [
      '--mess leaver=1',
      'A visit has one kind of mess at most, and those of visits add up to 1.0758, defaults included.',
    ],
    ['--mess leaver=0.1 leaver=0.2', '--mess leaver is given twice.'],
    ['--fraud theft', 'There is no --fraud theft: there are stolen-credentials, two-a-day, '],
    ['--fraud two-a-day=x', '--fraud two-a-day=x is no count: write it as two-a-day=2.'],
    ['--fraud two-a-day=9', 'Every fraud takes a centre of its own: 9 are more than --centres 8.'],
  ])('with %s says: %s', async (line, sentence) => {
    const { status, stderr } = await milaan([...WEEK, ...line.split(' '), '--out', 'never-written'])
    expect(status).toBe(64)
    expect(stderr).toContain(`milaan: ${sentence}`)
  })

  it('explains itself', async () => {
    const { status, stdout } = await milaan(['simulate', '--help'])
    expect(status).toBe(0)
    expect(stdout).toContain('Usage: milaan simulate --centres N')
  })
})

describe('a leg that grows past what a sheet may have', () => {
  it('goes on in a next file, between two centre-days and with its header', async () => {
    const { path } = await folder()
    const parts = new CsvParts(path, 'tokens', 'a,b', 20)
    for (const day of [['1,1', '1,2'], ['2,1', '2,2', '2,3'], ['3,1']]) await parts.add(day)
    await parts.finish()
    expect(parts.filled).toEqual(['tokens.csv', 'tokens-2.csv'])
    expect(await textsOf(path)).toEqual(['a,b\n2,1\n2,2\n2,3\n3,1\n', 'a,b\n1,1\n1,2\n'])
  })

  it('without a row is a header', async () => {
    const { path } = await folder()
    const parts = new CsvParts(path, 'stock', 'a,b')
    await parts.finish()
    expect(parts.filled).toEqual([])
    expect(await textsOf(path)).toEqual(['a,b\n'])
  })
})
