import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiDeps } from '../../functions/api/http.ts'
import { answerEvent, type EventDeps } from '../../functions/notify/event.ts'
import { notify } from '../../functions/notify/notify.ts'
import districtFile from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../lib/adapters/dynamodb/table-definition.ts'
import { startEmbeddedDynamoDb } from '../../lib/adapters/local/embedded-dynamodb.ts'
import { type LocalInbox, localInbox } from '../../lib/adapters/local/inbox.ts'
import { OutboxStream } from '../../lib/adapters/local/outbox-stream.ts'
import { rawDirectory } from '../../lib/adapters/local/raw-directory.ts'
import { temporarySpools } from '../../lib/adapters/local/temporary-spool.ts'
import { type TokenIssuer, tokenIssuer } from '../../lib/adapters/local/token-issuer.ts'
import { type LocalUploadForms, localUploadForms } from '../../lib/adapters/local/upload-forms.ts'
import { escalateDue } from '../../lib/application/escalate.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'
import type { Logger } from '../../lib/runtime/logger.ts'
import { PlayableClock } from './clock.ts'
import { lockData } from './data-lock.ts'
import { LocalUploads } from './local-uploads.ts'
import type { Settings } from './settings.ts'

/** A whole district on one machine: the same functions as in AWS, on embedded parts. */
export interface LocalSystem {
  readonly deps: ApiDeps
  readonly uploads: LocalUploads
  readonly uploadForms: LocalUploadForms
  readonly clock: PlayableClock
  readonly inbox: LocalInbox
  readonly issuer: TokenIssuer
  readonly stream: OutboxStream
  /** The minute clock of `notify`: steps of the ladder that are due, then every message that is. */
  notifyDue(): Promise<void>
  /** Takes over what a killed process was sending: at the start nobody else can be. */
  notifyOrphaned(): Promise<void>
  stop(): Promise<void>
}

const TABLE_NAME = 'milaan'

export async function startSystem(settings: Settings, logger: Logger): Promise<LocalSystem> {
  const unlock = await lockData(settings.data)
  const database = await openDatabase(settings)
  const client = localDynamoDbClient(database.endpoint)
  await ensureTable(client, TABLE_NAME)
  // A feed is fetched in real time only (`local-pull.ts`): a day that is played must not find it stopped.
  const { pull: _, ...district } = parseDistrict(districtFile)
  const clock = new PlayableClock()
  const spool = join(settings.data, 'spool')
  // What a killed process left behind is of no use to anybody.
  await rm(spool, { recursive: true, force: true })
  const uploadForms = await localUploadForms(settings.data)
  const deps: ApiDeps = {
    uploadForms,
    store: createStore({ client, tableName: TABLE_NAME, rowsDays: district.retention.rowsDays }),
    rawFiles: rawDirectory(join(settings.data, 'evidence')),
    district,
    newSpool: temporarySpools(spool),
    clock,
    logger,
  }
  const uploads = new LocalUploads(settings.data, uploadForms, deps)
  await uploads.prepare()
  const inbox = localInbox(join(settings.data, 'inbox'))
  const notifyDeps: EventDeps = {
    outbox: deps.store.outbox,
    directory: deps.store,
    publisher: inbox,
    escalate: () => escalateDue(deps),
    clock,
    logger,
  }
  const stream = new OutboxStream({
    client,
    endpoint: database.endpoint,
    tableName: TABLE_NAME,
    directory: settings.data,
    onBatch: (event) => answerEvent(event, notifyDeps),
    onError: (error) =>
      logger.warn('stream-interrupted', { error: error instanceof Error ? error.name : 'unknown' }),
  })
  return {
    deps,
    uploads,
    uploadForms,
    clock,
    inbox,
    issuer: await tokenIssuer(settings.data),
    stream,
    notifyDue: async () => void (await answerEvent({}, notifyDeps)),
    notifyOrphaned: async () => void (await notify({ orphaned: true }, notifyDeps)),
    stop: async () => {
      await stream.stop()
      await uploads.stop()
      client.destroy()
      await database.stop()
      await unlock()
    },
  }
}

async function openDatabase(
  settings: Settings,
): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  if (settings.dynamodbEndpoint) return { endpoint: settings.dynamodbEndpoint, stop: async () => undefined }
  await mkdir(settings.data, { recursive: true })
  return startEmbeddedDynamoDb(join(settings.data, 'table.db'))
}
