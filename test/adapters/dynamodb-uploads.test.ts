import { randomBytes } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import type { AnyReceipt } from '../../lib/application/hand-in.ts'
import { StaleWrite, type Store } from '../../lib/application/store.ts'
import type { Upload } from '../../lib/application/uploads.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()
const announced = {
  uploadId: 'one',
  by: 'registry',
  as: { kind: 'feed', leg: 'certificates', replace: true },
  maxBytes: 5_368_709_120,
  createdAt: 1000,
  formUntil: 2000,
  openUntil: 3000,
} as const
const waiting: Upload = { ...announced, state: 'waiting' }
const taken = { ...announced, state: 'taken', sha256: 'ab', takenAt: 1500 } as const

function accepted(statusKept: readonly string[]): Upload {
  const receipt: AnyReceipt = {
    ...{ sha256: 'ab', rows: 1, warnings: [], ignoredColumns: [], added: 0, changed: 1 },
    statusKept,
  }
  return { ...taken, state: 'accepted', decidedAt: 1600, shortened: false, receipt }
}

async function written(...uploads: readonly Upload[]): Promise<Store> {
  const store = await database.newStore()
  for (const [at, after] of uploads.entries()) {
    await store.commit({ upload: { before: uploads[at - 1] ?? null, after } })
  }
  return store
}

describe('the record of an upload', () => {
  it.each([
    ['waiting', [waiting]],
    ['taken', [waiting, taken]],
    ['accepted', [waiting, taken, accepted(['DKMM'])]],
    [
      'refused',
      [
        waiting,
        taken,
        { ...taken, state: 'refused', decidedAt: 1600, shortened: false, faults: [] } as Upload,
      ],
    ],
  ] as const)('is read as it was written: %s', async (_, uploads) => {
    expect(await (await written(...uploads)).upload('one')).toEqual(uploads.at(-1))
  })

  it('is null where there is none', async () => {
    expect(await (await database.newStore()).upload('one')).toBeNull()
  })

  it('is written once from each state', async () => {
    const store = await written(waiting, taken, accepted([]))
    for (const [before, after] of [
      [null, waiting],
      [waiting, taken],
      [taken, accepted(['N8'])],
    ] as const) {
      await expect(store.commit({ upload: { before, after } })).rejects.toThrow(StaleWrite)
    }
    expect(await store.upload('one')).toEqual(accepted([]))
  })

  it.each([
    ['a list of more than an answer shows', 2500, 4, 2000],
    ['lists that are too long for an item even so', 1900, 500, 200],
  ])('holds %s cut short, and says so', async (_, length, bytes, kept) => {
    const ids = Array.from({ length }, () => randomBytes(bytes).toString('hex'))
    const upload = await (await written(waiting, taken, accepted(ids))).upload('one')
    expect(upload).toEqual({ ...accepted(ids.slice(0, kept)), shortened: true })
  })

  it('leaves the table by itself, a month after it was made', async () => {
    const table = await database.newTable()
    await database.openStore(table).commit({
      upload: { before: null, after: waiting, place: { by: 'registry', before: null, after: PLACE } },
    })
    const seconds = await expiries(table)
    expect(seconds).toEqual([1 + 30 * 86_400, 2 + 86_400])
  })
})

const PLACE = { place: 7, uploadId: 'one', until: 2000 }

async function expiries(table: string): Promise<readonly number[]> {
  const { Items: items = [] } = await database.client().send(new ScanCommand({ TableName: table }))
  return items.map(({ expiresAt }) => Number(expiresAt?.N)).sort((a, b) => b - a)
}

describe('a place among the uploads of a caller', () => {
  it('is held by one, and given on or given up by whoever read who holds it', async () => {
    const store = await written(waiting)
    const hold = (uploadId: string, before: typeof PLACE | null) => {
      const after: Upload = { ...waiting, uploadId }
      return store.commit({
        upload: { before: null, after, place: { by: 'registry', before, after: { ...PLACE, uploadId } } },
      })
    }
    await hold('two', null)
    await expect(hold('three', null)).rejects.toThrow(StaleWrite)
    await hold('four', { ...PLACE, uploadId: 'two' })
    await expect(hold('five', { ...PLACE, uploadId: 'two' })).rejects.toThrow(StaleWrite)
    expect(await store.uploadPlaces('registry')).toEqual([{ ...PLACE, uploadId: 'four' }])
    expect(await store.upload('five')).toBeNull()
    const place = { by: 'registry', before: { ...PLACE, uploadId: 'four' }, after: null }
    await store.commit({ upload: { before: waiting, after: taken, place } })
    expect(await store.uploadPlaces('registry')).toEqual([])
    expect(await store.uploadPlaces('admin')).toEqual([])
  })
})
