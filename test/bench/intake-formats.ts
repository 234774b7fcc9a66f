import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeFeed, writeRegister, writeRegisterWorkbook } from './intake-files.ts'
import type { Job, Reading } from './intake-reader.ts'

const SOURCE = new URL('./intake-reader.ts', import.meta.url)
const READER = 'reader.mjs'
const MEGABYTE = 1_000_000
const ROUNDS = 3
const REGISTER_ROWS = 100_000
const FEED_ROWS = 1_000_000
const ACCEPTED_ROWS = 200_000

/**
 * How fast files are read and how much memory that takes, each reading in a process of its own. The peer is csv-parse
 * alone, over the same bytes and turn by turn with ours; of a workbook, over the same rows as CSV. Speeds and ratios are
 * of CPU time, so that they hold on a machine that has other work.
 */
export async function benchFormats(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'milaan-bench-'))
  const at = (name: string): string => join(directory, name)
  const reader = at(READER)
  try {
    await bundleReader(reader)
    await writeRegister(at('register.csv'), REGISTER_ROWS)
    await writeRegisterWorkbook(at('register.xlsx'), REGISTER_ROWS)
    await compare(reader, 'a register of 100,000 rows in CSV', 'tokens', at('register.csv'))
    await compare(reader, 'the same register in XLSX', 'tokens', at('register.xlsx'), at('register.csv'))
    await writeFeed(at('feed.csv'), FEED_ROWS)
    await compare(reader, 'a feed of a million rows', 'feed', at('feed.csv'))
    await rm(at('feed.csv'))
    await writeFeed(at('long.csv'), 4 * FEED_ROWS)
    console.log(`a feed of four million rows: ${inWords(await read(reader, 'feed', at('long.csv')))}`)
    await rm(at('long.csv'))
    await writeFeed(at('day.csv'), ACCEPTED_ROWS, 1)
    await compare(
      reader,
      'a feed of 200,000 rows over 400 centres accepted into the table',
      'accept',
      at('day.csv'),
    )
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** As it is shipped: what runs sources directly makes small functions slow. */
async function bundleReader(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(SOURCE)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@dynoxide/*'],
    // Files beside a source are looked for from there.
    define: { 'import.meta.url': JSON.stringify(SOURCE.href) },
    banner: {
      js: `import { createRequire as createRequireOfBench } from 'node:module'; const require = createRequireOfBench('${SOURCE.href}');`,
    },
    logLevel: 'warning',
  })
}

async function compare(reader: string, what: string, job: Job, path: string, peerPath = path): Promise<void> {
  const ours: Reading[] = []
  const peers: Reading[] = []
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await read(reader, job, path))
    peers.push(await read(reader, 'csv-parse', peerPath))
  }
  const [best, peer] = [fastest(ours), fastest(peers)]
  const { size } = await stat(path)
  const speed = ({ cpuMilliseconds }: Reading, bytes: number): string =>
    `${(bytes / MEGABYTE / (cpuMilliseconds / 1000)).toFixed(1)} MB/s`
  console.log(
    [
      `${what}, ${(size / MEGABYTE).toFixed(1)} MB`,
      `  ours:            ${speed(best, size)}, ${inWords(best)}`,
      `  csv-parse alone: ${speed(peer, (await stat(peerPath)).size)}, ${inWords(peer)}`,
      `  ratio of time:   ${(best.cpuMilliseconds / peer.cpuMilliseconds).toFixed(2)}`,
    ].join('\n'),
  )
}

const fastest = (readings: readonly Reading[]): Reading =>
  readings.reduce((best, reading) => (reading.cpuMilliseconds < best.cpuMilliseconds ? reading : best))

function inWords({ rows, cpuMilliseconds, milliseconds, peakMebibytes, mebibytesAt }: Reading): string {
  const at = mebibytesAt.map((mebibytes) => mebibytes.toFixed(0)).join(', ')
  const along = at === '' ? '' : `; ${at} MiB resident at 10, 50 and 100 %`
  const [cpu, wall] = [cpuMilliseconds, milliseconds].map((time) => (time / 1000).toFixed(2))
  return `${rows} rows in ${cpu} s of CPU (${wall} s on the clock), ${peakMebibytes.toFixed(0)} MiB at most${along}`
}

function read(reader: string, job: Job, path: string): Promise<Reading> {
  const child = spawn(process.execPath, [reader, job, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    const printed: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(printed).toString()))
      else reject(new Error(`reading as ${job} ended with status ${status}`))
    })
  })
}
