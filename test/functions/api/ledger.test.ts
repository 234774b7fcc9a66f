import { beforeAll, describe, expect, it } from 'vitest'
import { findBreak, type LedgerEntry } from '../../../lib/domain/ledger.ts'
import { useApi } from './running-api.ts'

const api = useApi(['DKMM', 'LONG'])

interface Page {
  readonly whole: boolean
  readonly brokenAt: object | null
  readonly entries: readonly LedgerEntry[]
  readonly cursor: string | null
}
const page = async (centreId: string, query = '') =>
  (await api.call('GET', `/v1/centres/${centreId}/ledger${query}`, { as: 'dio' })).body as Page

async function pages(centreId: string): Promise<readonly Page[]> {
  const found = [await page(centreId)]
  while (found.at(-1)!.cursor !== null) found.push(await page(centreId, `?cursor=${found.at(-1)!.cursor}`))
  return found
}

/** Writes notes into a chain, `size` characters each. */
async function write(centreId: string, count: number, size: number): Promise<void> {
  const { store } = api.system().deps
  const fact = { kind: 'note', at: 0, by: 'dio', data: { note: 'क'.repeat(size) } }
  for (let left = count; left > 0; left -= 50) {
    const facts = Array.from({ length: Math.min(50, left) }, () => ({ chain: centreId, fact }))
    await store.commit({ facts })
  }
}

describe('the ledger of a centre', () => {
  beforeAll(async () => {
    await write('LONG', 1500, 1000)
  }, 60_000)

  it('is one page while it is short, as a verifier takes it', async () => {
    await write('DKMM', 3, 10)
    const { whole, entries, cursor } = await page('DKMM')
    expect([whole, entries.length, cursor]).toEqual([true, 3, null])
    expect(findBreak(entries)).toBeNull()
  })

  it('is read page by page where it is longer than a Lambda can answer, no entry missing or twice', async () => {
    const found = await pages('LONG')
    expect(found.length).toBeGreaterThan(1)
    const entries = found.flatMap((one) => one.entries)
    expect(entries).toHaveLength(1500)
    expect(findBreak(entries)).toBeNull()
    for (const one of found) expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(5_500_000)
  })

  it('is empty past its end', async () => {
    expect(await page('DKMM', '?cursor=99')).toMatchObject({ entries: [], cursor: null, whole: true })
  })

  it('says on every page whether the whole chain is whole', async () => {
    const store = api.system().deps.store
    const { ledger } = store
    const forged = (chain: string) =>
      ledger(chain).then((entries) =>
        entries.map((entry) => (entry.sequence === 1400 ? { ...entry, by: 'nobody' } : entry)),
      )
    Object.assign(store, { ledger: forged })
    try {
      const [first] = await pages('LONG')
      expect(first).toMatchObject({ whole: false, brokenAt: { sequence: 1400 } })
      expect(first!.entries.some(({ sequence }) => sequence === 1400)).toBe(false)
    } finally {
      Object.assign(store, { ledger })
    }
  })
})
