/** Where the bytes that people handed in are kept as they came, before anything is accepted. */
export interface RawFiles {
  /** Returns once the bytes are safe. Keys hold the content's hash, so that keeping twice changes nothing. */
  keep(key: string, bytes: Uint8Array): Promise<void>
  /** Throws when there is no such file. */
  read(key: string): Promise<Uint8Array>
}
