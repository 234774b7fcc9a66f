import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { StaleWrite } from '../../application/store.ts'
import type { Key } from './keys.ts'

export type Item = Record<string, unknown>

/** What must hold of the item in the table for a write to be made. */
export type Expectation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'equals'; readonly attribute: string; readonly value: string | number }
  | { readonly kind: 'any' }

export type Write =
  | { readonly put: Item & Key; readonly expect: Expectation }
  | { readonly remove: Key; readonly expect: Expectation }
  /** Nothing is written, but only where that is there. */
  | { readonly exists: Key }
  /** One more on a counter, whatever it says. */
  | { readonly count: Key }

export const absent: Expectation = { kind: 'absent' }
export const whatever: Expectation = { kind: 'any' }
export const stillEquals = (attribute: string, value: string | number): Expectation => ({
  kind: 'equals',
  attribute,
  value,
})

export interface Range {
  readonly prefix?: string
  /** With `upTo`, both of them included. */
  readonly from?: string
  readonly upTo?: string
  readonly index?: string
  readonly descending?: boolean
  readonly limit?: number
}

/** The few things done to the table, with paging and conditions handled once. Reads are strongly consistent. */
export interface Table {
  get(key: Key): Promise<Item | null>
  /** Those of the keys that there are, in any order. */
  getAll(keys: readonly Key[]): Promise<Item[]>
  query(partition: string, range?: Range): Promise<Item[]>
  /** One write at half the price of a transaction; throws StaleWrite likewise. */
  write(write: Write): Promise<void>
  /** All or nothing; throws StaleWrite when an expectation does not hold. At most 100 items and 4 MB. */
  transact(writes: readonly Write[]): Promise<void>
  /** Adds one to a counter and answers it. */
  increment(key: Key): Promise<number>
}

const MOST_KEYS = 100
const FIRST_WAIT_MS = 20
const LONGEST_WAIT_MS = 1000
/** Of a transaction that met others: those who come in at one moment count on the same marks. */
const MOST_TRIES = 8

const MARSHALL = { removeUndefinedValues: true, convertEmptyValues: false } as const

export function openTable(client: DynamoDBClient, tableName: string): Table {
  return {
    get: async (key) => {
      const command = new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true })
      const { Item: item } = await client.send(command)
      return item ? unmarshall(item) : null
    },
    getAll: (keys) => getAll(client, tableName, keys),
    query: (partition, range = {}) => queryAll(client, tableName, partition, range),
    write: (write) => writeOne(client, tableName, write),
    transact: (writes) => transact(client, tableName, writes),
    increment: async (key) => {
      const update = { ...countUp(tableName, key), ReturnValues: 'UPDATED_NEW' as const }
      const { Attributes: attributes } = await client.send(new UpdateItemCommand(update))
      return Number(attributes?.value?.N)
    },
  }
}

/** A call takes 100 keys, and may answer fewer than it was asked for: the rest is asked for again, later each time. */
async function getAll(client: DynamoDBClient, tableName: string, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = []
  let left: readonly Record<string, AttributeValue>[] = keys.map((key) => marshall(key))
  for (let waitMs = 0; left.length > 0; ) {
    if (waitMs > 0) await sleep(Math.random() * waitMs)
    const asked = left.slice(0, MOST_KEYS)
    const request = { [tableName]: { Keys: asked, ConsistentRead: true } }
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }))
    items.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item)))
    const unread = (answer.UnprocessedKeys?.[tableName]?.Keys ?? []) as Record<string, AttributeValue>[]
    waitMs = unread.length > 0 ? Math.min(LONGEST_WAIT_MS, 2 * waitMs + FIRST_WAIT_MS) : 0
    left = [...unread, ...left.slice(MOST_KEYS)]
  }
  return items
}

