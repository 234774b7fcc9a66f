/** Text of one record, or nothing where it is longer than a record can be. */
export interface JsonPiece {
  /** 1 is the first record of the file. */
  readonly row: number
  readonly text: string | null
}

/** A certificate of the registry has some 3 KB; a megabyte is none. */
export const MAX_RECORD_BYTES = 1024 * 1024
/** Under these names a list of records stands in an answer of the registry, or of what stands before it. */
const LIST_NAMED =
  /"(?:certificates|VaccinationCertificate|data|items|records|results)"[ \t\r\n]*:[ \t\r\n]*$/
const LIST_NAME_BYTES = 64
const DEEPEST_LIST = 2

const LF = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const BRACKET = { open: 0x5b, close: 0x5d }
const BRACE = { open: 0x7b, close: 0x7d }

/**
 * Cuts records out of JSON (UTF-8) that comes in chunks: of a list, of objects one behind the other, or of a list
 * inside an object. It only counts brackets outside of strings, holds one record at most and skips what is too long;
 * whether a record is valid JSON is for the parser to say. So a bad record, however deep or long, costs no other.
 */
export class JsonSplitter {
  /** Brackets that are open. */
  #depth = 0
  /** Brackets that are open round a record. */
  #base = 0
  #inString = false
  #escaped = false
  /** Bytes belong to a record, or to an object that may turn out to hold a list of them. */
  #isOpen = false
  /** The object at hand has held its list: what is left of it is no record. */
  #isSpent = false
  #row = 0
  #kept: Uint8Array[] = []
  #size = 0
  #chunk: Uint8Array = new Uint8Array()
  #from = 0
  #pieces: JsonPiece[] = []

  /** The number of the record at hand, or of the next. */
  get row(): number {
    return this.#row + 1
  }

  /** Something is open that the rest of the file must close. */
  get isAmidst(): boolean {
    return this.#depth > 0 || this.#inString
  }

  /** Records that are complete with this chunk. */
  push(chunk: Uint8Array): readonly JsonPiece[] {
    this.#chunk = chunk
    this.#from = 0
    this.#pieces = []
    for (let at = 0; at < chunk.length; at++) {
      if (this.#inString) at = this.#throughString(at)
      else this.#read(chunk[at]!, at)
    }
    if (this.#isOpen) this.#keep(chunk.length)
    return this.#pieces
  }

  /** What the end of the file completes: a word that stands by itself. */
  end(): readonly JsonPiece[] {
    this.#chunk = new Uint8Array()
    this.#from = 0
    this.#pieces = []
    if (this.#isOpen && !this.isAmidst) this.#close(0)
    return this.#pieces
  }

  #read(byte: number, at: number): void {
    switch (byte) {
      case QUOTE:
        this.#open(at)
        this.#inString = true
        return
      case BRACKET.open:
      case BRACE.open:
        this.#openBracket(byte, at)
        return
      case BRACKET.close:
      case BRACE.close:
        this.#closeBracket(at)
        return
      case COMMA:
        if (this.#depth === this.#base) this.#close(at)
        return
      default:
        if (byte === LF && this.#depth === 0) this.#close(at)
        else if (byte > 0x20) this.#open(at)
    }
  }

  #openBracket(byte: number, at: number): void {
    const isList = byte === BRACKET.open && this.#base === 0
    if (this.#depth === this.#base) {
      this.#close(at)
      if (isList) this.#base = 1
      else this.#open(at)
    } else if (isList && this.#depth <= DEEPEST_LIST && this.#isNamedAsList(at)) {
      this.#drop()
      this.#isSpent = true
      this.#base = this.#depth + 1
    }
    this.#depth++
  }

  #closeBracket(at: number): void {
    if (this.#depth > this.#base) {
      this.#depth--
      if (this.#depth === this.#base) this.#close(at + 1)
      return
    }
    if (this.#base === 0) {
      this.#open(at)
      return
    }
    this.#close(at)
    this.#depth--
    this.#base = 0
    if (this.#depth > 0) this.#open(at + 1)
  }

  /** To the end of a string, which is no string where a line ends in it. */
  #throughString(from: number): number {
    for (let at = from; at < this.#chunk.length; at++) {
      const byte = this.#chunk[at]!
      if (this.#escaped) this.#escaped = false
      else if (byte === BACKSLASH) this.#escaped = true
      else if (byte === QUOTE || byte === LF) {
        this.#inString = false
        if (byte === LF && this.#base === 0) this.#breakOff(at)
        return at
      }
    }
    return this.#chunk.length
  }

  /** One record a line: the next begins with the next line. */
  #breakOff(at: number): void {
    this.#depth = 0
    this.#close(at)
  }

  #open(at: number): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#from = at
  }

  #close(at: number): void {
    if (!this.#isOpen) return
    this.#keep(at)
    if (!this.#isSpent || this.#base > 0) {
      this.#row++
      this.#pieces.push({ row: this.#row, text: this.#size > MAX_RECORD_BYTES ? null : textOf(this.#kept) })
    } else this.#isSpent = false
    this.#drop()
  }

  #drop(): void {
    this.#isOpen = false
    this.#kept = []
    this.#size = 0
  }

  /** What of the chunk belongs to the record, unless that is too long already. */
  #keep(to: number): void {
    this.#size += to - this.#from
    if (this.#size > MAX_RECORD_BYTES) this.#kept = []
    else this.#kept.push(this.#chunk.subarray(this.#from, to))
    this.#from = to
  }

  #isNamedAsList(at: number): boolean {
    const before = [...this.#kept.slice(-LIST_NAME_BYTES), this.#chunk.subarray(this.#from, at)]
    const tail = before.map((bytes) => Buffer.from(bytes.subarray(-LIST_NAME_BYTES)).toString('latin1'))
    return LIST_NAMED.test(tail.join('').slice(-LIST_NAME_BYTES))
  }
}

/** What is no UTF-8 becomes the character that stands for such. */
function textOf(pieces: readonly Uint8Array[]): string {
  const [first] = pieces
  const { buffer, byteOffset, length } = pieces.length === 1 && first ? first : Buffer.concat(pieces)
  return Buffer.from(buffer, byteOffset, length).toString('utf8')
}
