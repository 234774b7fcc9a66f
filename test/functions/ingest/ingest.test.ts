import { describe, expect, it } from 'vitest'
import { ingest } from '../../../functions/ingest/ingest.ts'
import { sourceOf } from '../../../lib/application/byte-source.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { certificateRows, certificates, feed, register } from '../../support/files.ts'
import { recordingLogger } from '../../support/logger.ts'
import { newSystem } from '../../support/system.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const arrival = (key: string, bytes: Uint8Array) => ({ key, open: async () => sourceOf(bytes), by: 'inbox' })

async function ready(centres: readonly string[] = ['DKMM']) {
  const system = await newSystem(await database.newStore(), centres)
  const logger = recordingLogger()
  return { deps: { ...system, logger }, store: system.store, logger }
}

describe('a file that arrives in the inbox', () => {
  it.each([
    'feeds/certificates/2021-08-28.csv',
    'feeds/certificates/morning feed (1).csv',
    'feeds/certificates/100%+more.csv',
    'feeds/certificates/a%20b+c.csv',
    'feeds/certificates/2021/08/28.csv',
    'feeds/certificates/प्रमाणपत्र.csv',
  ])('is taken for a certificate feed under %s', async (key) => {
    const { deps, store } = await ready()
    const taken = await ingest(arrival(key, certificates(3)), deps)
    expect(taken).toMatchObject({ outcome: 'accepted', replay: false, receipt: { rows: 3 } })
    expect((await store.head('DKMM', DAY))?.legs.certificates).toMatchObject({ rows: 3, by: 'inbox' })
  })

  it.each([
    ['DKMM', 'DKMM'],
    ['Civil Hospital', 'Civil Hospital'],
    ['केंद्र-१', 'केंद्र-1'],
  ])('is taken for a sheet of %s where its key says so', async (written, centreId) => {
    const { deps, store } = await ready([centreId])
    const key = `sheets/${written}/${DAY}/tokens/my register.csv`
    const taken = await ingest(arrival(key, register(2, { centreId })), deps)
    expect(taken).toMatchObject({ outcome: 'accepted', receipt: { sheetId: `${centreId}.${DAY}.tokens.1` } })
    expect((await store.head(centreId, DAY))?.legs.tokens?.version).toBe(1)
  })

  it('changes nothing when its event is repeated, even at the same moment', async () => {
    const { deps, store } = await ready()
    const file = arrival('feeds/certificates/a.csv', certificates(3))
    await Promise.all([ingest(file, deps), ingest(file, deps)])
    const before = [await store.head('DKMM', DAY), await store.ledger('DKMM')]
    expect(await ingest(file, deps)).toMatchObject({ outcome: 'accepted', replay: true })
    expect([await store.head('DKMM', DAY), await store.ledger('DKMM')]).toEqual(before)
    expect((await store.head('DKMM', DAY))?.legs.certificates?.version).toBe(1)
  })

  it('is refused whole with its faults, and changes nothing', async () => {
    const { deps, store, logger } = await ready()
    const key = `sheets/DKMM/${DAY}/tokens/a.csv`
    const bad = new TextEncoder().encode(`date,centre_id,token_no\n2021-02-30,DKMM,1\n${DAY},N8,2\n`)
    const refused = await ingest(arrival(key, bad), deps)
    expect(refused).toMatchObject({
      outcome: 'refused',
      faults: [
        { row: 2, reason: 'bad-date' },
        { row: 3, reason: 'other-centre' },
      ],
    })
    expect(await store.head('DKMM', DAY)).toBeNull()
    expect(logger.lines.at(-1)).toEqual({
      level: 'warn',
      code: 'ingest-refused',
      fields: { faults: 2, reason: 'bad-date' },
    })
  })

  it.each([
    'a.csv',
    'feeds/certificates',
    'feeds/certificates/',
    'feeds/vials/a.csv',
    'centres',
    'centres/',
    'outcome/feeds/certificates/a.csv.json',
    'uploads/x/file',
    'feeds%2Fcertificates%2Fa.csv',
    `sheets/DKMM/${DAY}/tokens`,
    `sheets/DKMM/${DAY}/tokens/`,
    `sheets/DKMM/${DAY}/vials/a.csv`,
    'sheets/DKMM/28-08-2021/tokens/a.csv',
    `sheets/../${DAY}/tokens/a.csv`,
    `sheets/DKMM/${DAY}/tokens/more/a.csv`,
    `sheets/DKMM/${DAY}/tokens/final/more/a.csv`,
    `/sheets/DKMM/${DAY}/tokens/a.csv`,
    '',
  ])('is not ours under "%s", and says so without its name', async (key) => {
    const { deps, store, logger } = await ready()
    expect(await ingest(arrival(key, feed(certificateRows(1))), deps)).toMatchObject({ outcome: 'not-ours' })
    expect(await store.heads([DAY])).toEqual([])
    expect(logger.lines.map(({ code }) => code)).toEqual(['ingest-key-unknown'])
  })
})
