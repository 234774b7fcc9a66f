import { mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetFiles } from '../../../lib/adapters/local/forget-files.ts'
import { isHalf, RawFileChanged, rawDirectory } from '../../../lib/adapters/local/raw-directory.ts'
import { sha256Of } from '../../../lib/application/accept-version.ts'
import { bytesOf, sourceOf } from '../../../lib/application/byte-source.ts'

const DAY = 86_400_000
const bytes = new TextEncoder().encode('certificate_id\nC1\n')
const sha256 = sha256Of(bytes)
const KEY = `raw/feeds/certificates/${sha256}`

async function directory() {
  const root = join(await mkdtemp(join(tmpdir(), 'milaan-raw-')), 'evidence')
  return { root, raw: rawDirectory(root), path: join(root, KEY) }
}
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

describe('raw files in a directory', () => {
  it('are read back as they came, and by their owner alone', async () => {
    const { raw, root, path } = await directory()
    await raw.keep(KEY, sourceOf(bytes), sha256)
    expect(await bytesOf(await raw.open(KEY))).toEqual(bytes)
    expect(await mode(path)).toBe('600')
    for (const folder of ['', 'raw', 'raw/feeds', 'raw/feeds/certificates']) {
      expect(await mode(join(root, folder))).toBe('700')
    }
  })

  it('are never written again, whoever writes at the same time', async () => {
    const { raw, path } = await directory()
    await Promise.all(Array.from({ length: 5 }, () => raw.keep(KEY, sourceOf(bytes), sha256)))
    const { ino } = await stat(path)
    await raw.keep(KEY, sourceOf(new TextEncoder().encode('other')), sha256)
    expect((await stat(path)).ino).toBe(ino)
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    expect(await readdir(join(path, '..'))).toEqual([sha256])
  })

  it('are not kept where the bytes are others than were announced, and leave nothing', async () => {
    const { raw, path } = await directory()
    const changed = sourceOf(new TextEncoder().encode('certificate_id\nC2\n'))
    await expect(raw.keep(KEY, changed, sha256)).rejects.toThrow(RawFileChanged)
    expect(await readdir(join(path, '..'))).toEqual([])
  })

  it('stay inside their directory', async () => {
    const { raw } = await directory()
    await expect(raw.keep('../outside', sourceOf(bytes), sha256)).rejects.toThrow(RangeError)
  })
})

describe('what is to be forgotten', () => {
  it('goes when it is older than it may be, counted from when it last came', async () => {
    const { raw, root } = await directory()
    await raw.keep(KEY, sourceOf(bytes), sha256)
    expect(await forgetFiles(root, Date.now() - DAY)).toBe(0)
    expect(await bytesOf(await raw.open(KEY))).toEqual(bytes)
    expect(await forgetFiles(root, Date.now() + DAY)).toBe(1)
    await expect(raw.open(KEY)).rejects.toThrow()
  })

  it('stays where a file that was written long ago came lately', async () => {
    const { root, raw, path } = await directory()
    await raw.keep(KEY, sourceOf(bytes), sha256)
    await utimes(path, new Date(2000, 0), new Date(2000, 0))
    expect(await forgetFiles(root, Date.now() - DAY)).toBe(0)
  })

  it('may be what a process that died has left half-written', async () => {
    const { root, raw, path } = await directory()
    await raw.keep(KEY, sourceOf(bytes), sha256)
    await writeFile(`${path}.partial`, 'half')
    expect(await forgetFiles(root, Date.now() + DAY, isHalf)).toBe(1)
    expect(await readdir(join(path, '..'))).toEqual([sha256])
  })

  it('is nothing where there is no directory', async () => {
    expect(await forgetFiles(join(tmpdir(), 'milaan-that-is-not-there'), Date.now())).toBe(0)
  })
})
