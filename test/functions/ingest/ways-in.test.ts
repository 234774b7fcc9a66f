import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DropFolder } from '../../../cli/serve/drop-folder.ts'
import { httpServer, UPLOADS_PATH } from '../../../cli/serve/http-server.ts'
import { LocalUploads } from '../../../cli/serve/local-uploads.ts'
import { claimsOf } from '../../../cli/serve/users.ts'
import { type Ingested, ingest } from '../../../functions/ingest/ingest.ts'
import { tokenIssuer } from '../../../lib/adapters/local/token-issuer.ts'
import { localUploadForms } from '../../../lib/adapters/local/upload-forms.ts'
import { objectSource } from '../../../lib/adapters/s3/raw-bucket.ts'
import { useEmbeddedDynamoDb } from '../../support/embedded.ts'
import { certificateRows, certificates, feed, refOf, register } from '../../support/files.ts'
import { type S3Server, startS3Server } from '../../support/s3-server.ts'
import { newSystem, type TestSystem } from '../../support/system.ts'
import { type Form, sendForm } from '../../support/upload-form.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
let s3: S3Server
const servers: Server[] = []
beforeAll(async () => {
  s3 = await startS3Server()
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})
afterAll(() => s3.stop())

/** A file, and what each way in calls it. */
interface File {
  readonly what: string
  readonly bytes: Uint8Array
  readonly put: string
  readonly upload: object
  readonly key: string
}

const text = (...lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)
const bookings = (...centres: readonly string[]) =>
  text(
    'date,centre_id,beneficiary_ref,dose',
    ...centres.flatMap((centreId) =>
      [1, 2].map((person) => `${DAY},${centreId},${refOf(centreId, person)},1`),
    ),
  )
const stock = (...centres: readonly string[]) =>
  text(
    'date,centre_id,vials_opened,vaccine,doses_per_vial',
    ...centres.map((centreId) => `${DAY},${centreId},2,COVISHIELD,10`),
  )
const tokens = (...centres: readonly string[]) =>
  text(
    'date,centre_id,tokens_issued,remarks',
    ...centres.map((centreId, at) => `${DAY},${centreId},${at + 3},busy`),
  )

function sheet(what: string, leg: string, bytes: Uint8Array, mark: '' | 'final' | 'replace' = ''): File {
  const upload = { kind: 'sheet', leg, centreId: 'DKMM', date: DAY, ...(mark && { [mark]: true }) }
  const put = `/v1/centres/DKMM/days/${DAY}/sheets/${leg}${mark && `?${mark}=true`}`
  return { what, bytes, put, upload, key: `sheets/DKMM/${DAY}/${leg}/${mark && `${mark}/`}a.csv` }
}

function many(what: string, leg: string, bytes: Uint8Array, mark: '' | 'replace' = ''): File {
  const upload = { kind: 'feed', leg, ...(mark && { [mark]: true }) }
  const put = `/v1/feeds/${leg}${mark && `?${mark}=true`}`
  return { what, bytes, put, upload, key: `feeds/${leg}/${mark && `${mark}/`}a.csv` }
}

const both = feed(certificateRows(3), certificateRows(2, { centreId: 'N8' }), ['BAD,DKMM,never,,1,,'])
const FILES: readonly File[] = [
  sheet('a token sheet', 'tokens', register(3)),
  sheet('a final token sheet', 'tokens', register(3), 'final'),
  sheet('a stock sheet', 'stock', stock('DKMM')),
  sheet('certificates of one centre-day', 'certificates', certificates(3)),
  sheet('certificates that are all of one centre-day', 'certificates', certificates(3), 'replace'),
  sheet('bookings of one centre-day', 'bookings', bookings('DKMM')),
  sheet('a sheet that is refused', 'tokens', text('token_no,dose', '1,many', ',2')),
  many('a certificate feed', 'certificates', both),
  many('a certificate feed that is the whole truth', 'certificates', both, 'replace'),
  many('a booking feed', 'bookings', bookings('DKMM', 'N8')),
  many('token sheets of many centres', 'tokens', tokens('DKMM', 'N8')),
  many('stock sheets of many centres', 'stock', stock('DKMM', 'N8')),
  many('token sheets that are refused', 'tokens', tokens('DKMM', 'NOWHERE')),
  many('a feed that is no table', 'certificates', text('Certificates follow.')),
  {
    what: 'the register of centres',
    bytes: text('centre_id,name,opens,closes', 'DKMM,Medical College,09:00,17:00', 'SHA,Shahgunj,,'),
    put: '/v1/centres',
    upload: { kind: 'centres' },
    key: 'centres/a.csv',
  },
  {
    what: 'a register of centres that is refused',
    bytes: text('centre_id,name', 'DKMM,', 'DKMM,Twice'),
    put: '/v1/centres',
    upload: { kind: 'centres' },
    key: 'centres/a.csv',
  },
]

