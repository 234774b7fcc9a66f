import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, closeSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openFile, openSource } from '../../cli/reconcile/scan/file-source.ts'
import { Helper, startOwnWorker } from '../../cli/reconcile/scan/helper.ts'
import { blocksOf, scanFiles } from '../../cli/reconcile/scan/scan-files.ts'
import { sharedOf } from '../../cli/reconcile/scan/share.ts'
import { ScanThreads } from '../../cli/reconcile/scan/threads.ts'
import type { Report } from '../../lib/domain/report.ts'
import type { Scanned } from '../../lib/formats/scan/pieces.ts'
import { layoutOfFile } from '../../lib/formats/scan/scan.ts'
import { folder, milaan, reportOf } from './workspace.ts'

const CONTEXT = { timeZone: 'Asia/Kolkata', today: '2021-09-30' }
const CONTEXTS = { tokens: CONTEXT, certificates: CONTEXT }
const DAYS = ['reconcile', '--date', '2021-08-27', '--to', '2021-08-28'] as const
const ROWS = 70_000
const TOKENS = 'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome,remarks'
const CERTIFICATES =
  'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,vaccine,batch,issued_at,issued_by,status'

const two = (n: number): string => String(n).padStart(2, '0')
const dateOf = (n: number): string => `2021-08-${n < ROWS / 2 ? 27 : 28}`
const centreOf = (n: number): string => `PHC${Math.floor(n / 100) % 350}`
const timeOf = (n: number): string => `${two(9 + (Math.floor(n / 12) % 8))}:${two((5 * n) % 60)}`
/** Now and then with a digit too few. */
const refOf = (n: number): string => `${n % 499 === 1 ? '413' : '4137'}${String(n).padStart(10, '0')}`

function token(n: number): string {
  const outcome = n % 101 === 0 ? 'deferred' : 'vaccinated'
  return `${dateOf(n)},${centreOf(n)},${(n % 100) + 1},${refOf(n)},1,COVISHIELD,${timeOf(n)},${outcome},note ${n}`
}

function certificate(n: number): string {
  const ref = n % 997 === 0 ? `9${refOf(n).slice(1)}` : refOf(n)
  const issuedAt = `${dateOf(n)}T${timeOf(n)}:30+05:30`
  return `C${n},${centreOf(n)},${dateOf(n)},${ref},1,COVISHIELD,4121Z045,${issuedAt},op-${n % 7},${n % 1009 === 0 ? 'revoked' : 'issued'}`
}

const rows = (row: (n: number) => string): readonly string[] => Array.from({ length: ROWS }, (_, n) => row(n))
const tokenLines = [TOKENS, ...rows(token)]
const certificateLines = [CERTIFICATES, ...rows(certificate)]

async function scannedOf(tokens: readonly string[], certificates: readonly string[], replace = false) {
  const asked = { format: 'json', replace, files: { tokens, certificates, bookings: [], stock: [] } } as const
  const scanned = await scanFiles(asked, CONTEXTS)
  return {
    scanned,
    tokens: scanned.tokens.map((file) => file !== null),
    certificates: scanned.certificates.map((file) => file !== null),
  }
}

function bodyOf({ totals, centreDays, quarantined }: Report) {
  return { totals, centreDays, quarantined }
}

