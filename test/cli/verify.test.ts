import { describe, expect, it } from 'vitest'
import { appendFacts, findBreak, type LedgerEntry } from '../../lib/domain/ledger.ts'
import { folder, milaan } from './workspace.ts'

const FACTS = [
  { kind: 'sheet-accepted', at: 1, by: 'operator-dkmm', data: { version: 1, rows: 55 } },
  { kind: 'finding', at: 2, by: 'milaan', data: { rule: 'certificate-without-token', count: 16 } },
  { kind: 'suspension-proposed', at: 3, by: 'milaan', data: { reason: 'केंद्र बंद' } },
]
const ENTRIES = appendFacts('DKMM', null, FACTS)
const WHOLE = `Chain DKMM: 3 entries, whole; the last is 3, ${ENTRIES[2]!.hash.slice(0, 12)}…\n`

/** As the API answers it. */
function answer(entries: readonly LedgerEntry[], overrides: object = {}): string {
  const brokenAt = findBreak(entries)
  return JSON.stringify({ chain: 'DKMM', whole: brokenAt === null, brokenAt, entries, ...overrides })
}

async function verified(content: string) {
  const { write } = await folder()
  const { status, stdout } = await milaan(['verify', await write('ledger.json', Buffer.from(content))])
  return { status, stdout }
}

describe('milaan verify', () => {
  it('finds a chain whole that is', async () => {
    expect(await verified(answer(ENTRIES))).toEqual({ status: 0, stdout: WHOLE })
    expect((await verified(answer(ENTRIES.slice(0, 1)))).stdout).toMatch(/^Chain DKMM: 1 entry, whole; /)
  })

  it('names the last entry by sequence and hash, as a shorter chain is whole too', async () => {
    const { status, stdout } = await verified(answer(ENTRIES.slice(0, 2)))
    expect(status).toBe(0)
    expect(stdout).toBe(`Chain DKMM: 2 entries, whole; the last is 2, ${ENTRIES[1]!.hash.slice(0, 12)}…\n`)
    expect((await milaan(['help', 'verify'])).stdout).toContain('cut off cannot be seen from the file alone')
  })

  it('does not take a ledger without entries for a whole chain', async () => {
    const { write } = await folder()
    for (const claims of [{}, { whole: false, brokenAt: { sequence: 1, reason: 'lost' } }, { cursor: '1' }]) {
      const file = await write('ledger.json', Buffer.from(answer([], claims)))
      expect(await milaan(['verify', file])).toEqual({
        status: 2,
        stdout: '',
        stderr: 'Chain DKMM: it holds no entry, and no chain begins with none. Fetch the ledger again.\n',
      })
    }
  })

  it('reads standard input for -', async () => {
    const { status, stdout } = await milaan(['verify', '-'], { stdin: answer(ENTRIES) })
    expect({ status, stdout }).toEqual({ status: 0, stdout: WHOLE })
  })

  it('takes the pages of a long ledger in order, and says when one is missing', async () => {
    const { write } = await folder()
    const pageOf = (name: string, entries: readonly LedgerEntry[], cursor: string | null) =>
      write(name, Buffer.from(answer(entries, { whole: true, brokenAt: null, cursor })))
    const first = await pageOf('1.json', ENTRIES.slice(0, 2), '2')
    const second = await pageOf('2.json', ENTRIES.slice(2), null)
    expect(await milaan(['verify', first, second])).toMatchObject({
      status: 0,
      stdout: WHOLE,
    })
    const alone = await milaan(['verify', first])
    expect(alone).toMatchObject({ status: 2, stdout: '' })
    expect(alone.stderr).toContain('fetch the ledger with ?cursor=2')
    expect((await milaan(['verify', second, first])).status).toBe(1)
  })

  it('says where a chain is broken, whatever the answer claims', async () => {
    const raised = ENTRIES.map((entry) =>
      entry.sequence === 2 ? { ...entry, data: { ...entry.data, count: 1 } } : entry,
    )
    const claims = { whole: true, brokenAt: null }
    const place = 'Chain DKMM: broken at entry 2:'
    expect(await verified(answer(raised, claims))).toEqual({
      status: 1,
      stdout: `${place} its content was changed.\n`,
    })
    const dropped = await verified(answer([ENTRIES[0]!, ENTRIES[2]!], claims))
    expect(dropped).toEqual({ status: 1, stdout: `${place} an entry is missing or out of order.\n` })
  })

  it('does not take the chain of one centre for that of another', async () => {
    const { status, stdout } = await verified(answer(ENTRIES, { chain: 'N8' }))
    expect(status).toBe(1)
    expect(stdout).toBe('Chain N8: broken at entry 1: its entries belong to another chain.\n')
  })

  it('does not call whole what the answer itself calls broken', async () => {
    const claims = { whole: false, brokenAt: { sequence: 4, reason: 'an entry is missing or out of order' } }
    expect((await verified(answer(ENTRIES, claims))).status).toBe(1)
  })

  it.each([
    ['not JSON', 'PK\u0003\u0004', 'This is not JSON.'],
    ['another answer', '{"status":"up"}', 'This is not the ledger of a centre. chain: '],
    ['no object', '[]', 'This is not the ledger of a centre. Invalid input'],
  ])('refuses what is %s', async (_, content, sentence) => {
    const { write } = await folder()
    const file = await write('file', Buffer.from(content))
    const { status, stdout, stderr } = await milaan(['verify', file])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.startsWith(`${file}: ${sentence}`)).toBe(true)
  })

  it('refuses a file that is not there', async () => {
    const { path } = await folder()
    const { status, stderr } = await milaan(['verify', `${path}/none.json`])
    expect({ status, stderr }).toEqual({ status: 2, stderr: `${path}/none.json: There is no such file.\n` })
  })
})
