const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi
const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos);)/i
const LAST_CHARACTER = 0x10ffff

/** Text that was scanned as Latin-1, as the UTF-8 that it is, with its references resolved. */
export function textOf(scanned: string): string {
  return Buffer.from(scanned, 'latin1')
    .toString('utf8')
    .replace(REFERENCE, (written, decimal, hexadecimal, name) => {
      if (name) return NAMED.get(name.toLowerCase()) ?? written
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)
      return code <= LAST_CHARACTER ? String.fromCodePoint(code) : '\ufffd'
    })
}

/** Without a document type there are five names and numbers; whatever else follows an `&` is no XML. */
export function hasUnknownReference(text: string): boolean {
  return text.includes('&') && BARE_AMPERSAND.test(text)
}
