import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DropFolder } from '../../cli/serve/drop-folder.ts'
import { Crash, crashingStore } from '../support/crash.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { certificateRows, certificates, feed, register } from '../support/files.ts'
import { newSystem, type TestSystem } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'

interface Dropping {
  readonly system: TestSystem
  readonly root: string
  readonly folder: DropFolder
  drop(name: string, bytes: string | Uint8Array): Promise<void>
  /** Names in `drop/` or one of its folders, the time in front of them left out. */
  names(folder?: string): Promise<readonly string[]>
  version(leg?: 'tokens' | 'certificates'): Promise<number | undefined>
}

async function dropping(over: (system: TestSystem) => Partial<TestSystem> = () => ({})): Promise<Dropping> {
  const system = await newSystem(await database.newStore(), ['DKMM'])
  const data = await mkdtemp(join(tmpdir(), 'milaan-drop-'))
  const root = join(data, 'drop')
  const folder = new DropFolder(data, { ...system, ...over(system) })
  await folder.prepare()
  return {
    system,
    root,
    folder,
    drop: async (name, bytes) => {
      await mkdir(join(root, name, '..'), { recursive: true })
      await writeFile(join(root, name), bytes)
    },
    names: async (of = '') => {
      const found = await readdir(join(root, of)).catch(() => [])
      return found.map((name) => name.replace(/^\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z-/, '')).sort()
    },
    version: async (leg = 'certificates') => (await system.store.head('DKMM', DAY))?.legs[leg]?.version,
  }
}

async function lookTwice({ folder }: Dropping): Promise<void> {
  await folder.look()
  await folder.look()
}

