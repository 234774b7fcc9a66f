/** A body that is larger than it may be. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** A body that ended before what was announced. */
export class BodyCutOff extends Error {
  override readonly name = 'BodyCutOff'
}

/** Neither a length nor chunks: its end cannot be told from a connection that was cut. */
export function isFramed({ headers }: Response): boolean {
  return headers.has('content-length') || /\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')
}

/** All of a body, unpacked, kept only as far as `most` bytes: past that nothing more is read. */
export async function wholeBody(response: Response, most: number): Promise<Uint8Array> {
  const announced = announcedBytes(response)
  if (announced !== null && announced > most) throw new BodyTooLarge('announced')
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > most) throw new BodyTooLarge('received')
    pieces.push(piece)
  }
  if (announced !== null && announced !== size) throw new BodyCutOff('fewer bytes than announced')
  return Buffer.concat(pieces, size)
}

/** Null where it is not told, or tells of the packed body. */
function announcedBytes({ headers }: Response): number | null {
  const length = headers.get('content-length')
  return length === null || headers.has('content-encoding') ? null : Number(length)
}
