import { mkdtemp, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporarySpools } from '../../../lib/adapters/local/temporary-spool.ts'
import type { Spool } from '../../../lib/application/spool.ts'

interface Row {
  readonly centreId: string
  readonly date: string
  readonly at: number
  readonly text: string | null
}

const CENTRES = 37
const row = (at: number): Row => ({
  centreId: `C${at % CENTRES}`,
  date: `2021-08-${String((at % 5) + 10)}`,
  at,
  text: at % 3 === 0 ? null : 'महाराष्ट्र\n"quoted"',
})
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => row(from + at))
const placeOf = ({ centreId, date }: Row) => `${date} ${centreId}`

async function filled(count: number): Promise<{ spool: Spool<Row>; root: string }> {
  const root = join(await mkdtemp(join(tmpdir(), 'milaan-test-')), 'spool')
  const spool = temporarySpools(root)<Row>(count * 80)
  for (let from = 0; from < count; from += 30_000) await spool.add(rows(from, Math.min(count, from + 30_000)))
  return { spool, root }
}

async function groupsOf(spool: Spool<Row>): Promise<readonly (readonly Row[])[]> {
  const groups: (readonly Row[])[] = []
  for await (const group of spool.groups()) groups.push(group)
  return groups
}

describe.each([
  ['what memory holds', 1000],
  ['what it does not', 140_000],
])('a spool of %s', (_, count) => {
  it('gives every row back once, each centre-day in one group and in its order, as often as asked', async () => {
    const { spool } = await filled(count)
    const groups = await groupsOf(spool)
    const all = groups.flat()
    expect([...all].sort((a, b) => a.at - b.at)).toEqual(rows(0, count))
    const groupOf = new Map<string, number>()
    const last = new Map<string, number>()
    for (const [index, group] of groups.entries()) {
      for (const one of group) {
        expect(groupOf.get(placeOf(one)) ?? index).toBe(index)
        expect(last.get(placeOf(one)) ?? -1).toBeLessThan(one.at)
        groupOf.set(placeOf(one), index)
        last.set(placeOf(one), one.at)
      }
    }
    expect((await groupsOf(spool)).flat()).toEqual(all)
    await spool.discard()
  })
})

describe('a spool on the disk', () => {
  it('can be read by its own user alone, and is gone when it is discarded', async () => {
    const { spool, root } = await filled(140_000)
    const [folder] = await readdir(root)
    const files = await readdir(join(root, folder!))
    expect(files.length).toBeGreaterThan(1)
    for (const path of [join(root, folder!), ...files.map((file) => join(root, folder!, file))])
      expect((await stat(path)).mode & 0o077).toBe(0)
    await spool.discard()
    expect(await readdir(root)).toEqual([])
  })

  it('is not begun for rows that memory holds', async () => {
    const { spool, root } = await filled(1000)
    await expect(readdir(root)).rejects.toThrow()
    await spool.discard()
  })
})
