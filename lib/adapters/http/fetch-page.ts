import type { Page, PageAnswer, PageRequest, PageSource, PassingFault } from '../../application/pull-ports.ts'
import { nextLinkOf, nextTokenOf } from './next-page.ts'
import { retryAfterOf } from './retry-after.ts'
import { BodyCutOff, BodyTooLarge, isFramed, wholeBody } from './whole-body.ts'

/** Redirects that are followed for one page, within the feed's own origin. */
const MOST_REDIRECTS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const AGAIN: ReadonlySet<number> = new Set([408, 421, 425])

/**
 * Pages by HTTP. The credential goes to the origin of the feed's own address and to no other: a redirect elsewhere
 * is refused before anything is sent there. Nothing of an address, a header or a body is in an answer but the page.
 */
export const fetchedPages: PageSource = {
  async fetch(request) {
    const ending = new AbortController()
    const tooLate = (): void => ending.abort(new DOMException('too late', 'TimeoutError'))
    const timer = setTimeout(tooLate, request.timeoutMs)
    try {
      return await exchange(request, ending.signal)
    } catch (error) {
      return faultOf(error)
    } finally {
      clearTimeout(timer)
      // Whatever of the answer was not read is not waited for, and its connection is closed.
      ending.abort()
    }
  },
}

async function exchange(request: PageRequest, signal: AbortSignal): Promise<PageAnswer> {
  let url = request.url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(url, { headers: headersOf(request), redirect: 'manual', signal })
    if (!REDIRECTS.has(response.status)) return answerOf(response, url, request)
    const target = targetOf(response, url)
    if (target?.origin !== request.url.origin) {
      return { kind: 'refused', reason: 'redirected-elsewhere', code: String(response.status) }
    }
    await response.body?.cancel()
    url = target
  }
  return { kind: 'refused', reason: 'request-refused', code: 'too-many-redirects' }
}

/**
 * Packed bodies are not asked for: whoever unpacks them here does not notice that one ends too early. A server that
 * packs all the same is understood.
 */
function headersOf({ accept, credential }: PageRequest): Record<string, string> {
  const own = { accept, 'accept-encoding': 'identity', 'user-agent': 'milaan' }
  return credential ? { ...own, [credential.name]: credential.value } : own
}

function targetOf({ headers }: Response, base: URL): URL | null {
  const location = headers.get('location') ?? ''
  return location !== '' && URL.canParse(location, base.href) ? new URL(location, base) : null
}

async function answerOf(response: Response, url: URL, request: PageRequest): Promise<PageAnswer> {
  const { status, headers } = response
  const code = String(status)
  if (status === 200 || status === 204) return pageOf(response, url, request)
  if (request.cursor.expired.includes(status)) return { kind: 'refused', reason: 'cursor-expired', code }
  if (status === 429 || (status === 503 && headers.has('retry-after'))) {
    return { kind: 'throttled', code, retryAfter: retryAfterOf(headers.get('retry-after')) }
  }
  if (status === 401 || status === 403) return { kind: 'unauthorised', code }
  if (status >= 500 || AGAIN.has(status)) return { kind: 'fault', fault: 'server-fault', code }
  return { kind: 'refused', reason: 'request-refused', code }
}

async function pageOf(response: Response, url: URL, request: PageRequest): Promise<PageAnswer> {
  const next = {
    nextToken: nextTokenOf(response.headers, request.cursor.header),
    nextLink: nextLinkOf(response.headers, url),
  }
  const page = (bytes: Uint8Array): Page => ({ kind: 'page', bytes, ...next })
  if (response.status === 204) return page(new Uint8Array())
  if (!isFramed(response)) return { kind: 'fault', fault: 'no-length', code: '' }
  return page(await wholeBody(response, request.mostBytes))
}

/** Never the text of an error: it may repeat an address or a header. */
function faultOf(error: unknown): PageAnswer {
  if (error instanceof BodyTooLarge) return { kind: 'refused', reason: 'page-too-large', code: error.message }
  const fault = (kind: PassingFault, code = ''): PageAnswer => ({ kind: 'fault', fault: kind, code })
  if (error instanceof BodyCutOff) return fault('cut-off')
  if (!(error instanceof Error)) return fault('network')
  if (error.name === 'TimeoutError') return fault('timeout')
  // What undici says of a body that broke off, or could not be unpacked.
  return fault(error.message === 'terminated' ? 'cut-off' : 'network', causeOf(error))
}

function causeOf({ cause }: Error): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : ''
}
