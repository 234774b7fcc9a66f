import { describe, expect, it } from 'vitest'
import { acceptFeed } from '../../lib/application/accept-feed.ts'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificates, handed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'
import { expectNoStaleResult } from '../support/truth.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const place = { centreId: 'DKMM', date: DAY, leg: 'tokens' as const, by: 'op' }
const asFeed = (bytes: Uint8Array) => handed(bytes, { leg: 'tokens' })

async function headOf({ store }: TestSystem) {
  return (await store.head('DKMM', DAY))!
}
async function found(system: TestSystem): Promise<readonly object[]> {
  return (await headOf(system)).result?.findings ?? []
}

/** Nine tokens and twelve certificates at one o'clock; at two the three are in the sheet, too. */
async function padded(
  system: TestSystem,
  hand: (bytes: Uint8Array, final: boolean) => Promise<unknown>,
): Promise<void> {
  await hand(register(9), true)
  await acceptFeed(handed(certificates(12)), system)
  system.at(DAY, '14:00')
  await hand(register(12), true)
}

describe('a sheet that is raised after its final version', () => {
  it('is a finding, and not the same as one that was right at first', async () => {
    const system = await newSystem(await database.newStore())
    await padded(system, (bytes, final) => acceptSheet({ ...place, bytes, final }, system))
    expect(await found(system)).toContainEqual({ rule: 'sheet-raised', severity: 'major', count: 3 })
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('stays one under a still later version, until the lines are gone', async () => {
    const system = await newSystem(await database.newStore())
    const hand = (bytes: Uint8Array, final: boolean) => acceptSheet({ ...place, bytes, final }, system)
    await padded(system, hand)
    system.at(DAY, '15:00')
    await hand(register(11), true)
    expect(await found(system)).toContainEqual({ rule: 'sheet-raised', severity: 'major', count: 2 })
    await hand(register(9), true)
    expect(await found(system)).not.toContainEqual(expect.objectContaining({ rule: 'sheet-raised' }))
  })

  it('is found of a file of many centres likewise, which sent again is the same and writes nothing', async () => {
    const system = await newSystem(await database.newStore())
    // The first comes by itself, and final: a file of many centres closes no day.
    let first = true
    await padded(system, async (bytes) => {
      await (first
        ? acceptSheet({ ...place, bytes, final: true }, system)
        : acceptFeed(asFeed(bytes), system))
      first = false
    })
    expect(await found(system)).toContainEqual({ rule: 'sheet-raised', severity: 'major', count: 3 })
    const { rev } = await headOf(system)
    system.at(DAY, '16:00')
    expect(await acceptFeed(asFeed(register(12)), system)).toMatchObject({
      ok: true,
      value: { replay: true },
    })
    expect((await headOf(system)).rev).toBe(rev)
  })

  it('is not found of a sheet that grows with the day', async () => {
    const system = await newSystem(await database.newStore())
    await acceptSheet({ ...place, bytes: register(9), final: false }, system)
    await acceptFeed(handed(certificates(12)), system)
    await acceptSheet({ ...place, bytes: register(12), final: true }, system)
    expect(await found(system)).toEqual([])
  })
})