async function queryAll(
  client: DynamoDBClient,
  tableName: string,
  partition: string,
  range: Range,
): Promise<Item[]> {
  const [hash, sort] = range.index ? ['gsi1pk', 'gsi1sk'] : ['pk', 'sk']
  const { condition, bounds } = conditionOn(range)
  const items: Item[] = []
  let from: Record<string, never> | undefined
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: range.index,
        ConsistentRead: !range.index,
        KeyConditionExpression: condition === null ? '#h = :h' : `#h = :h AND ${condition}`,
        ExpressionAttributeNames: { '#h': hash!, ...(condition === null ? {} : { '#s': sort! }) },
        ExpressionAttributeValues: marshall({ ':h': partition, ...bounds }),
        ScanIndexForward: !range.descending,
        Limit: range.limit,
        ExclusiveStartKey: from,
      }),
    )
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)))
    from = page.LastEvaluatedKey as typeof from
  } while (from && items.length < (range.limit ?? Number.POSITIVE_INFINITY))
  return items
}

function conditionOn({ prefix, from, upTo }: Range) {
  if (prefix !== undefined) return { condition: 'begins_with(#s, :s)', bounds: { ':s': prefix } }
  if (upTo === undefined) return { condition: null, bounds: {} }
  if (from === undefined) return { condition: '#s <= :s', bounds: { ':s': upTo } }
  return { condition: '#s BETWEEN :f AND :s', bounds: { ':f': from, ':s': upTo } }
}

async function writeOne(client: DynamoDBClient, tableName: string, write: Write): Promise<void> {
  const { Put: put, Delete: remove, Update: update } = toItem(tableName, write)
  try {
    if (put) await client.send(new PutItemCommand(put))
    if (remove) await client.send(new DeleteItemCommand(remove))
    if (update) await client.send(new UpdateItemCommand(update))
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException || isStale(error))
      throw new StaleWrite('', { cause: error })
    throw error
  }
}

async function transact(client: DynamoDBClient, tableName: string, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return
  const items = writes.map((write) => toItem(tableName, write))
  for (let tried = 1; ; tried++) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items }))
      return
    } catch (error) {
      if (!isStale(error)) throw error
      if (!isConflict(error) || tried >= MOST_TRIES)
        throw new StaleWrite('Somebody else wrote first.', { cause: error })
      await sleep(Math.random() * FIRST_WAIT_MS * tried)
    }
  }
}

/** Another transaction had one of the items at this moment: nothing that is expected was found to be otherwise. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return error instanceof TransactionConflictException
  const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
  return reasons.every((reason) => reason === 'None' || reason === 'TransactionConflict')
}

/** A cancelled transaction is stale when nothing but lost races cancelled it: conditions and conflicts. */
function isStale(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true
  if (!(error instanceof TransactionCanceledException)) return false
  const races = ['None', 'ConditionalCheckFailed', 'TransactionConflict']
  return (error.CancellationReasons ?? []).every(({ Code }) => races.includes(Code ?? 'None'))
}

function toItem(tableName: string, write: Write): TransactWriteItem {
  if ('count' in write) return { Update: countUp(tableName, write.count) }
  if ('exists' in write)
    return {
      ConditionCheck: {
        TableName: tableName,
        Key: marshall(write.exists),
        ConditionExpression: 'attribute_exists(pk)',
      },
    }
  const condition = conditionOf(write.expect)
  return 'put' in write
    ? { Put: { TableName: tableName, Item: marshall(write.put, MARSHALL), ...condition } }
    : { Delete: { TableName: tableName, Key: marshall(write.remove), ...condition } }
}

function countUp(tableName: string, key: Key) {
  return {
    TableName: tableName,
    Key: marshall(key),
    UpdateExpression: 'ADD #n :one',
    ExpressionAttributeNames: { '#n': 'value' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  }
}

function conditionOf(expect: Expectation) {
  switch (expect.kind) {
    case 'any':
      return {}
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(pk)' }
    case 'equals':
      return {
        ConditionExpression: '#expected = :expected',
        ExpressionAttributeNames: { '#expected': expect.attribute },
        ExpressionAttributeValues: marshall({ ':expected': expect.value }),
      }
  }
}
