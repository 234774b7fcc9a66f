import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll } from 'vitest'
import { localDynamoDbClient } from '../../lib/adapters/dynamodb/client.ts'
import { createStore } from '../../lib/adapters/dynamodb/store.ts'
import { ensureTable } from '../../lib/adapters/dynamodb/table-definition.ts'
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../lib/adapters/local/embedded-dynamodb.ts'
import type { Store } from '../../lib/application/store.ts'

/** A real DynamoDB API for one test file, in memory; every test opens a table of its own. */
export interface Embedded {
  client(): DynamoDBClient
  /** A table that nothing else uses; answers its name. */
  newTable(): Promise<string>
  newStore(): Promise<Store>
  openStore(tableName: string, of?: DynamoDBClient): Store
  /** One more client, to do with as a test likes. */
  newClient(): DynamoDBClient
}

export function useEmbeddedDynamoDb(): Embedded {
  let database: EmbeddedDynamoDb
  let client: DynamoDBClient
  beforeAll(async () => {
    database = await startEmbeddedDynamoDb(null)
    client = localDynamoDbClient(database.endpoint)
  })
  afterAll(async () => {
    client.destroy()
    await database.stop()
  })
  const openStore = (tableName: string, of = client) => createStore({ client: of, tableName, rowsDays: 400 })
  const newTable = async () => {
    const name = `milaan-${randomUUID()}`
    await ensureTable(client, name)
    return name
  }
  const newClient = () => localDynamoDbClient(database.endpoint)
  const newStore = async () => openStore(await newTable())
  return { client: () => client, newTable, newClient, openStore, newStore }
}
