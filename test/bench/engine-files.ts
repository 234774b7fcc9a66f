import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Report } from '../../lib/domain/report.ts'
import { type LargeFiles, writeLargeFiles } from './large-files.ts'

const BENCH = fileURLToPath(new URL('.', import.meta.url))
const BUILD = fileURLToPath(new URL('../../build.mjs', import.meta.url))
const MILLION = 1_000_000
const SCALES = [1 / 16, 1 / 4, 1]
const ROUNDS = 5

const run = promisify(execFile)

/**
 * `milaan reconcile` as a process, files to report, beside DuckDB as a process, in turns. DuckDB does one anti-join by
 * centre, date, ref and dose; ours is all passes and rules and the report of every centre-day.
 */
export async function benchFiles(): Promise<void> {
  console.log('Files to report, as processes: all passes and rules; DuckDB an anti-join of the same files')
  await assureDuckDb()
  const folder = await mkdtemp(join(tmpdir(), 'milaan-bench-'))
  try {
    const cli = join(folder, 'dist')
    await run(process.execPath, [BUILD, cli])
    for (const withSlips of [false, true]) {
      console.log(withSlips ? '  With a slip in one ref of a hundred:' : '  Each ref as its token has it:')
      for (const scale of SCALES) {
        const files = await writeLargeFiles(folder, MILLION * scale, { withSlips })
        await benchOne(files, join(cli, 'milaan.mjs'), join(folder, 'report.json'))
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function assureDuckDb(): Promise<void> {
  if (existsSync(join(BENCH, 'node_modules', '@duckdb', 'node-api'))) return
  console.log('  DuckDB is installed for this bench alone, into test/bench/node_modules (70 MB), once.')
  await run('npm', ['install', '--prefix', BENCH, '--no-audit', '--no-fund'])
}

async function benchOne(files: LargeFiles, cli: string, out: string): Promise<void> {
  const { tokens, certificates, from, to, rows, fakes, slips } = files
  const ours = [
    cli,
    'reconcile',
    '--date',
    from,
    '--to',
    to,
    '--tokens',
    tokens,
    '--certificates',
    certificates,
  ]
  const times = { ours: [] as number[], duckDb: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push((await timed([...ours, '--format', 'json', '--out', out])).milliseconds)
    const duckDb = await timed([join(BENCH, 'duckdb-anti-join.mjs'), tokens, certificates])
    times.duckDb.push(duckDb.milliseconds)
    const report: Report = JSON.parse(await readFile(out, 'utf8'))
    assureSame({ fakes, ours: report.totals.surplus })
    assureSame({ slips, ours: transcriptionsIn(report) })
    assureSame({ unmatched: fakes + slips, duckDb: Number(duckDb.stdout) })
  }
  const [own, peer] = [summary(times.ours), summary(times.duckDb)]
  console.log(
    `    ${rows} x ${rows}, ${fakes + slips} found by both: milaan best ${ms(own.best)}, median ${ms(own.median)}; ` +
      `DuckDB best ${ms(peer.best)}, median ${ms(peer.median)}; ratio ${(own.best / peer.best).toFixed(2)} of best, ` +
      `${(own.median / peer.median).toFixed(2)} of median`,
  )
}

/** What an anti-join cannot tell from a fake. */
function transcriptionsIn({ centreDays }: Report): number {
  const findings = centreDays.flatMap((centreDay) => centreDay.findings)
  return findings.reduce((sum, { rule, count }) => (rule === 'transcription' ? sum + count : sum), 0)
}

function assureSame(counts: Readonly<Record<string, number | null>>): void {
  if (new Set(Object.values(counts)).size > 1) throw new Error(`not the same: ${JSON.stringify(counts)}`)
}

/** Runs a script in a process of its own; an exit status of 1 says that something was found. */
async function timed(args: readonly string[]): Promise<{ milliseconds: number; stdout: string }> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { cwd: BENCH, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  const [status] = await once(child, 'close')
  if (status > 1) throw new Error(`${args[0]} ended with ${status}: ${stderr}`)
  return { milliseconds: performance.now() - begun, stdout }
}

function summary(times: readonly number[]): { readonly best: number; readonly median: number } {
  const sorted = times.toSorted((a, b) => a - b)
  return { best: sorted[0]!, median: sorted[sorted.length >> 1]! }
}

const ms = (time: number): string => `${time.toFixed(0)} ms`
