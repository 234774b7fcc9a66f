import { describe, expect, it } from 'vitest'
import { acceptSheet } from '../../lib/application/accept-sheet.ts'
import { sourceOf } from '../../lib/application/byte-source.ts'
import { type HandedAs, mostBytesOf, rawKeyOf } from '../../lib/application/hand-in.ts'
import type { Store } from '../../lib/application/store.ts'
import { sweep } from '../../lib/application/sweep.ts'
import { takeUpload } from '../../lib/application/take-upload.ts'
import { openUpload, type Upload } from '../../lib/application/uploads.ts'
import { Crash, type CrashPoint, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const SHEET = {
  kind: 'sheet',
  leg: 'tokens',
  centreId: 'DKMM',
  date: DAY,
  final: true,
  replace: false,
} as const
const FEED = { kind: 'feed', leg: 'certificates', replace: false } as const
const bad = new TextEncoder().encode('token_no,dose\n1,many\n')

interface Announced {
  readonly system: TestSystem
  readonly uploadId: string
  send(bytes: Uint8Array, store?: Store): ReturnType<typeof takeUpload>
  upload(): Promise<Upload>
}

async function announced(as: HandedAs = SHEET): Promise<Announced> {
  const system = await newSystem(await database.newStore(), ['DKMM', 'N8'])
  const opened = await openUpload({ as, by: 'operator', bytes: null }, system)
  if (!opened.ok) throw new Error(opened.refusal.reason)
  const { uploadId } = opened.value.upload
  return {
    system,
    uploadId,
    send: (bytes, store = system.store) => takeUpload(uploadId, sourceOf(bytes), { ...system, store }),
    upload: async () => (await system.store.upload(uploadId))!,
  }
}

const acceptedIn = async ({ store }: TestSystem, chain = 'DKMM') =>
  (await store.ledger(chain)).filter(({ kind }) => kind === 'sheet-accepted').length

/** What is told and what was done. The number of a feed is left out: those of feeds that were never staged are not given again. */
async function endOf({ system, upload }: Announced): Promise<object> {
  const { uploadId, ...told } = await upload()
  const { sheetId, version, ...receipt }: Record<string, unknown> = {
    ...(told.state === 'accepted' ? told.receipt : {}),
  }
  const heads = await system.store.heads([DAY])
  const legs = heads.map((head) => [head.centreId, head.legs, head.result?.outcome])
  return {
    told: { ...told, receipt },
    legs,
    due: [...(await system.store.outbox.due(Date.UTC(2023, 0), 100))].sort(),
  }
}

describe('a process that dies at any of its writes while it takes an upload', () => {
  const cases = [
    ['a sheet', SHEET, register(4), 1],
    ['a feed', FEED, feed(certificateRows(3), certificateRows(2, { centreId: 'N8' })), 1],
    ['a sheet that is refused', SHEET, bad, 0],
  ] as const

  it.each(cases)(
    'leaves %s to the next, and its outcome is written once',
    async (_, as, bytes, accepted) => {
      const undisturbed = await announced(as)
      await undisturbed.send(bytes)
      const wanted = await endOf(undisturbed)
      let points = 0
      for (let commit = 1; ; commit++) {
        const crashed = await Promise.all(
          [true, false].map(async (written) => {
            const one = await announced(as)
            const crashes = await dies(one, bytes, { commit, written })
            expect(await one.send(bytes)).toMatchObject({ outcome: 'decided' })
            expect(await endOf(one)).toEqual(wanted)
            expect(await acceptedIn(one.system)).toBe(accepted)
            return crashes
          }),
        )
        if (!crashed[0]) break
        points++
      }
      expect(points).toBeGreaterThan(1)
    },
    60_000,
  )

  it('leaves one of two files that were sent to it, never both', async () => {
    const [first, second] = [register(4), register(6)]
    const rows = new Set<number>()
    for (let commit = 1; ; commit++) {
      const one = await announced()
      const crashes = await dies(one, first, { commit, written: true })
      await one.send(second)
      const upload = await one.upload()
      expect(upload.state).toBe('accepted')
      expect(await acceptedIn(one.system)).toBe(1)
      const leg = (await one.system.store.head('DKMM', DAY))!.legs.tokens!
      expect('sha256' in upload && upload.sha256).toBe(leg.sha256)
      rows.add(leg.rows)
      if (!crashes) break
    }
    expect([...rows]).toEqual([4])
  }, 60_000)

  it('before its first write takes nothing of a file, and the next file counts', async () => {
    const one = await announced()
    await dies(one, register(4), { commit: 1, written: false })
    await one.send(register(6))
    expect((await one.system.store.head('DKMM', DAY))!.legs.tokens).toMatchObject({ version: 1, rows: 6 })
  })
})

async function dies(one: Announced, bytes: Uint8Array, point: CrashPoint): Promise<boolean> {
  const store = crashingStore(one.system.store, point)
  await one.send(bytes, store).catch((error) => {
    if (!(error instanceof Crash)) throw error
  })
  return store.commits() >= point.commit
}

describe('an upload', () => {
  it('that is taken by many at once, from two files, is accepted once and tells all of them the same', async () => {
    const one = await announced()
    const files = [register(4), register(6)]
    const told = await Promise.all(Array.from({ length: 8 }, (_, at) => one.send(files[at % 2]!)))
    expect(await acceptedIn(one.system)).toBe(1)
    const upload = await one.upload()
    for (const taken of told) expect(taken).toMatchObject({ outcome: 'decided', upload })
    expect(told.filter((taken) => taken.outcome === 'decided' && taken.first)).toHaveLength(1)
  })

  it('takes the bytes that were hashed, though others lie under its key by then', async () => {
    const one = await announced()
    const [first, second] = [register(4), register(6)]
    let read = 0
    const source = { size: first.length, read: () => sourceOf(read++ === 0 ? first : second).read() }
    await expect(takeUpload(one.uploadId, source, one.system)).rejects.toThrow()
    expect(await acceptedIn(one.system)).toBe(0)
    expect((await one.upload()).state).toBe('waiting')
    await one.send(second)
    expect((await one.system.store.head('DKMM', DAY))!.legs.tokens!.rows).toBe(6)
  })

  it('of a file that a later one has replaced does not come back when its event is repeated', async () => {
    const one = await announced()
    await one.send(register(4))
    const later = { ...SHEET, bytes: register(6), by: 'operator' }
    await acceptSheet(later, one.system)
    await one.send(register(4))
    expect((await one.system.store.head('DKMM', DAY))!.legs.tokens).toMatchObject({ version: 2, rows: 6 })
  })

  it('keeps the raw file, refused or not, once and where every way in keeps it', async () => {
    for (const [bytes, as] of [
      [register(4), SHEET],
      [bad, SHEET],
      [certificates(2), FEED],
    ] as const) {
      const one = await announced(as)
      const keys: string[] = []
      const rawFiles = {
        ...one.system.rawFiles,
        keep: (key: string, ...rest: [never, never]) => {
          keys.push(key)
          return one.system.rawFiles.keep(key, ...rest)
        },
      }
      await takeUpload(one.uploadId, sourceOf(bytes), { ...one.system, rawFiles })
      const upload = await one.upload()
      expect(keys).toEqual([rawKeyOf(as, 'sha256' in upload ? upload.sha256 : '')])
    }
  })

  it('whose process died and whose event never came again is decided by the sweep', async () => {
    const one = await announced()
    await dies(one, register(4), { commit: 2, written: true })
    one.system.at(DAY, '13:19')
    await sweep('sweep', one.system)
    expect((await one.upload()).state).toBe('taken')
    one.system.at(DAY, '13:21')
    await sweep('sweep', one.system)
    expect(await one.upload()).toMatchObject({ state: 'accepted', receipt: { rows: 4 } })
    expect(await acceptedIn(one.system)).toBe(1)
    expect(await one.system.store.dueUploads(Date.UTC(2023, 0))).toEqual([])
    expect(await one.send(register(4))).toMatchObject({ outcome: 'decided', first: false })
  })

  it('that nobody announced, or that waited too long, takes nothing', async () => {
    const one = await announced()
    expect(await takeUpload('nothing', sourceOf(bad), one.system)).toEqual({ outcome: 'unknown' })
    one.system.at(DAY, '16:16')
    expect(await one.send(register(4))).toEqual({ outcome: 'expired' })
    expect(await one.system.store.head('DKMM', DAY)).toBeNull()
  })

  it('is not read where more lies under its key than it may take', async () => {
    const one = await announced()
    const source = { size: mostBytesOf(SHEET) + 1, read: () => expect.unreachable() }
    expect(await takeUpload(one.uploadId, source, one.system)).toEqual({ outcome: 'too-large' })
  })
})
