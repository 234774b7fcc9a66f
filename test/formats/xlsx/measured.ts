import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Measured {
  /** None where the file was accepted. */
  readonly faults: readonly { readonly reason: string; readonly row: number | null }[]
  readonly milliseconds: number
  /** How far the process grew, at its largest. */
  readonly mebibytes: number
}

/** Reads a register in a process of its own, whose memory nothing else has grown. */
export function measured(bytes: Uint8Array): Promise<Measured> {
  const script = fileURLToPath(new URL('./measured-child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    const printed: Buffer[] = []
    child.stdout.on('data', (chunk) => printed.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(printed).toString()))
      else reject(new Error(`the reader ended with status ${status}`))
    })
    child.stdin.end(bytes)
  })
}