type Told = Readonly<Record<string, unknown>>
type Way = (file: File, system: TestSystem) => Promise<Told>

/** What its sender is told: the receipt, or the faults. */
const told = ({ receipt, faults }: Told): Told => ({ receipt: receipt ?? null, faults: faults ?? null })

async function serve(system: TestSystem) {
  const data = await mkdtemp(join(tmpdir(), 'milaan-ways-'))
  const uploadForms = await localUploadForms(data)
  const deps = { ...system, uploadForms }
  const issuer = await tokenIssuer(data)
  const uploads = new LocalUploads(data, uploadForms, deps)
  await uploads.prepare()
  const server = httpServer({ deps, issuer, uploads, local: async () => null }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  uploadForms.servedAt(`${url}${UPLOADS_PATH}`)
  const token = issuer.issue(claimsOf('admin', [])!, Date.now())
  const call = async (method: string, path: string, body: string | Uint8Array | null, type: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    const response = await fetch(`${url}${path}`, { method, headers, body: body && Buffer.from(body) })
    return { status: response.status, body: (await response.json()) as Told }
  }
  return { call, uploads }
}

const put: Way = async ({ put, bytes }, system) => {
  const { status, body } = await (await serve(system)).call('PUT', put, bytes, 'text/csv')
  expect([201, 422]).toContain(status)
  return told(status === 201 ? { receipt: body } : body)
}

const post: Way = async ({ upload, bytes }, system) => {
  const { call, uploads } = await serve(system)
  const { body: form } = await call('POST', '/v1/uploads', JSON.stringify(upload), 'application/json')
  expect((await sendForm(form as unknown as Form, bytes)).status).toBe(204)
  await uploads.look()
  return told((await call('GET', `/v1/uploads/${form.uploadId}`, null, 'application/json')).body)
}

const drop: Way = async ({ key, bytes }, system) => {
  const data = await mkdtemp(join(tmpdir(), 'milaan-ways-'))
  const folder = new DropFolder(data, system)
  const path = join(data, 'drop', key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
  await folder.look()
  await folder.look()
  const [outcome] = (await readdir(join(data, 'drop'))).filter(
    (name) => name === 'taken' || name === 'refused',
  )
  const [json] = (await readdir(join(data, 'drop', outcome!))).filter((name) => name.endsWith('.json'))
  return told(JSON.parse(await readFile(join(data, 'drop', outcome!, json!), 'utf8')) as Ingested)
}

const bucket: Way = async ({ key, bytes }, system) => {
  s3.put('inbox', key, bytes)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const at = { endpoint: s3.endpoint, region: 'ap-south-1', credentials, forcePathStyle: true }
  const open = () => objectSource(new S3Client(at), 'inbox', key)
  return told(JSON.parse(JSON.stringify(await ingest({ key, open, by: 'inbox' }, system))))
}

/** The state that a file leaves, but for who brought it and when. */
async function stateOf({ store }: TestSystem): Promise<object> {
  const heads = await store.heads([DAY])
  const rows = await Promise.all(
    heads.flatMap(({ centreId, legs }) =>
      Object.entries(legs).map(([leg, { version }]) =>
        store.leg(centreId, DAY, leg as keyof typeof legs, version),
      ),
    ),
  )
  const chains = await Promise.all(['', 'DKMM', 'N8'].map((chain) => store.ledger(chain)))
  return {
    heads: heads.map(({ centreId, legs, result, dirty }) => ({
      ...{ centreId, dirty, outcome: result?.outcome, counts: result?.counts },
      legs: Object.entries(legs).map(([leg, { version, sha256, rows, final }]) => [
        leg,
        version,
        sha256,
        rows,
        final,
      ]),
    })),
    rows,
    ledger: chains.map((entries) => entries.map(({ kind, data }) => ({ kind, data }))),
    centres: await store.centres(),
    active: await store.activeFeeds(),
    due: (await store.outbox.due(Date.UTC(2023, 0), 100)).length,
  }
}

describe.each(FILES)('$what', (file) => {
  it('gets the same receipt and leaves the same state by every way in', async () => {
    const ends: { readonly told: Told; readonly state: object }[] = []
    for (const way of [put, post, drop, bucket]) {
      const system = await newSystem(await database.newStore(), ['DKMM', 'N8'])
      ends.push({ told: await way(file, system), state: await stateOf(system) })
    }
    const [first, ...others] = ends
    expect(first!.told.receipt === null).toBe(file.what.includes('refused') || file.what.includes('no table'))
    for (const other of others) expect(other).toEqual(first)
  })
})
