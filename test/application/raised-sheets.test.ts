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

describe('a leg that was closed', () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
  const totalsOf = (issued: number): Uint8Array =>
    bytesOf(`date,centre_id,tokens_issued\n${DAY},DKMM,${issued}\n`)
  const oneMoreByte = (bytes: Uint8Array): Uint8Array => bytesOf(`${new TextDecoder().decode(bytes)}\n`)

  async function inBreach() {
    const system = await newSystem(await database.newStore())
    const hand = (bytes: Uint8Array, final: boolean) => acceptSheet({ ...place, bytes, final }, system)
    await hand(register(55), true)
    await acceptFeed(handed(certificates(71)), system)
    system.at(DAY, '14:00')
    return { system, hand }
  }

  it('is opened again by no later version, and what was found and proposed stands', async () => {
    const { system, hand } = await inBreach()
    const before = await headOf(system)
    expect(before.result).toMatchObject({ outcome: 'breach', action: 'propose-suspension' })
    await hand(oneMoreByte(register(55)), false)
    expect((await headOf(system)).result).toMatchObject({
      outcome: 'breach',
      action: 'propose-suspension',
      counts: { pending: 0, surplus: 16 },
    })
    expect((await system.store.suspension('DKMM')).status).toBe('proposed')
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('nor by a file of many centres', async () => {
    const { system } = await inBreach()
    await acceptFeed(asFeed(oneMoreByte(register(55))), system)
    expect((await headOf(system)).legs.tokens).toMatchObject({ final: true })
    expect((await headOf(system)).result).toMatchObject({ counts: { pending: 0, surplus: 16 } })
  })

  it.each([
    ['a sheet of one line', () => [register(1)]],
    ['the same sheet, not final', () => [oneMoreByte(register(55))]],
    ['totals', () => [totalsOf(55)]],
    ['an empty sheet and totals', () => [register(1), totalsOf(1)]],
  ])('shows what is added though %s came in between', async (_, between) => {
    const { system, hand } = await inBreach()
    for (const [index, bytes] of between().entries()) {
      system.at(DAY, `15:0${index}`)
      await hand(bytes, false)
    }
    system.at(DAY, '16:00')
    await hand(register(71), true)
    expect(await found(system)).toContainEqual({ rule: 'sheet-raised', severity: 'major', count: 16 })
    await expectNoStaleResult(DAY, DAY, system)
  })

  it('takes the right sheet again after a wrong one without a word', async () => {
    const system = await newSystem(await database.newStore())
    const hand = (bytes: Uint8Array, final: boolean) => acceptSheet({ ...place, bytes, final }, system)
    await hand(register(9), true)
    await acceptFeed(handed(certificates(9)), system)
    system.at(DAY, '15:00')
    await hand(register(9, { from: 500 }), true)
    system.at(DAY, '16:00')
    await hand(oneMoreByte(register(9)), true)
    expect(await found(system)).toEqual([])
  })

  it('counts totals against the most that any version gave', async () => {
    const { system, hand } = await inBreach()
    const day = { issued: [55, 40, 71] }
    for (const [index, issued] of day.issued.entries()) {
      system.at(DAY, `15:0${index}`)
      await hand(totalsOf(issued), true)
    }
    expect(await found(system)).toContainEqual({ rule: 'sheet-raised', severity: 'major', count: 16 })
  })
})

describe('what a sheet had said to be complete', () => {
  it('is not taken back by a shorter one: certificates of that time do not wait again', async () => {
    const system = await newSystem(await database.newStore())
    const hand = (bytes: Uint8Array) => acceptSheet({ ...place, bytes, final: false }, system)
    system.at(DAY, '15:00')
    await hand(register(9))
    await acceptFeed(handed(certificates(9)), system)
    await hand(register(3))
    expect((await headOf(system)).result?.counts).toMatchObject({ pending: 1, surplus: 5 })
  })
})

describe('totals in the place of a register', () => {
  it('are a register withheld, on the very day too', async () => {
    const system = await newSystem(await database.newStore())
    const hand = (bytes: Uint8Array) => acceptSheet({ ...place, bytes, final: true }, system)
    await hand(register(9))
    await acceptFeed(handed(certificates(9)), system)
    await hand(new TextEncoder().encode(`date,centre_id,tokens_issued\n${DAY},DKMM,9\n`))
    expect(await found(system)).toContainEqual({ rule: 'register-withheld', severity: 'major', count: 9 })
  })
})
