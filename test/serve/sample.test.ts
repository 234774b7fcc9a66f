import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadSample } from '../../cli/serve/sample.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'
import { centre } from '../support/system.ts'

const database = useEmbeddedDynamoDb()
const SAMPLE = join(import.meta.dirname, '../../cli/sample/aurangabad')

it('loads the sample district once, and leaves what an admin changed since', async () => {
  const store = await database.newStore()
  const loaded = await loadSample(SAMPLE, store, 'Asia/Kolkata')
  expect((await store.centres()).length).toBe(loaded.length)
  await store.putCentre({ ...centre('DKMM'), name: 'Changed by an admin' })
  const dio = (await store.official('dio'))!
  await store.putOfficial({ ...dio, phone: '+919811111111' })
  await loadSample(SAMPLE, store, 'Asia/Kolkata')
  expect(await store.centre('DKMM')).toMatchObject({ name: 'Changed by an admin' })
  expect(await store.official('dio')).toMatchObject({ phone: '+919811111111' })
})
