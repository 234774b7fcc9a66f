import type { HandedFeed } from '../../lib/application/accept-feed.ts'
import { sourceOf } from '../../lib/application/byte-source.ts'
import type { Leg } from '../../lib/domain/rows.ts'

/** Files as centres and registries hand them in, for tests. */

const two = (n: number): string => String(n).padStart(2, '0')
const clock = (minutes: number): string => `${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)

/** 14 digits; people of different centres differ. */
export const refOf = (centreId: string, person: number): string =>
  `41${String(sum(centreId)).padStart(5, '0')}${String((person * 7919) % 10_000_000).padStart(7, '0')}`

const sum = (text: string): number =>
  [...text].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 99_991, 7)

export interface FileOptions {
  readonly centreId?: string
  readonly date?: string
  readonly from?: number
}

/** People `from` to `from + count - 1`, one token every four minutes from nine o'clock. */
export function register(
  count: number,
  { centreId = 'DKMM', date = '2021-08-28', from = 1 }: FileOptions = {},
): Uint8Array {
  const rows = Array.from({ length: count }, (_, index) => {
    const person = from + index
    return `${date},${centreId},${person},${refOf(centreId, person)},1,${clock(540 + 4 * index)}`
  })
  return bytes(['date,centre_id,token_no,beneficiary_ref,dose,issued_at', ...rows])
}

/** Certificates of the same people, each two minutes after the token; `by` issued them. */
export function certificates(
  count: number,
  { centreId = 'DKMM', date = '2021-08-28', from = 1, by = 'site-login' }: FileOptions & { by?: string } = {},
): Uint8Array {
  return bytes([CERTIFICATE_HEADER, ...certificateRows(count, { centreId, date, from, by })])
}

/** Rows of several centres in one feed. */
export function feed(...parts: readonly (readonly string[])[]): Uint8Array {
  return bytes([CERTIFICATE_HEADER, ...parts.flat()])
}

export const CERTIFICATE_HEADER =
  'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,issued_at,issued_by'

export function certificateRows(
  count: number,
  { centreId = 'DKMM', date = '2021-08-28', from = 1, by = 'site-login' }: FileOptions & { by?: string } = {},
): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const person = from + index
    const id = `${centreId}-${date}-${String(person).padStart(4, '0')}`
    const at = `${date}T${clock(542 + 4 * index)}:00+05:30`
    return `${id},${centreId},${date},${refOf(centreId, person)},1,${at},${by}`
  })
}

/** As the registry hands it in. */
export function handed(
  bytes: Uint8Array,
  { leg = 'certificates', replace = false }: { readonly leg?: Leg; readonly replace?: boolean } = {},
): HandedFeed {
  return { leg, source: sourceOf(bytes), by: 'registry', replace }
}
