import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb'

/** Attribute and index names of the one table; `infra/` builds the same. */
export const TABLE = {
  pk: 'pk',
  sk: 'sk',
  index: 'gsi1',
  indexPk: 'gsi1pk',
  indexSk: 'gsi1sk',
  ttl: 'expiresAt',
} as const

/** Creates the table where there is none yet: local runs and tests. In AWS the stack does. */
export async function ensureTable(client: DynamoDBClient, tableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition(tableName)))
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
}

function definition(tableName: string): CreateTableCommandInput {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const })
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ]
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text(TABLE.pk), text(TABLE.sk), text(TABLE.indexPk), text(TABLE.indexSk)],
    KeySchema: keys(TABLE.pk, TABLE.sk),
    GlobalSecondaryIndexes: [
      {
        IndexName: TABLE.index,
        KeySchema: keys(TABLE.indexPk, TABLE.indexSk),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  }
}
