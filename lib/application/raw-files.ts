import type { ByteSource } from './byte-source.ts'

/** Where the bytes that people handed in are kept as they came, before anything is accepted. */
export interface RawFiles {
  /**
   * Returns once the bytes are safe. Keys hold the content's hash, so that keeping twice changes nothing; `sha256`,
   * in hexadecimal, is what they must hash to.
   */
  keep(key: string, source: ByteSource, sha256: string): Promise<void>
  /** Throws when there is no such file. */
  open(key: string): Promise<ByteSource>
}
