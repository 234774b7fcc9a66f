import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DropFolder } from '../../cli/serve/drop-folder.ts'
import { retain } from '../../cli/serve/retention.ts'
import { rawDirectory } from '../../lib/adapters/local/raw-directory.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificates } from '../support/files.ts'
import { newSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = 86_400_000

async function dropped() {
  const data = await mkdtemp(join(tmpdir(), 'milaan-retention-'))
  const system = {
    ...(await newSystem(await database.newStore())),
    rawFiles: rawDirectory(join(data, 'evidence')),
  }
  const folder = new DropFolder(data, system)
  await mkdir(join(data, 'drop'))
  await writeFile(join(data, 'drop', 'good.csv'), certificates(2))
  await writeFile(join(data, 'drop', 'bad.csv'), 'nothing\n')
  await folder.look()
  await folder.look()
  await writeFile(join(data, 'drop', 'later.csv'), certificates(3))
  const left = async (name: string) =>
    (await readdir(join(data, name), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    ).length
  return { data, system, left }
}

describe('retention on one machine', () => {
  it('leaves everything for a week', async () => {
    const { data, system, left } = await dropped()
    await retain(data, system, Date.now() + 6.9 * DAY)
    expect([await left('evidence'), await left('drop/taken'), await left('drop/refused')]).toEqual([2, 2, 2])
  })

  it('then forgets what was taken or refused, keeps its raw file, and leaves what waits', async () => {
    const { data, system, left } = await dropped()
    await retain(data, system, Date.now() + 7.1 * DAY)
    expect([await left('evidence'), await left('drop/taken'), await left('drop/refused')]).toEqual([2, 0, 0])
    expect(await readdir(join(data, 'drop'))).toContain('later.csv')
  })

  it('keeps raw files, also of what was refused, for as long as the district says, and no longer', async () => {
    const { data, system, left } = await dropped()
    const { evidenceDays } = system.district.retention
    await retain(data, system, Date.now() + (evidenceDays - 0.1) * DAY)
    expect(await left('evidence')).toBe(2)
    await retain(data, system, Date.now() + (evidenceDays + 0.1) * DAY)
    expect(await left('evidence')).toBe(0)
  })

  it('takes the half of a raw file that a process left when it died', async () => {
    const { data, system, left } = await dropped()
    await writeFile(join(data, 'evidence', 'raw', 'x.partial'), 'half')
    await retain(data, system, Date.now() + 1.1 * DAY)
    expect(await left('evidence')).toBe(2)
  })
})
