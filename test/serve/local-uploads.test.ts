import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LocalUploads } from '../../cli/serve/local-uploads.ts'
import { localUploadForms } from '../../lib/adapters/local/upload-forms.ts'
import { openUpload, uploadKeyOf } from '../../lib/application/uploads.ts'
import { Crash, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { register } from '../support/files.ts'
import { newSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const SHEET = {
  kind: 'sheet',
  leg: 'tokens',
  centreId: 'DKMM',
  date: DAY,
  final: false,
  replace: false,
} as const

async function started() {
  const data = await mkdtemp(join(tmpdir(), 'milaan-uploads-'))
  const forms = await localUploadForms(data)
  const system = { ...(await newSystem(await database.newStore())), uploadForms: forms }
  const opened = await openUpload({ as: SHEET, by: 'operator', bytes: null }, system)
  if (!opened.ok) throw new Error(opened.refusal.reason)
  const { uploadId } = opened.value.upload
  const uploads = new LocalUploads(data, forms, system)
  await uploads.prepare()
  const folder = join(data, 'uploads')
  /** As a process leaves it that dies once it has answered 204. */
  const whole = () =>
    writeFile(join(folder, `${Date.now()}~00000000-0000-4000-8000-000000000000~${uploadId}`), register(3))
  return { data, folder, forms, system, uploads, uploadId, whole }
}

describe('uploads on one machine', () => {
  it('that a process had answered and not taken when it died are taken by the next', async () => {
    const { system, uploads, uploadId, folder, whole } = await started()
    await whole()
    await uploads.look()
    expect(await system.store.upload(uploadId)).toMatchObject({ state: 'accepted', receipt: { rows: 3 } })
    expect(await readdir(folder)).toEqual([])
  })

  it('stay where taking them fails, and are taken at a later look', async () => {
    const { data, forms, system, uploads, uploadId, folder, whole } = await started()
    await whole()
    const store = crashingStore(system.store, { commit: 2, written: true })
    await new LocalUploads(data, forms, { ...system, store }).look()
    expect(system.logger.lines.at(-1)).toMatchObject({ code: 'upload-failed', fields: { error: Crash.name } })
    expect(await readdir(folder)).toHaveLength(1)
    await uploads.look()
    expect(await system.store.upload(uploadId)).toMatchObject({ state: 'accepted' })
    expect((await system.store.head('DKMM', DAY))?.legs.tokens?.version).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })

  it('that wait are left to the next start once it stops', async () => {
    const { uploads, uploadId, system, folder, whole } = await started()
    await uploads.stop()
    await whole()
    await uploads.look()
    expect(await readdir(folder)).toHaveLength(1)
    expect((await system.store.upload(uploadId))?.state).toBe('waiting')
  })

  it('that were only half there when a process died are gone when the next starts', async () => {
    const { uploads, folder } = await started()
    await writeFile(join(folder, '.half'), 'date,')
    await uploads.look()
    expect(await readdir(folder)).toEqual(['.half'])
    await uploads.prepare()
    expect(await readdir(folder)).toEqual([])
  })

  it('lie where their owner alone may read', async () => {
    const { data, folder } = await started()
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(data, 'upload-key'))).mode & 0o777).toBe(0o600)
  })

  it('have forms that stand a restart, and only those of this machine', async () => {
    const { data } = await started()
    const until = { now: 0, until: 1000, least: 0, most: 9 }
    const key = uploadKeyOf('one')
    const { fields } = await (await localUploadForms(data)).sign(key, until)
    const given = new Map(Object.entries(fields))
    expect((await localUploadForms(data)).check(given, 999)).toEqual({ key, least: 0, most: 9 })
    expect((await localUploadForms(data)).check(given, 1000)).toBeNull()
    const elsewhere = await localUploadForms(await mkdtemp(join(tmpdir(), 'milaan-uploads-')))
    expect(elsewhere.check(given, 999)).toBeNull()
  })
})
