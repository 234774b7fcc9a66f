import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'

/** The body is no form, ended in the middle of one, or its sender went away. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm'
}

/** What one form of a browser or a script holds: the fields before its file, and the file. */
const LIMITS = { fields: 20, fieldSize: 20_000, files: 1, parts: 22, headerPairs: 20, headerSize: 8192 }

/**
 * Reads a `multipart/form-data` body as S3 does: fields that come after the file are not looked at. `take` is given
 * the fields and the file's bytes; what it answers is answered once the form has come to its end. Throws BrokenForm,
 * and `take` is then stopped by an error of the file, where the form is not whole.
 */
export async function readForm<T>(
  request: IncomingMessage,
  take: (fields: ReadonlyMap<string, string>, file: Readable) => Promise<T>,
): Promise<T> {
  const parser = parserOf(request)
  const fields = new Map<string, string>()
  let taken: Promise<T> | null = null
  return new Promise((resolve, reject) => {
    let current: Readable | null = null
    const fail = (): void => {
      const broken = new BrokenForm('The form is not whole.')
      current?.destroy(broken)
      request.unpipe(parser)
      // Not before `take` has let go of what it was writing.
      Promise.allSettled([taken]).then(() => reject(broken))
    }
    parser.on('field', (name, value) => {
      if (!taken) fields.set(name.toLowerCase(), value)
    })
    parser.on('file', (_, file) => {
      current = file
      file.on('error', () => undefined)
      taken = take(fields, file)
      // What `take` leaves unread is let run out, so that the sender reads the answer.
      taken.catch(() => undefined).finally(() => file.resume())
    })
    parser.on('finish', () => (taken ? taken.then(resolve, reject) : fail()))
    parser.on('error', fail)
    request.on('close', () => {
      if (!request.complete) fail()
    })
    request.pipe(parser)
  })
}

function parserOf(request: IncomingMessage) {
  try {
    const isPartAFile = (name: string | undefined): boolean => name === 'file'
    return new Busboy({ headers: request.headers as BusboyHeaders, limits: LIMITS, isPartAFile })
  } catch {
    throw new BrokenForm('The body is no form.')
  }
}
