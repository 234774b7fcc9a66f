import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

type Item = Record<string, unknown>

/**
 * Counts write units as DynamoDB bills them: one a KB begun of the item and of its entry in the index (before or
 * after, whichever is there), twice that in a transaction. The embedded database's own figure leaves the index out.
 */
export function meteredClient(client: DynamoDBClient): {
  readonly client: DynamoDBClient
  readonly units: () => number
} {
  let units = 0
  client.middlewareStack.add(
    (next) => async (args) => {
      units += unitsOf(
        args.input as { TransactItems?: readonly Item[]; Item?: Item; Key?: Item; UpdateExpression?: string },
      )
      return next(args)
    },
    { step: 'initialize', name: 'meter' },
  )
  return { client, units: () => units }
}

function unitsOf(input: {
  TransactItems?: readonly Item[]
  Item?: Item
  Key?: Item
  UpdateExpression?: string
}): number {
  if (input.TransactItems)
    return input.TransactItems.reduce((sum, item) => sum + 2 * itemUnits(Object.values(item)[0] as Item), 0)
  return input.Item || input.UpdateExpression ? itemUnits(input as Item) : 0
}

function itemUnits(write: Item): number {
  const item = (write.Item ?? write.Key) as Item
  const indexed = 'gsi1pk' in item ? 1 : 0
  return Math.ceil(sizeOf(item) / 1024) + indexed
}

/** Names and values; numbers and structure by their JSON, which is no less than what DynamoDB counts. */
function sizeOf(item: Item): number {
  return Buffer.byteLength(
    JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? 'x'.repeat(value.length) : value)),
  )
}
