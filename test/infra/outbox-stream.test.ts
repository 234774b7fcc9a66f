import { beforeAll, describe, expect, test } from 'vitest'
import * as keys from '../../lib/adapters/dynamodb/keys.ts'
import { composeApp, type Found, ofType, resourcesOf } from './compose.ts'

let mapping: Found
beforeAll(() => {
  const mappings = ofType(resourcesOf(composeApp().appStack), 'AWS::Lambda::EventSourceMapping')
  expect(mappings).toHaveLength(1)
  mapping = mappings[0]!
})

type Pattern = { readonly [key: string]: Pattern | readonly (string | { readonly prefix: string })[] }

/** As Lambda filters: every key of the pattern is in the record, with one of the values that the pattern lists. */
function matches(pattern: Pattern, record: Record<string, unknown>): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = record[key]
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, (value ?? {}) as Record<string, unknown>)
    return wanted.some((one) =>
      typeof one === 'string' ? one === value : typeof value === 'string' && value.startsWith(one.prefix),
    )
  })
}

function wakes(eventName: string, { pk, sk }: keys.Key): boolean {
  const { Filters: filters } = mapping.Properties.FilterCriteria as unknown as {
    Filters: { Pattern: string }[]
  }
  const record = { eventName, dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } }
  return filters.some(({ Pattern: pattern }) => matches(JSON.parse(pattern), record))
}

describe('the stream wakes notify', () => {
  test('for a new message', () => {
    expect(wakes('INSERT', keys.messageKey('a-message'))).toBe(true)
  })

  test('not for a message that was marked or is gone', () => {
    expect(wakes('MODIFY', keys.messageKey('a-message'))).toBe(false)
    expect(wakes('REMOVE', keys.messageKey('a-message'))).toBe(false)
  })

  test('not for anything else in the table', () => {
    const others = [
      keys.headKey('DKMM', '2021-08-28'),
      keys.chunkKey('DKMM', '2021-08-28', 'tokens', 1, 0),
      keys.ledgerKey('DKMM', 1),
      keys.feedSequenceKey,
      keys.feedKey(1),
      keys.activeFeedKey(1),
      keys.incidentKey('an-incident'),
      keys.centreKey('OUTBOX#'),
      keys.suspensionKey('DKMM'),
      keys.officialKey('dio'),
      keys.playedKey,
    ]
    expect(others.filter((key) => wakes('INSERT', key))).toEqual([])
  })
})

test('a record that fails is tried three times, alone in the end, and then let go', () => {
  expect(mapping.Properties).toMatchObject({
    MaximumRetryAttempts: 3,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: {} },
  })
})
