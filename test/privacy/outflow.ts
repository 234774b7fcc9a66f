import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'

/** Everything that the system has written or said, as texts. */

/** Every item of the table; packed rows unpacked, so that nothing hides in them. */
export async function tableText(client: DynamoDBClient, table: string): Promise<readonly string[]> {
  const texts: string[] = []
  let from: Record<string, AttributeValue> | undefined
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    )
    for (const item of page.Items ?? []) texts.push(JSON.stringify(shown({ M: item })))
    from = page.LastEvaluatedKey
  } while (from)
  return texts
}

function shown(value: AttributeValue): unknown {
  if (value.B !== undefined) return unpacked(value.B)
  if (value.L !== undefined) return value.L.map(shown)
  if (value.M === undefined) return value.S ?? value.N ?? value.BOOL ?? null
  return Object.fromEntries(Object.entries(value.M).map(([name, held]) => [name, shown(held)]))
}

function unpacked(bytes: Uint8Array): string {
  try {
    return inflateRawSync(bytes).toString('utf8')
  } catch {
    return Buffer.from(bytes).toString('utf8')
  }
}

export interface StoredFile {
  /** Below the folder. */
  readonly path: string
  readonly text: string
}

/** Every file below a folder. */
export async function filesBelow(folder: string): Promise<readonly StoredFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (path) => ({ path: path.slice(folder.length + 1), text: await readFile(path, 'utf8') })),
  )
}
