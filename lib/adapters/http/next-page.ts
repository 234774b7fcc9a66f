/** Where a page says that the next one is. */

/** One link and its parameters: `<https://...>; rel="next"; title="..."` (RFC 8288, section 3). */
const LINK = /<([^<>]*)>((?:\s*;\s*[^\s;,="<>]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"<>]*))?)*)/g
const RELATION = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]*))/i

/** The header's value; null where it is missing or empty. */
export function nextTokenOf(headers: Headers, name: string): string | null {
  return headers.get(name)?.trim() || null
}

/** Target of the first `rel="next"` in `Link`, made absolute; null where there is none. One that is no address stays as it is. */
export function nextLinkOf(headers: Headers, base: URL): string | null {
  for (const [, target = '', parameters = ''] of (headers.get('link') ?? '').matchAll(LINK)) {
    const [, quoted, plain] = RELATION.exec(parameters) ?? []
    const relations = (quoted ?? plain ?? '').toLowerCase().split(/\s+/)
    if (relations.includes('next'))
      return URL.canParse(target, base.href) ? new URL(target, base).href : target
  }
  return null
}