describe('large files', () => {
  it('give the report that they give row by row', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', tokenLines)
    const certificates = await write('certificates.csv', certificateLines)
    expect(await scannedOf([tokens], [certificates])).toMatchObject({ tokens: [true], certificates: [true] })
    // A quotation mark that says nothing is enough for the ordinary readers.
    const quoted = (lines: readonly string[]): readonly string[] => [
      ...lines.slice(0, -1),
      lines
        .at(-1)!
        .replace('PHC', '"PHC')
        .replace(/(PHC\d+)/, '$1"'),
    ]
    const same = [
      await write('t.csv', quoted(tokenLines)),
      await write('c.csv', quoted(certificateLines)),
    ] as const
    expect(await scannedOf([same[0]], [same[1]])).toMatchObject({ tokens: [false], certificates: [false] })
    const args = [...DAYS, '--format', 'json'] as const
    const scanned = await milaan([...args, '--tokens', tokens, '--certificates', certificates])
    const read = await milaan([...args, '--tokens', same[0], '--certificates', same[1]])
    expect(JSON.parse(scanned.stdout).totals.tokens).toBe(ROWS)
    expect(bodyOf(JSON.parse(scanned.stdout))).toEqual(bodyOf(JSON.parse(read.stdout)))
    expect(scanned.stderr).toContain(
      'tokens.csv: row 3, column beneficiary_ref: This reference id has not 14',
    )
    const ofTokens = scanned.stderr.split('\n').filter((line) => line.includes('tokens.csv: '))
    expect(ofTokens).toHaveLength(22)
    expect(ofTokens.at(-2)).toMatch(/: 121 more warnings are not listed\.$/)
    expect(scanned.stderr.split('\n').map((line) => line.replace(/\S*\.csv/, ''))).toEqual(
      read.stderr.split('\n').map((line) => line.replace(/\S*\.csv/, '')),
    )
  })

  it('are scanned beside others that are read, and the later feed still wins', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', tokenLines)
    const certificates = await write('certificates.csv', certificateLines)
    const revoked = (n: number): string => certificate(n).replace(/issued$/, 'revoked')
    const small = [CERTIFICATES, revoked(1), revoked(2), certificate(3).replace('PHC0', 'PHC1')]
    const later = await write('later.csv', small)
    const all = ['--tokens', tokens, '--certificates', certificates, later]
    expect((await scannedOf([tokens], [certificates, later])).certificates).toEqual([true, false])
    const alone = await reportOf([...DAYS, '--tokens', tokens, '--certificates', certificates])
    const both = await reportOf([...DAYS, ...all])
    expect(both.totals.certificates).toBe(alone.totals.certificates! - 2)
    expect(both.totals.matched).toBe(alone.totals.matched - 2)
  })

  it('of tokens are read one by one where a later one replaces what an earlier one holds', async () => {
    const { write } = await folder()
    const half = Math.ceil(ROWS / 2)
    const [first, second] = [tokenLines.slice(0, half + 1), [TOKENS, ...tokenLines.slice(half + 1)]]
    const more = (lines: readonly string[]) => [
      ...lines,
      ...lines.slice(1).map((line) => line.replace('PHC', 'N')),
    ]
    const one = await write('one.csv', more(first))
    const two = await write('two.csv', more(second))
    expect((await scannedOf([one, two], [])).tokens).toEqual([true, true])
    expect((await scannedOf([one, one], [])).tokens).toEqual([false, false])
    const { stderr } = await milaan([...DAYS, '--tokens', one, one])
    expect(stderr).toMatch(/This file replaces .*one\.csv for N0 on 2021-08-27/)
  })

  it('that a feed marked as the whole truth, or a report of every row, need are read', async () => {
    const { write } = await folder()
    const certificates = await write('certificates.csv', certificateLines)
    expect((await scannedOf([], [certificates], true)).certificates).toEqual([false])
    const asked = {
      format: 'csv',
      replace: false,
      files: { tokens: [], certificates: [certificates], bookings: [], stock: [] },
    } as const
    expect((await scanFiles(asked, CONTEXTS)).certificates).toEqual([null])
  })

  it('are refused as ever for a centre that nobody knows', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', [...tokenLines, token(1).replace('PHC0', 'NOBODY')])
    const known = Array.from({ length: 350 }, (_, n) => `PHC${n},Centre ${n}`)
    const centres = await write('centres.csv', ['centre_id,name', ...known])
    const { status, stderr } = await milaan([...DAYS, '--tokens', tokens, '--centres', centres])
    expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 2, lines: 2 })
    expect(stderr).toContain(`row ${ROWS + 2}, column centre_id, "NOBODY"`)
  })

  it('that were changed since are not taken for what they were', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', tokenLines)
    const { scanned } = await scannedOf([tokens], [])
    const [block] = blocksOf(scanned, 0).tokens
    expect(block!.at(0).vaccine).toBe('COVISHIELD')
    await appendFile(tokens, `${token(ROWS)}\n`)
    expect(() => block!.at(block!.columns.length - 1)).toThrow('changed while it was read')
  })

  it('that somebody writes to meanwhile are refused, and nothing is reported', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', tokenLines)
    const certificates = await write('certificates.csv', certificateLines)
    // Of columns that are not read it is told once all files are scanned, and before anything is judged.
    const told = (): void => appendFileSync(certificates, `${certificate(ROWS)}\n`)
    const args = [...DAYS, '--tokens', tokens, '--certificates', certificates, '--format', 'json']
    const { status, stdout, stderr } = await milaan(args, { told })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.split('\n').slice(-2)).toEqual([
      `${certificates}: This file was changed while it was read. Give it again when nobody writes to it.`,
      '',
    ])
  })

  it('that are no plain files are opened once, by who reads them', async () => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', tokenLines)
    const pipe = join(path, 'pipe')
    execFileSync('mkfifo', [pipe])
    const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', tokens, pipe])
    onTestFinished(() => void writer.kill())
    const report = await reportOf([...DAYS, '--tokens', pipe])
    expect(report.totals.tokens).toBe(ROWS)
  })
})

describe('the threads of a scan', () => {
  async function jobFor(lines: readonly string[]) {
    const { write } = await folder()
    const file = openFile(await write('tokens.csv', lines))!
    onTestFinished(() => closeSync(file.fd))
    const layout = layoutOfFile(openSource(file), 'tokens', CONTEXT)!
    return { path: file.path, fd: file.fd, size: file.size, layout, context: CONTEXT }
  }
  const rowsIn = (parts: readonly Scanned[]): number => parts.reduce((sum, { rows }) => sum + rows, 0)

  async function scanned(lines: readonly string[], threads: ScanThreads) {
    onTestFinished(() => threads.end())
    const [parts] = await threads.scan([await jobFor(lines)])
    return parts && rowsIn(parts)
  }

  it('take all pieces between them', async () => {
    expect(await scanned(tokenLines, new ScanThreads(2))).toBe(ROWS)
  })

  it('hand over what they found', async () => {
    const helper = new Helper(startOwnWorker())
    onTestFinished(() => helper.end())
    const share = await helper.ask(sharedOf([await jobFor(tokenLines)]))
    expect(rowsIn(share)).toBe(ROWS)
    expect(share[0]!.columns.place).toHaveLength(ROWS)
  })

  it('are not needed', async () => {
    const none = (): never => {
      throw new Error('no threads here')
    }
    expect(await scanned(tokenLines, new ScanThreads(1, none))).toBe(ROWS)
  })

  it('may be lost', async () => {
    const dying =
      "require('node:worker_threads').parentPort.once('message', ({ state }) => { Atomics.add(state, 0, 1); Atomics.add(state, 1, 1); throw new Error('lost') })"
    const threads = new ScanThreads(1, () => new Worker(dying, { eval: true }))
    expect(await scanned(tokenLines, threads)).toBe(ROWS)
  })

  it('give up a file together', async () => {
    expect(await scanned(tokenLines.with(ROWS - 10, `"${token(1)}`), new ScanThreads(1))).toBe(null)
  })
})
