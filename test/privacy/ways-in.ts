import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DropFolder } from '../../cli/serve/drop-folder.ts'
import { httpServer, UPLOADS_PATH } from '../../cli/serve/http-server.ts'
import { localRoutes } from '../../cli/serve/local-routes.ts'
import { startSystem } from '../../cli/serve/system.ts'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { startEmbeddedDynamoDb } from '../../lib/adapters/local/embedded-dynamodb.ts'
import { instantAt } from '../../lib/domain/calendar.ts'
import { exchange } from '../functions/api/exchange.ts'
import { recordingLogger } from '../support/logger.ts'
import { centre, OFFICIALS } from '../support/system.ts'
import { type Form, sendForm } from '../support/upload-form.ts'
import type { PersonalFile } from './files.ts'
import { filesBelow, tableText } from './outflow.ts'

/** A whole district on this machine, every way into it, and all that comes out of it. */
export interface WaysIn {
  /** By each way that takes such a file. Answers the statuses of the requests. */
  handIn(file: PersonalFile): Promise<readonly number[]>
  /** Asks for all that anybody may ask for, and sends what is to be sent. */
  askForAll(): Promise<void>
  outflow(): Promise<Outflow>
  stop(): Promise<void>
}

export interface Outflow {
  readonly table: readonly string[]
  /** Answers, log lines, messages, receipts and faults beside dropped files, lists of quarantined rows. */
  readonly told: readonly string[]
  /** Raw files, as they were received. */
  readonly raw: readonly string[]
}

const DAY = '2021-08-28'
const QUARANTINED = '.quarantined.csv'

export async function openDistrict(): Promise<WaysIn> {
  const data = await mkdtemp(join(tmpdir(), 'milaan-privacy-'))
  const database = await startEmbeddedDynamoDb(null)
  const client = localDynamoDbClient(database.endpoint)
  const logger = recordingLogger()
  const system = await startSystem({ port: 0, data, dynamodbEndpoint: database.endpoint }, logger)
  const { deps, issuer, uploads, inbox } = system
  await deps.store.putCentre(centre('DKMM'))
  for (const official of OFFICIALS) await deps.store.putOfficial(official)
  system.clock.stand(instantAt('2021-08-29', '13:00', 'Asia/Kolkata'))
  const local = localRoutes(inbox, issuer, deps.store)
  const server = httpServer({ deps, issuer, local, uploads }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  system.uploadForms.servedAt(`http://127.0.0.1:${port}${UPLOADS_PATH}`)
  const folder = new DropFolder(data, deps)
  await folder.prepare()
  const answers: string[] = []
  const followed: string[] = []

  const call = async (method: string, path: string, sent: { body?: Uint8Array; json?: object } = {}) => {
    const { access_token } = JSON.parse(
      (await exchange(port, { method: 'POST', path: '/local/token', body: '{"user": "admin"}' })).text,
    )
    const { body = sent.json && JSON.stringify(sent.json) } = sent
    const answer = await exchange(port, {
      method,
      path,
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': sent.json ? 'application/json' : 'text/csv',
      },
      ...(body === undefined ? {} : { body }),
    })
    answers.push(answer.text)
    return answer
  }

  const upload = async (as: object, file: PersonalFile) => {
    const { body } = await call('POST', '/v1/uploads', { json: as })
    const form = body as Form & { readonly uploadId: string }
    answers.push((await sendForm(form, file.bytes, { name: nameOf(file) })).text)
    await uploads.look()
    followed.push(form.uploadId)
    await call('GET', `/v1/uploads/${form.uploadId}`)
  }

  const drop = async (below: string, file: PersonalFile) => {
    await mkdir(join(data, 'drop', below), { recursive: true })
    await writeFile(join(data, 'drop', below, nameOf(file)), file.bytes)
    await folder.look()
    await folder.look()
  }

  return {
    handIn: async (file) => {
      const { kind, bytes } = file
      if (kind === 'centres') {
        const put = await call('PUT', '/v1/centres', { body: bytes })
        await upload({ kind }, file)
        await drop('centres', file)
        return [put.status]
      }
      const sheet = `sheets/DKMM/${DAY}/${kind}`
      const puts = [
        await call('PUT', `/v1/centres/DKMM/days/${DAY}/sheets/${kind}`, { body: bytes }),
        await call('PUT', `/v1/feeds/${kind}`, { body: bytes }),
      ]
      await upload({ kind: 'sheet', leg: kind, centreId: 'DKMM', date: DAY }, file)
      await upload({ kind: 'feed', leg: kind }, file)
      await drop(sheet, file)
      await drop(`feeds/${kind}`, file)
      return puts.map(({ status }) => status)
    },
    askForAll: async () => {
      const days = [`/v1/days/${DAY}`, '/v1/days/2021-08-29', `/v1/centres/DKMM/days/${DAY}`]
      const uploadsOf = followed.map((id) => `/v1/uploads/${id}`)
      const sequences = Array.from({ length: followed.length }, (_, at) => `/v1/feeds/feed.${at + 1}`)
      const others = [
        '/v1/centres/DKMM',
        '/v1/centres/DKMM/ledger',
        '/v1/centres/DKMM/status',
        '/v1/incidents',
      ]
      for (const path of [...days, ...others, ...uploadsOf, ...sequences]) await call('GET', path)
      await system.notifyDue()
    },
    outflow: async () => {
      const evidence = await filesBelow(join(data, 'evidence'))
      const dropped = await filesBelow(join(data, 'drop'))
      const isList = ({ path }: { path: string }) => path.endsWith(QUARANTINED)
      const lines = logger.lines.map((line) => JSON.stringify(line))
      const messages = (await inbox.messages()).map((message) => JSON.stringify(message))
      const beside = dropped.filter(({ path }) => path.endsWith('.json'))
      return {
        table: await tableText(client, 'milaan'),
        told: [
          ...answers,
          ...lines,
          ...messages,
          await inbox.html(),
          ...[...beside, ...evidence.filter(isList)].map(({ text }) => text),
        ],
        raw: evidence.filter((file) => !isList(file)).map(({ text }) => text),
      }
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await system.stop()
      client.destroy()
      await database.stop()
      await rm(data, { recursive: true })
    },
  }
}

/** A name that tells of a person. */
function nameOf({ kind, what }: PersonalFile): string {
  return `Asha Pawar 98765 43210 ${kind} ${what}.csv`
}
