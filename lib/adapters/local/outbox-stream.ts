import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import type { StreamEvent } from '../../contracts/stream-event.ts'
import { messageKey } from '../dynamodb/keys.ts'

export interface OutboxStreamOptions {
  readonly client: DynamoDBClient
  readonly endpoint: string
  readonly tableName: string
  /** Where the place reached is kept, to go on from after a restart. */
  readonly directory: string
  readonly onBatch: (event: StreamEvent) => Promise<unknown>
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

const OUTBOX = messageKey('').pk

/**
 * What Lambda's event source mapping does in AWS: reads the table's stream and hands on inserts of the outbox, keys
 * only. Anything it misses is found by the clock, so it begins at the end of the stream where it has no place yet.
 */
export class OutboxStream {
  readonly #options: OutboxStreamOptions
  readonly #streams: DynamoDBStreamsClient
  #stopped = false
  #running: Promise<void> = Promise.resolve()

  constructor(options: OutboxStreamOptions) {
    this.#options = options
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    this.#streams = new DynamoDBStreamsClient({
      endpoint: options.endpoint,
      region: 'ap-south-1',
      credentials,
    })
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
    this.#streams.destroy()
  }

  async #run(): Promise<void> {
    let iterator: string | undefined
    while (!this.#stopped) {
      try {
        iterator ??= await this.#open()
        iterator = iterator === undefined ? undefined : await this.#read(iterator)
      } catch (error) {
        iterator = undefined
        this.#options.onError(error)
      }
      await new Promise((resolve) => setTimeout(resolve, this.#options.everyMs ?? 100))
    }
  }

  async #read(iterator: string): Promise<string | undefined> {
    const { Records: records = [], NextShardIterator: next } = await this.#streams.send(
      new GetRecordsCommand({ ShardIterator: iterator }),
    )
    const inserts = records.filter(isOutboxInsert)
    if (inserts.length > 0) await this.#options.onBatch({ Records: inserts } as unknown as StreamEvent)
    const last = records.at(-1)?.dynamodb?.SequenceNumber
    if (last) await this.#keepPlace(last)
    return next
  }

  async #open(): Promise<string | undefined> {
    const { Table: table } = await this.#options.client.send(
      new DescribeTableCommand({ TableName: this.#options.tableName }),
    )
    const arn = table?.LatestStreamArn
    const { StreamDescription: stream } = await this.#streams.send(
      new DescribeStreamCommand({ StreamArn: arn }),
    )
    const shard = stream?.Shards?.at(-1)?.ShardId
    const place = await this.#place()
    const from = place
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: place }
      : { ShardIteratorType: 'LATEST' as const }
    const command = new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ...from })
    return (await this.#streams.send(command)).ShardIterator
  }

  get #placeFile(): string {
    return join(this.#options.directory, 'stream-place')
  }

  async #place(): Promise<string | null> {
    return readFile(this.#placeFile, 'utf8').catch(() => null)
  }

  async #keepPlace(sequenceNumber: string): Promise<void> {
    await writeFile(`${this.#placeFile}.partial`, sequenceNumber)
    await rename(`${this.#placeFile}.partial`, this.#placeFile)
  }
}

function isOutboxInsert({ eventName, dynamodb }: _Record): boolean {
  return eventName === 'INSERT' && Boolean(dynamodb?.Keys?.pk?.S?.startsWith(OUTBOX))
}
