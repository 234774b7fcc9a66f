import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Publisher } from '../../application/outbox.ts'
import { addressOf } from '../../domain/messages/address.ts'
import type { Message, Official } from '../../domain/outbox.ts'
import { ok, refuse } from '../../runtime/result.ts'
import { inboxPage } from './inbox-page.ts'

/** What `GET /local/inbox.json` lists: CONTRACT section 7. */
export type InboxEntry = Pick<
  Message,
  'id' | 'channel' | 'to' | 'centreId' | 'date' | 'incidentId' | 'tier' | 'text'
>

/** A message as it arrived. */
export interface Delivered {
  readonly message: Message
  /** Null for machines. */
  readonly recipient: Pick<Official, 'name' | 'role'> | null
}

export interface LocalInbox extends Publisher {
  /** Oldest first, in the order in which they were published. */
  list(): Promise<readonly InboxEntry[]>
  /** The messages whole, subjects included, in the same order. */
  messages(): Promise<readonly Message[]>
  /** The same as a page, to read as the recipients would. */
  html(): Promise<string>
}

/** `000000000012-<hash of the id>.json`: its number keeps the order, its hash tells that it is already here. */
const FILE = /^(\d{12})-([0-9a-f]{64})\.json$/

/**
 * Stands for handsets, mailboxes and machines on one machine: each message is one file under `directory`, which
 * is there whole or not at all, whatever stops the process. Refuses what SNS would refuse for want of an address.
 */
export function localInbox(directory: string): LocalInbox {
  let last: Promise<unknown> = Promise.resolve()
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  return {
    async publish(message, official) {
      const address = addressOf(message, official)
      if (address.kind === 'nowhere') return refuse({ code: address.code, retry: false })
      const recipient = official && { name: official.name, role: official.role }
      const receipt = await oneAtATime(() => deliver(directory, { message, recipient }))
      return ok({ receipt })
    },
    messages: async () => (await readAll(directory)).map(({ message }) => message),
    list: async () => (await readAll(directory)).map(({ message }) => entryOf(message)),
    html: async () => inboxPage(await readAll(directory)),
  }
}

/** Leaves one file for one id, however often it comes; answers the file's name without its ending. */
async function deliver(directory: string, delivered: Delivered): Promise<string> {
  await mkdir(directory, { recursive: true })
  const hash = createHash('sha256').update(delivered.message.id).digest('hex')
  const files = await filesOf(directory)
  const already = files.find((file) => file.hash === hash)
  if (already) return nameOf(already.sequence, hash)
  const name = nameOf((files.at(-1)?.sequence ?? 0) + 1, hash)
  await writeWhole(directory, `${name}.json`, JSON.stringify(delivered))
  return name
}

/** Synced under another name before it takes its own, then the directory too: a reader never sees half a file. */
async function writeWhole(directory: string, name: string, content: string): Promise<void> {
  const temporary = join(directory, `.${name}.${process.pid}.part`)
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(directory, name))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  const parent = await open(directory, 'r')
  await parent.sync().finally(() => parent.close())
}

async function readAll(directory: string): Promise<readonly Delivered[]> {
  const files = await filesOf(directory)
  return Promise.all(
    files.map(async ({ sequence, hash }) => {
      const json = await readFile(join(directory, `${nameOf(sequence, hash)}.json`), 'utf8')
      return JSON.parse(json) as Delivered
    }),
  )
}

/** The inbox's own files in order; anything else in the directory is left alone. */
async function filesOf(directory: string): Promise<readonly { sequence: number; hash: string }[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.sort().flatMap((name) => {
    const [, sequence, hash] = FILE.exec(name) ?? []
    return sequence && hash ? [{ sequence: Number(sequence), hash }] : []
  })
}

function nameOf(sequence: number, hash: string): string {
  return `${String(sequence).padStart(12, '0')}-${hash}`
}

function entryOf({ id, channel, to, centreId, date, incidentId, tier, text }: Message): InboxEntry {
  return { id, channel, to, centreId, date, incidentId, tier, text }
}
