import { chmod, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeReport } from '../../cli/reconcile/write-report.ts'
import { folder } from './workspace.ts'

const never = () => new Promise(() => {})

/** A folder with an older report in it, and what is in it later. */
async function olderReport() {
  const { write, path } = await folder()
  const out = await write('report.csv', ['what was there before'])
  return { out, left: async () => [await readdir(path), await readFile(out, 'utf8')] }
}
const UNTOUCHED = [['report.csv'], 'what was there before\n']

describe('a report that is written to a file', () => {
  it('leaves the older one, and nothing beside it, where it is stopped on its way', async () => {
    const { out, left } = await olderReport()
    let stop = (): void => {}
    const stopped = new Promise<void>((resolve) => {
      stop = resolve
    })
    async function* pieces() {
      yield 'a piece'
      expect((await left())[0]).toHaveLength(2)
      stop()
      yield 'another'
      throw new Error('was not stopped')
    }
    expect(await writeReport(out, pieces(), () => stopped)).toEqual({
      ok: false,
      refusal: 'It was not written: you stopped it.',
    })
    expect(await left()).toEqual(UNTOUCHED)
  })

  it('leaves as much where a piece of it cannot be made, which is a fault and no refusal', async () => {
    const { out, left } = await olderReport()
    function* pieces() {
      yield 'a piece'
      throw new TypeError('a fault of ours')
    }
    await expect(writeReport(out, pieces(), never)).rejects.toThrow('a fault of ours')
    expect(await left()).toEqual(UNTOUCHED)
  })

  it('may be read by those who might read the older one, and no others', async () => {
    const { out } = await olderReport()
    await chmod(out, 0o600)
    expect(await writeReport(out, ['new'], never)).toMatchObject({ ok: true })
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    expect(await readFile(out, 'utf8')).toBe('new')
  })

  it('may have a name as long as a name can be', async () => {
    const { path } = await folder()
    const out = join(path, 'न'.repeat(85))
    expect(await writeReport(out, ['new'], never)).toMatchObject({ ok: true })
  })
})
