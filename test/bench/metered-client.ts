import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'

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

/** An entry of the index is written when it comes or goes, and twice when it moves: counted as two where there is one. */
function itemUnits(write: Item): number {
  const item = (write.Item ?? write.Key) as Record<string, AttributeValue>
  const indexed = 'gsi1pk' in item ? 1 : 0
  return Math.ceil(sizeOf({ M: item }) / 1024) + indexed
}

/** As DynamoDB counts: names and texts by their UTF-8 bytes, a number by half its digits, 3 bytes for a container. */
function sizeOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1
  if (value.B !== undefined) return value.B.length
  if (value.L !== undefined) return 3 + value.L.reduce((sum, entry) => sum + 1 + sizeOf(entry), 0)
  if (value.M === undefined) return 1
  return Object.entries(value.M).reduce(
    (sum, [name, entry]) => sum + 1 + Buffer.byteLength(name) + sizeOf(entry),
    3,
  )
}
