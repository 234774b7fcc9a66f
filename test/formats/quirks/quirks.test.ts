import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyFeed, replaceByFeed } from '../../../lib/domain/certificates.ts'
import type { CertificateRow } from '../../../lib/domain/rows.ts'
import { parseCertificates } from '../../../lib/formats/parse.ts'
import { accepted, IST } from '../sheet-files.ts'
import { ENCODINGS } from './encodings.ts'
import { FEEDS } from './feeds.ts'
import { comesOf } from './quirk.ts'
import { REFUSALS } from './refusals.ts'
import { TABLES } from './tables.ts'
import { VALUES } from './values.ts'
import { WORKBOOKS } from './workbooks.ts'

const FILES = new URL('../files/', import.meta.url)
const DOCS = new URL('../../../docs/formats.md', import.meta.url)
const QUIRKS = [...ENCODINGS, ...VALUES, ...TABLES, ...WORKBOOKS, ...FEEDS, ...REFUSALS]
const MOST_BYTES = 400_000

const bytesOf = (name: string): Uint8Array => readFileSync(new URL(name, FILES))
const present = readdirSync(FILES).filter((name) => name !== 'README.md')

describe('what comes out of a file', () => {
  it.each(QUIRKS)('with $quirk ($file)', async ({ file, leg = 'tokens', context, comes }) => {
    expect(await comesOf(leg, bytesOf(file), context)).toEqual(comes)
  })
})

describe('what counts after feeds that come one after the other', () => {
  async function countedAfter(...feeds: readonly (readonly [file: string, replace?: 'replace'])[]) {
    let known: readonly CertificateRow[] = []
    for (const [at, [file, replace]] of feeds.entries()) {
      const { rows } = accepted(await parseCertificates(bytesOf(file), IST))
      const received = at + 1
      const stamped = rows.map((row) => ({ ...row, received }))
      known = replace ? replaceByFeed(known, stamped, received) : applyFeed(known, stamped)
    }
    return known.map(({ certificateId, issuedBy, status }) => `${certificateId} ${issuedBy} ${status}`)
  }

  it('is each certificate once where rows are repeated', async () => {
    expect(await countedAfter(['feed-repeats.csv'])).toEqual(['C1 site-login issued', 'C2 site-login issued'])
  })

  it('is the later issue where a feed goes backwards', async () => {
    expect(await countedAfter(['feed-goes-backwards.csv'])).toEqual([
      'C2 later issued',
      'C1 site-login issued',
    ])
  })

  it('is none that was ever revoked, and each of those stays on record', async () => {
    const revoked = ['C1 site-login revoked', 'C2 site-login issued']
    expect(await countedAfter(['feed-revokes.csv'])).toEqual(revoked)
    expect(await countedAfter(['feed-revokes.csv'], ['feed-repeats.csv'])).toEqual(revoked)
  })

  it('is what a feed that replaces states, and what it omits stays on record', async () => {
    expect(await countedAfter(['feed-repeats.csv'], ['feed-replaces.csv', 'replace'])).toEqual([
      'C1 site-login omitted',
      'C2 site-login issued',
    ])
  })

  it('is the whole where the rest of a feed that was cut off comes by itself', async () => {
    expect(await countedAfter(['feed-repeats.csv'], ['feed-rest.csv'])).toEqual(
      ['C1', 'C2', 'C3', 'C4'].map((id) => `${id} site-login issued`),
    )
  })
})

/** Rows of the tables in the document, `quirk | file`. */
function documented(): readonly string[] {
  const rows = [...readFileSync(DOCS, 'utf8').matchAll(/^\| (.+) \| `([^`|]+)` \| .+ \|$/gm)]
  return rows.map(([, quirk, file]) => `${quirk} | ${file}`).filter((row) => !row.startsWith('`'))
}

describe('the table in docs/formats.md', () => {
  it('has the quirks that are tested, and no other', () => {
    expect(documented()).toEqual(QUIRKS.map(({ quirk, file }) => `${quirk} | ${file}`))
  })
})

describe('the folder of files', () => {
  it('holds each file that a quirk names, and none that is not named', () => {
    expect([...new Set(QUIRKS.map(({ file }) => file))].sort()).toEqual([...present].sort())
  })

  it('is told of in its own list', () => {
    const list = readFileSync(new URL('README.md', FILES), 'utf8')
    expect(present.filter((name) => !list.includes(`\`${name}\``))).toEqual([])
  })

  it('stays small', () => {
    const bytes = present.map((name) => statSync(new URL(name, FILES)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
  })
})
