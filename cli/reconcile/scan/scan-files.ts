import { closeSync } from 'node:fs'
import type { CertificateBlock, TokenBlock } from '../../../lib/domain/packed/blocks.ts'
import type { Instant } from '../../../lib/domain/rows.ts'
import type { ParseContext } from '../../../lib/formats/context.ts'
import type { Warning } from '../../../lib/formats/faults.ts'
import type { Layout, ScannedKind } from '../../../lib/formats/scan/layout.ts'
import type { Scanned } from '../../../lib/formats/scan/pieces.ts'
import {
  certificateBlocks,
  isWithinLimits,
  layoutOfFile,
  tokenBlocks,
} from '../../../lib/formats/scan/scan.ts'
import { warningsOf } from '../../../lib/formats/scan/warnings.ts'
import type { ReconcileRequest } from '../request.ts'
import {
  closedSource,
  type FileStamp,
  isUnchanged,
  type OpenFile,
  openFile,
  openSource,
} from './file-source.ts'
import type { Job } from './share.ts'
import { ScanThreads } from './threads.ts'

/** Smaller ones are read as soon as threads are ready. */
const LARGE_BYTES = 1024 * 1024

/** What was scanned of one file. */
export interface ScannedFile {
  readonly file: FileStamp
  readonly layout: Layout
  readonly parts: readonly Scanned[]
  readonly warnings: readonly Warning[]
}

/** By their places in the lists of files; null for one that an ordinary reader must read. */
export interface ScannedFiles {
  readonly tokens: readonly (ScannedFile | null)[]
  readonly certificates: readonly (ScannedFile | null)[]
}

/** What each kind of file is read against. */
type Contexts = Readonly<Record<ScannedKind, ParseContext>>

/**
 * Scans large files of tokens and of certificates, where that says all that an ordinary reader would. Reports that list
 * every row, and feeds that state the whole truth, need the rows by themselves.
 */
export async function scanFiles(
  {
    files: { tokens, certificates },
    format,
    replace,
  }: Pick<ReconcileRequest, 'files' | 'format' | 'replace'>,
  contexts: Contexts,
): Promise<ScannedFiles> {
  const isForReading = format !== 'text' && format !== 'json'
  const opened = [
    ...tokens.map((path) => (isForReading ? null : openLarge(path))),
    ...certificates.map((path) => (isForReading || replace ? null : openLarge(path))),
  ]
  try {
    const kindOf = (at: number): ScannedKind => (at < tokens.length ? 'tokens' : 'certificates')
    const scanned = await scanAll(opened, kindOf, contexts)
    return { tokens: allOrNone(scanned.slice(0, tokens.length)), certificates: scanned.slice(tokens.length) }
  } finally {
    for (const file of opened) if (file) closeSync(file.fd)
  }
}

async function scanAll(
  files: readonly (OpenFile | null)[],
  kindOf: (at: number) => ScannedKind,
  contexts: Contexts,
): Promise<readonly (ScannedFile | null)[]> {
  if (files.every((file) => file === null)) return files.map(() => null)
  const threads = new ScanThreads()
  try {
    const jobs = files.map((file, at) => file && jobOf(file, kindOf(at), contexts))
    const all = jobs.filter((job) => job !== null)
    const found = all.length === 0 ? [] : await threads.scan(all)
    return jobs.map((job, at) => job && scannedFile(files[at]!, job, found[all.indexOf(job)]!))
  } finally {
    threads.end()
  }
}

function jobOf(file: OpenFile, kind: ScannedKind, { [kind]: context }: Contexts): Job | null {
  const layout = layoutOfFile(openSource(file), kind, context)
  return layout && { path: file.path, fd: file.fd, size: file.size, layout, context }
}

function scannedFile(file: OpenFile, { layout }: Job, parts: readonly Scanned[] | null): ScannedFile | null {
  if (!parts || !isUnchanged(file) || !isWithinLimits(parts, layout)) return null
  const { path, size, stamp } = file
  return { file: { path, size, stamp }, layout, parts, warnings: warningsOf(parts) }
}

function openLarge(path: string): OpenFile | null {
  const file = openFile(path)
  if (!file || file.size >= LARGE_BYTES) return file
  closeSync(file.fd)
  return null
}

/** Of sheets a later one replaces an earlier one for the centre-days that it holds: who reads them all sees to that. */
function allOrNone(files: readonly (ScannedFile | null)[]): readonly (ScannedFile | null)[] {
  if (files.length < 2) return files
  const held = new Set<string>()
  for (const file of files) {
    const own = file ? centreDaysOf(file) : []
    if (!file || own.some((key) => held.has(key))) return files.map(() => null)
    for (const key of own) held.add(key)
  }
  return files
}

function centreDaysOf({ parts }: ScannedFile): readonly string[] {
  const keys = parts.flatMap(({ centreDays }) =>
    centreDays.map(({ centreId, date }) => `${date} ${centreId}`),
  )
  return [...new Set(keys)]
}

/** The blocks of all files that were scanned; a feed's number is its place among the files of certificates. */
export function blocksOf(
  { tokens, certificates }: ScannedFiles,
  uploadedAt: Instant,
): { readonly tokens: readonly TokenBlock[]; readonly certificates: readonly CertificateBlock[] } {
  return {
    tokens: tokens.flatMap((scanned) => {
      return scanned ? tokenBlocks(scanned.parts, scanned.layout, closedSource(scanned.file), uploadedAt) : []
    }),
    certificates: certificates.flatMap((scanned, at) => {
      return scanned
        ? certificateBlocks(scanned.parts, scanned.layout, closedSource(scanned.file), at + 1)
        : []
    }),
  }
}
