import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { StaleWrite } from '../../lib/application/store.ts'
import { newHead } from '../../lib/domain/head.ts'
import { useEmbeddedDynamoDb } from '../support/embedded.ts'

const database = useEmbeddedDynamoDb()
const DAY = '2021-08-28'
const before = newHead('DKMM', DAY)
const change = {
  heads: [{ before, after: { ...before, rev: 1 } }],
  facts: [{ chain: 'DKMM', fact: { kind: 'note', at: 1, by: 'dio', data: {} } }],
}

/** The embedded database knows no conflicts: the first so many transactions of this client are cancelled as in AWS. */
async function cancelling(times: number, codes: readonly string[]) {
  const client: DynamoDBClient = database.newClient()
  let sent = 0
  client.middlewareStack.add(
    (next) => async (args) => {
      if (!('TransactItems' in args.input) || ++sent > times) return next(args)
      const CancellationReasons = codes.map((Code) => ({ Code }))
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons })
    },
    { step: 'initialize' },
  )
  const store = database.openStore(await database.newTable(), client)
  return { store, sent: () => sent }
}

describe('a transaction that meets another', () => {
  it('is tried again as it is, since nothing was found to be otherwise', async () => {
    const { store, sent } = await cancelling(3, ['None', 'TransactionConflict'])
    await store.commit(change)
    expect(sent()).toBe(4)
    expect(await store.head('DKMM', DAY)).toMatchObject({ rev: 1 })
    expect(await store.ledger('DKMM')).toHaveLength(1)
  })

  it('is given back as stale in the end', async () => {
    const { store, sent } = await cancelling(100, ['TransactionConflict', 'None'])
    await expect(store.commit(change)).rejects.toThrow(StaleWrite)
    expect(sent()).toBe(8)
  })

  it('is stale at once where a condition failed, too', async () => {
    const { store, sent } = await cancelling(100, ['ConditionalCheckFailed', 'TransactionConflict'])
    await expect(store.commit(change)).rejects.toThrow(StaleWrite)
    expect(sent()).toBe(1)
  })

  it('is no lost race where anything else cancelled it', async () => {
    const { store, sent } = await cancelling(100, ['ThrottlingError', 'TransactionConflict'])
    await expect(store.commit(change)).rejects.toThrow(TransactionCanceledException)
    expect(sent()).toBe(1)
  })
})
