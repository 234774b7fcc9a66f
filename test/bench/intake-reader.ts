import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../lib/adapters/dynamodb/table-definition.ts'
import { startEmbeddedDynamoDb } from '../../lib/adapters/local/embedded-dynamodb.ts'
import { fileSource } from '../../lib/adapters/local/file-source.ts'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { readCertificates } from '../../lib/formats/certificates.ts'
import { parseTokens } from '../../lib/formats/parse.ts'
import { newSystem } from '../support/system.ts'

/** What a process of its own measured of one file. */
export interface Reading {
  readonly rows: number
  readonly milliseconds: number
  /** Of all its threads: what others do on the machine meanwhile is not in it. */
  readonly cpuMilliseconds: number
  /** Resident memory at its largest, of the whole process. */
  readonly peakMebibytes: number
  /** Resident when a tenth, half and all of the bytes had been read. */
  readonly mebibytesAt: readonly number[]
}

export type Job = 'csv-parse' | 'tokens' | 'feed' | 'accept'

const KIBIBYTES = 1024
const MEBIBYTE = 1024 * 1024
const PIECE_BYTES = 256 * 1024
const IST = { timeZone: 'Asia/Kolkata' }

const JOBS: Readonly<Record<Job, (path: string, watch: Watch) => Promise<number>>> = {
  'csv-parse': async (path, watch) => {
    const parser = parse({ bom: true, relax_column_count: true })
    let rows = -1
    parser.on('readable', () => {
      while (parser.read() !== null) rows++
    })
    for await (const piece of watch(path)) {
      if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve))
    }
    parser.end()
    await new Promise((resolve) => parser.once('end', resolve))
    return rows
  },
  tokens: async (path) => {
    const read = await parseTokens(await readFile(path), IST)
    if (!read.ok) throw new Error(JSON.stringify(read.refusal.faults[0]))
    return read.value.rowCount
  },
  feed: async (path, watch) => {
    let rows = 0
    const read = await readCertificates(watch(path), IST, {
      rows: (batch) => {
        rows += batch.length
      },
      quarantined: () => undefined,
    })
    if (!read.ok) throw new Error(JSON.stringify(read.refusal.faults[0]))
    return rows
  },
  accept: async (path) => {
    const directory = await mkdtemp(join(tmpdir(), 'milaan-bench-'))
    const database = await startEmbeddedDynamoDb(join(directory, 'table.db'))
    const client = localDynamoDbClient(database.endpoint)
    try {
      await ensureTable(client, 'milaan')
      const centres = Array.from({ length: 400 }, (_, number) => `C${number}`)
      const system = await newSystem(createStore({ client, tableName: 'milaan', rowsDays: 400 }), centres)
      const source = await fileSource(path)
      const taken = await acceptFeed({ leg: 'certificates', source, by: 'registry' }, system)
      if (!taken.ok) throw new Error(JSON.stringify(taken.refusal.faults[0]))
      return taken.value.receipt.rows
    } finally {
      client.destroy()
      await database.stop()
      await rm(directory, { recursive: true })
    }
  },
}

/** A file's bytes, its memory noted on the way. */
type Watch = (path: string) => AsyncGenerator<Buffer, void>

async function measure(job: Job, path: string): Promise<Reading> {
  const mebibytesAt: number[] = []
  const { size } = await stat(path)
  const marks = [0.1, 0.5, 1].map((share) => share * size)
  async function* watch(): AsyncGenerator<Buffer, void> {
    let read = 0
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      read += piece.length
      yield piece
      if (read >= marks[mebibytesAt.length]!) mebibytesAt.push(process.memoryUsage().rss / MEBIBYTE)
    }
  }
  const start = performance.now()
  const before = process.cpuUsage()
  const rows = await JOBS[job](path, watch)
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  const cpuMilliseconds = (user + system) / 1000
  return {
    rows,
    milliseconds,
    cpuMilliseconds,
    peakMebibytes: process.resourceUsage().maxRSS / KIBIBYTES,
    mebibytesAt,
  }
}

const [job, path] = process.argv.slice(2) as [Job, string]
process.stdout.write(JSON.stringify(await measure(job, path)))