describe('the drop folder', () => {
  it('takes a file at its top for a certificate feed, and one in a folder for what the path says', async () => {
    const dropped = await dropping()
    await dropped.drop('morning feed (1).csv', certificates(3))
    await dropped.drop(`sheets/DKMM/${DAY}/tokens/register.csv`, register(3))
    await lookTwice(dropped)
    expect(await dropped.version('certificates')).toBe(1)
    expect(await dropped.version('tokens')).toBe(1)
    expect(await dropped.names('taken')).toEqual([
      'morning feed (1).csv',
      'morning feed (1).csv.json',
      `sheets_DKMM_${DAY}_tokens_register.csv`,
      `sheets_DKMM_${DAY}_tokens_register.csv.json`,
    ])
    expect(await dropped.names()).toEqual(['sheets', 'taken'])
  })

  it('leaves a file that is still being written', async () => {
    const dropped = await dropping()
    await dropped.drop('feed.csv', certificates(3))
    await dropped.folder.look()
    await appendFile(join(dropped.root, 'feed.csv'), `${certificateRows(1, { from: 9 })[0]}\n`)
    await dropped.folder.look()
    expect(await dropped.version()).toBeUndefined()
    await dropped.folder.look()
    expect(await dropped.version()).toBe(1)
    const leg = (await dropped.system.store.head('DKMM', DAY))?.legs.certificates
    expect(leg?.rows).toBe(4)
  })

  it('leaves a file that changes without growing', async () => {
    const dropped = await dropping()
    const path = join(dropped.root, 'feed.csv')
    await dropped.drop('feed.csv', certificates(3))
    await dropped.folder.look()
    await utimes(path, new Date(), new Date(Date.now() + 5000))
    await dropped.folder.look()
    expect(await dropped.names()).toEqual(['feed.csv'])
  })

  it('puts the faults beside a file that is refused', async () => {
    const dropped = await dropping()
    await dropped.drop('feed.csv', 'certificate_id,centre_id\nC1,DKMM\n')
    await lookTwice(dropped)
    expect(await dropped.names('refused')).toEqual(['feed.csv', 'feed.csv.json'])
    const [, faults] = (await readdir(join(dropped.root, 'refused'))).sort()
    expect(JSON.parse(await readFile(join(dropped.root, 'refused', faults!), 'utf8'))).toMatchObject({
      outcome: 'refused',
      faults: [{ reason: 'missing-column', column: 'vaccinated_on' }],
    })
  })

  it('takes every kind of file by its path, as the bucket does', async () => {
    const dropped = await dropping()
    const stock = 'date,centre_id,vials_opened\n2021-08-28,DKMM,2\n'
    await dropped.drop(
      'feeds/bookings/2021/a.csv',
      `date,centre_id,beneficiary_ref\n${DAY},DKMM,41371822000011\n`,
    )
    await dropped.drop('feeds/stock/a.csv', stock)
    await dropped.drop('centres/register.csv', 'centre_id,name\nSHA,Shahgunj\n')
    await dropped.drop(`sheets/DKMM/${DAY}/tokens/final/a.csv`, register(3))
    await dropped.drop('feeds/certificates/replace/a.csv', certificates(3))
    await lookTwice(dropped)
    const legs = (await dropped.system.store.head('DKMM', DAY))!.legs
    expect(Object.keys(legs).sort()).toEqual(['bookings', 'certificates', 'stock', 'tokens'])
    expect(legs.tokens?.final).toBe(true)
    expect(await dropped.system.store.centre('SHA')).toMatchObject({ name: 'Shahgunj' })
    expect((await dropped.names('taken')).filter((name) => name.endsWith('.csv'))).toEqual([
      'centres_register.csv',
      'feeds_bookings_2021_a.csv',
      'feeds_certificates_replace_a.csv',
      'feeds_stock_a.csv',
      `sheets_DKMM_${DAY}_tokens_final_a.csv`,
    ])
  })

  it('takes nothing for an upload: whoever can write here needs no form, and who announced one is not here', async () => {
    const dropped = await dropping()
    await dropped.drop('uploads/one/file', certificates(1))
    await lookTwice(dropped)
    expect(await dropped.names('refused')).toEqual(['uploads_one_file', 'uploads_one_file.json'])
  })

  it('refuses a feed that was cut off on its way, with its fault, and takes it once it is whole', async () => {
    const dropped = await dropping()
    const whole = Buffer.from(certificates(5))
    await dropped.drop('feed.csv', whole.subarray(0, whole.length - 30))
    await lookTwice(dropped)
    expect(await dropped.version()).toBeUndefined()
    const [, told] = (await readdir(join(dropped.root, 'refused'))).sort()
    expect(JSON.parse(await readFile(join(dropped.root, 'refused', told!), 'utf8'))).toMatchObject({
      outcome: 'refused',
      faults: [{ row: 6, reason: 'cut-off-feed' }],
    })
    await dropped.drop('feed.csv', whole)
    await lookTwice(dropped)
    expect((await dropped.system.store.head('DKMM', DAY))?.legs.certificates?.rows).toBe(5)
  })

  it('refuses a file in a folder that means nothing', async () => {
    const dropped = await dropping()
    await dropped.drop('letters/feed.csv', certificates(1))
    await lookTwice(dropped)
    expect(await dropped.names('refused')).toEqual(['letters_feed.csv', 'letters_feed.csv.json'])
    expect(await dropped.version()).toBeUndefined()
  })

  it('leaves hidden files and folders alone', async () => {
    const dropped = await dropping()
    await dropped.drop('.feed.csv.part', certificates(1))
    await dropped.drop('.sync/feed.csv', certificates(1))
    await lookTwice(dropped)
    expect(await dropped.names()).toEqual(['.feed.csv.part', '.sync'])
    await rename(join(dropped.root, '.feed.csv.part'), join(dropped.root, 'feed.csv'))
    await lookTwice(dropped)
    expect(await dropped.version()).toBe(1)
  })

  it('takes the others beside a file whose name it cannot read', async () => {
    const dropped = await dropping()
    const latin = Buffer.concat([Buffer.from(`${dropped.root}/a`), Buffer.from([0xe9]), Buffer.from('.csv')])
    await writeFile(latin, certificates(1))
    await dropped.drop('feed.csv', certificates(2))
    await lookTwice(dropped)
    expect(await dropped.version()).toBe(1)
    expect(await readdir(dropped.root, 'buffer')).toHaveLength(2)
  })

  it('refuses a file that is too large, unread, and takes the others', async () => {
    const dropped = await dropping()
    await dropped.drop('a-huge.csv', '')
    await truncate(join(dropped.root, 'a-huge.csv'), 5 * 1024 ** 3 + 1)
    await dropped.drop('feed.csv', certificates(2))
    await lookTwice(dropped)
    expect(await dropped.version()).toBe(1)
    expect(await dropped.names('refused')).toEqual(['a-huge.csv', 'a-huge.csv.json'])
  })

  it('takes a file whose name is as long as a name may be', async () => {
    const dropped = await dropping()
    await dropped.drop(`${'क'.repeat(80)}.csv`, certificates(2))
    await lookTwice(dropped)
    expect(await dropped.version()).toBe(1)
    expect(await dropped.names('taken')).toHaveLength(2)
  })

  it('takes a file again after a crash between accepting and moving it, without harm', async () => {
    const dropped = await dropping()
    await dropped.drop('feed.csv', certificates(3))
    // A file stands where the folder should: the process gets no further than accepting.
    await writeFile(join(dropped.root, 'taken'), '')
    await lookTwice(dropped)
    expect(await dropped.version()).toBe(1)
    expect(await dropped.names()).toEqual(['feed.csv', 'taken'])
    await rename(join(dropped.root, 'taken'), join(dropped.root, '.gone'))
    await dropped.folder.look()
    expect(await dropped.version()).toBe(1)
    expect(await dropped.names('taken')).toEqual(['feed.csv', 'feed.csv.json'])
  })

  it('keeps a file whose taking failed, and takes it at a later start', async () => {
    const dropped = await dropping(({ store }) => ({
      store: crashingStore(store, { commit: 2, written: false }),
    }))
    const bytes = feed(certificateRows(2))
    await dropped.drop('feed.csv', bytes)
    await lookTwice(dropped)
    expect(await dropped.names()).toEqual(['feed.csv'])
    const line = (dropped.system.logger as unknown as { lines: { code: string; fields: object }[] }).lines.at(
      -1,
    )
    expect(line).toMatchObject({ code: 'drop-file-not-taken', fields: { error: Crash.name } })
    const again = new DropFolder(join(dropped.root, '..'), dropped.system)
    await again.look()
    await again.look()
    expect(await dropped.version()).toBe(1)
  })
})
