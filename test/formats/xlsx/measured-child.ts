import { parseTokens } from '../../../lib/formats/parse.ts'
import { IST } from '../sheet-files.ts'

/** Reads a register from standard input, and prints what became of it, how long that took and how much memory. */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk)
const bytes = Buffer.concat(chunks)
// What the reader needs anyway is there before the measure begins.
await parseTokens(Buffer.from('token_no\n1\n'), IST)
const before = process.resourceUsage().maxRSS
const start = performance.now()
const parsed = await parseTokens(bytes, IST)
const milliseconds = performance.now() - start
const mebibytes = (process.resourceUsage().maxRSS - before) / 1024
const faults = parsed.ok ? [] : parsed.refusal.faults.map(({ reason, row }) => ({ reason, row }))
process.stdout.write(JSON.stringify({ faults, milliseconds, mebibytes }))
