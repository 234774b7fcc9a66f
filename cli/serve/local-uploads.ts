import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { toGateway } from '../../functions/api/gateway.ts'
import { problem } from '../../functions/api/problem.ts'
import { ingestUpload } from '../../functions/ingest/ingest.ts'
import { uploadOf } from '../../functions/ingest/target.ts'
import { fileSource } from '../../lib/adapters/local/file-source.ts'
import { BrokenForm, readForm } from '../../lib/adapters/local/multipart.ts'
import type { LocalUploadForms, Permit } from '../../lib/adapters/local/upload-forms.ts'
import type { Deps } from '../../lib/application/deps.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import type { Sent } from './http-server.ts'

/** `1630150000000~<unique>~<upload>`, a whole file; whatever else lies there is on its way. */
const WHOLE = /^\d{13,}~[0-9a-f-]{36}~([A-Za-z0-9_-]+)$/

/**
 * Stands for what S3 does with a presigned POST: takes the form, checks it, and has the file ingested. A file lies
 * under a hidden name until all of it is on the disk, and goes once its upload is decided; what a process that died
 * had left is taken at the next look.
 */
export class LocalUploads {
  readonly #folder: string
  readonly #forms: LocalUploadForms
  readonly #deps: Deps
  #looking: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(data: string, forms: LocalUploadForms, deps: Deps) {
    this.#folder = join(data, 'uploads')
    this.#forms = forms
    this.#deps = deps
  }

  /** Whatever is only half there is of a sender who has to send it again. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const halves = (await readdir(this.#folder)).filter((name) => name.startsWith('.'))
    for (const name of halves) await rm(join(this.#folder, name), { force: true })
  }

  /** Answers 204 once the file is safe, as S3 does; what becomes of it is told by its upload. */
  async post(request: IncomingMessage): Promise<Sent> {
    const half = join(this.#folder, `.${randomUUID()}`)
    try {
      const taken = await readForm(request, (fields, file) => this.#take(fields, file, half))
      if (!taken.ok) return taken.refusal
      await rename(half, join(this.#folder, `${Date.now()}~${randomUUID()}~${taken.value}`))
    } catch (error) {
      if (!(error instanceof BrokenForm)) throw error
      return toGateway(problem('invalid-request', { detail: error.message }))
    } finally {
      await rm(half, { force: true })
    }
    this.look().catch(() => undefined)
    return { statusCode: 204 }
  }

  /** Takes every file that is whole, in the order in which they came; one look at a time. */
  look(): Promise<void> {
    this.#looking = this.#looking
      .catch(() => undefined)
      .then(async () => {
        const names = (await readdir(this.#folder)).filter((name) => WHOLE.test(name)).sort()
        for (const name of names) if (!this.#stopped) await this.#ingest(name)
      })
    return this.#looking
  }

  /** Once the file that is being taken is taken; the others are left to the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#looking.catch(() => undefined)
  }

  /** The upload whose file is whole at `half` then. */
  async #take(
    fields: ReadonlyMap<string, string>,
    file: Readable,
    half: string,
  ): Promise<Result<string, Sent>> {
    const permit = this.#forms.check(fields, this.#deps.clock.now())
    const uploadId = permit && uploadOf(permit.key)
    if (!permit || !uploadId) {
      const detail = 'The form was not given out here, was changed, or is past its time.'
      return refuse(toGateway(problem('forbidden', { detail })))
    }
    if (await writeWithin(permit, file, half)) return ok(uploadId)
    const detail = `This form takes ${permit.least} to ${permit.most} bytes.`
    return refuse(toGateway(problem('invalid-request', { detail })))
  }

  async #ingest(name: string): Promise<void> {
    const path = join(this.#folder, name)
    const [, uploadId] = WHOLE.exec(name)!
    try {
      await ingestUpload(uploadId!, () => fileSource(path), this.#deps)
      await rm(path)
    } catch (error) {
      const code = error instanceof Error ? error.name : 'unknown'
      this.#deps.logger.error('upload-failed', { error: code })
    }
  }
}

/** All of the file, on the disk; false, with the rest unread, where it is shorter or longer than it may be. */
async function writeWithin({ least, most }: Permit, file: Readable, path: string): Promise<boolean> {
  const handle = await open(path, 'wx', 0o600)
  try {
    let size = 0
    for await (const piece of file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > most) return false
      await handle.appendFile(piece)
    }
    await handle.sync()
    return size >= least
  } finally {
    await handle.close()
  }
}
