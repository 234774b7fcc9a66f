import { damaged } from './damage.ts'

/** Name and value of each attribute in turn, as written; good until the next tag. */
export interface Attributes {
  readonly count: number
  readonly names: readonly string[]
  readonly values: readonly string[]
}

/** What is told of a part of XML while it comes in. Elements have their names without prefix; text may come in pieces. */
export interface XmlListener {
  /** It has heard enough: the rest of the part need not be unpacked. */
  readonly isDone?: boolean
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
  /** Of a text or a tag that is longer than any may be. */
  tooLong(): Error
}

const DEEPEST = 100
/** More than any cell of 32,767 characters takes with all of them escaped, and less than what slows a reader down. */
export const LONGEST_TOKEN = 256 * 1024
const GT = 62
const SLASH = 47
const BANG = 33
const QUERY = 63
const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39
/** By byte, whether it may be in a name: another, such as a quotation mark, is where readers differ. */
const IN_NAMES = Uint8Array.from({ length: 256 }, (_, code) =>
  code >= 0x80 || /[\w.:-]/.test(String.fromCharCode(code)) ? 1 : 0,
)

/**
 * Assures that XML which comes in pieces is well formed before a laxer reader sees it, and tells what is in it. Its
 * bytes are taken as Latin-1, one character each: what is looked at is ASCII. Throws WorkbookDamage for what is not
 * well formed, and for every document type, as entities are declared in one.
 */
export class XmlScanner {
  readonly #listener: XmlListener
  readonly #open: string[] = []
  readonly #attributes = { count: 0, names: [] as string[], values: [] as string[] }
  #rest = ''
  #isStart = true
  #isDone = false

  constructor(listener: XmlListener) {
    this.#listener = listener
  }

  write(piece: Buffer): void {
    let source = this.#rest + piece.toString('latin1')
    if (this.#isStart && source.length >= 3) {
      this.#isStart = false
      if (source.startsWith('\u00ef\u00bb\u00bf')) source = source.slice(3)
    }
    if (source.includes('\0')) throw damaged()
    const end = this.#scan(source)
    this.#rest = source.slice(end)
    if (this.#rest.length > LONGEST_TOKEN) throw this.#listener.tooLong()
  }

  end(): void {
    if (!this.#isDone || this.#open.length > 0 || this.#rest.trim() !== '') throw damaged()
  }

  /** Tells what is complete, and answers where the rest begins. */
  #scan(source: string): number {
    let at = 0
    for (;;) {
      const tag = source.indexOf('<', at)
      if (tag < 0) return at
      if (tag > at) this.#text(source, at, tag)
      const end = this.#markup(source, tag)
      if (end < 0) return tag
      at = end
    }
  }

  #text(source: string, from: number, to: number): void {
    if (to - from > LONGEST_TOKEN) throw this.#listener.tooLong()
    const text = source.slice(from, to)
    if (this.#open.length > 0) this.#listener.text(text)
    else if (text.trim() !== '') throw damaged()
  }

  /** The end of the markup that begins here, -1 where it is not complete. */
  #markup(source: string, at: number): number {
    const next = source.charCodeAt(at + 1)
    if (next === SLASH) return this.#closing(source, at + 2)
    if (next === QUERY) return after(source, '?>', at + 2)
    if (next === BANG) return this.#declaration(source, at)
    return this.#opening(source, at + 1)
  }

  #declaration(source: string, at: number): number {
    if (source.startsWith('<!--', at)) return after(source, '-->', at + 4)
    if (source.length - at < '<![CDATA['.length) return -1
    if (!source.startsWith('<![CDATA[', at)) throw damaged()
    const end = after(source, ']]>', at)
    if (end > 0) this.#text(source, at + '<![CDATA['.length, end - 3)
    return end
  }

  #closing(source: string, from: number): number {
    const end = source.indexOf('>', from)
    if (end < 0) return -1
    const name = this.#open.pop()
    if (name === undefined || source.slice(from, end).trimEnd() !== name) throw damaged()
    this.#closed(name)
    return end + 1
  }

  #closed(name: string): void {
    if (this.#open.length === 0) this.#isDone = true
    this.#listener.close(localName(name))
  }

  #opening(source: string, from: number): number {
    let at = nameEnd(source, from)
    if (at < 0) return -1
    const name = source.slice(from, at)
    if (name === '' || this.#isDone || this.#open.length > DEEPEST) throw damaged()
    at = this.#readAttributes(source, at)
    if (at < 0) return -1
    const isEmpty = source.charCodeAt(at) === SLASH
    const end = isEmpty ? at + 1 : at
    if (end >= source.length) return -1
    if (source.charCodeAt(end) !== GT) throw damaged()
    this.#listener.open(localName(name), this.#attributes)
    if (isEmpty) this.#closed(name)
    else this.#open.push(name)
    return end + 1
  }

  /** Up to what ends the tag; -1 where that is not there. */
  #readAttributes(source: string, from: number): number {
    const { names, values } = this.#attributes
    let count = 0
    let at = from
    for (;;) {
      const start = blanksEnd(source, at)
      if (start >= source.length) return -1
      const code = source.charCodeAt(start)
      if (code === GT || code === SLASH) {
        this.#attributes.count = count
        return start
      }
      const equals = nameEnd(source, start)
      if (equals < 0 || equals + 1 >= source.length) return -1
      const quote = source.charCodeAt(equals + 1)
      const isQuoted = quote === QUOTE || quote === APOSTROPHE
      if (start === at || equals === start || source.charCodeAt(equals) !== EQUALS || !isQuoted) {
        throw damaged()
      }
      const end = source.indexOf(quote === QUOTE ? '"' : "'", equals + 2)
      if (end < 0) return -1
      names[count] = source.slice(start, equals)
      values[count] = source.slice(equals + 2, end)
      count++
      at = end + 1
    }
  }
}

/** The value of an attribute; undefined where it is missing. Throws WorkbookDamage where it is there twice. */
export function attribute({ count, names, values }: Attributes, name: string): string | undefined {
  const at = names.indexOf(name)
  if (at < 0 || at >= count) return undefined
  const again = names.indexOf(name, at + 1)
  if (again >= 0 && again < count) throw damaged()
  return values[at]
}

/** The value of `r:id`, whatever the prefix; undefined where it is missing. */
export function relationId({ count, names, values }: Attributes): string | undefined {
  const at = names.findIndex((name, index) => index < count && name.endsWith(':id'))
  return at < 0 ? undefined : values[at]
}

function after(source: string, end: string, from: number): number {
  const at = source.indexOf(end, from)
  return at < 0 ? -1 : at + end.length
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Where a name ends that may be none; -1 where the source ends first. */
function nameEnd(source: string, from: number): number {
  let at = from
  while (at < source.length && IN_NAMES[source.charCodeAt(at)] === 1) at++
  return at < source.length ? at : -1
}

/** Only what XML calls a blank: of other control characters readers differ whether they are part of a name. */
function blanksEnd(source: string, from: number): number {
  let at = from
  while (at < source.length && isBlank(source.charCodeAt(at))) at++
  return at
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}
