import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBookings, parseCertificates, parseTokens } from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, REF, reasonsOf } from './sheet-files.ts'

const FEED = 'certificate_id,centre_id,vaccinated_on,name,issued_by'
const row = (id: string, name = 'Sita') => `${id},DKMM,2021-08-28,${name},amc`
const read = async (...rows: readonly string[]) => {
  const { rows: good, quarantined, rowCount } = accepted(await parseCertificates(file(FEED, ...rows), IST))
  return {
    ids: good.map(({ certificateId }) => certificateId),
    bad: quarantined.map(({ row, reason }) => [row, reason]),
    rowCount,
  }
}
/** Text in which each \xNN stands for that byte. */
const raw = (...lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`, 'latin1')

describe('a quotation mark in a row of a feed', () => {
  it.each(['Ram "Bapu" Patil', 'Ram"Bapu', '"Ram"x', '5" tall'])(
    'is read as written inside a text: %s',
    async (name) => {
      expect(await read(row('C1'), row('C2', name), row('C3', '"Patil, Sita"'))).toEqual({
        ids: ['C1', 'C2', 'C3'],
        bad: [],
        rowCount: 3,
      })
    },
  )

  it('quarantines its row alone where it is never closed', async () => {
    expect(await read(row('C1'), row('C2', '"Ram'), row('C3'), row('C4'))).toEqual({
      ids: ['C1', 'C3', 'C4'],
      bad: [[3, 'broken-quote']],
      rowCount: 4,
    })
  })

  it.each([
    ['ends a text', row('C4', 'Gita"')],
    ['opens one', row('C4', '"Gita"')],
    ['stands inside one', row('C4', 'Gita "G" P')],
    ['is doubled', row('C4', '""')],
  ])('hides no row below where the next one %s', async (_, last) => {
    const { ids, bad, rowCount } = await read(row('C1'), row('C2', '"Ram'), row('C3'), last, row('C5'))
    expect([ids, bad, rowCount]).toEqual([['C1', 'C3', 'C4', 'C5'], [[3, 'broken-quote']], 5])
  })

  it('may close in a line below, where that is no row', async () => {
    const address = '"Ward 7, Aurangabad,\nMH, 431001\nnear ""Dr, Raju"""'
    expect(await read(row('C1', address), row('C2', 'Ram "B" P'), row('C3', address))).toMatchObject({
      ids: ['C1', 'C2', 'C3'],
      bad: [],
    })
  })

  it('refuses what is no table, or has no header left', async () => {
    expect(reasonsOf(await parseCertificates(file('Dear "sir', 'see below'), IST))[0]?.[2]).toBe(
      'not-a-table',
    )
    expect(reasonsOf(await parseCertificates(file('"apples,pears', '1,2'), IST))[0]?.[2]).toBe(
      'missing-column',
    )
  })

  it.each([
    ['at the end', [0, 1, 2, 3]],
    ['first', [3, 0, 1, 2]],
    ['before the date', [0, 1, 3, 2]],
  ])('keeps every other row, whatever the mess, with the name %s', async (_, order) => {
    const ordered = (cells: readonly string[]) => order.map((at) => cells[at]).join(',')
    const name = fc.string({ unit: fc.constantFrom(...'ab" '), maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 12 }), async (names) => {
        const rows = names.map((text, at) => ordered([`C${at}`, 'DKMM', '2021-08-28', text]))
        const header = ordered(['certificate_id', 'centre_id', 'vaccinated_on', 'name'])
        const read = accepted(await parseCertificates(file(header, ...rows), IST))
        expect(read.rowCount).toBe(names.length)
        const plain = names.flatMap((text, at) => (text.includes('"') ? [] : [`C${at}`]))
        expect(read.rows.map(({ certificateId }) => certificateId)).toEqual(expect.arrayContaining(plain))
        expect(new Set(read.rows.map(({ centreId }) => centreId)).size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses a sheet whose cell has swallowed rows', async () => {
    const header = 'date,centre_id,token_no,name'
    const rows = ['2021-08-28,A,1,x', '2021-08-28,A,2,"Ram', '2021-08-28,A,3,Sita', '2021-08-28,A,4,Gita"']
    expect(reasonsOf(await parseTokens(file(header, ...rows), IST))).toEqual([[3, null, 'broken-quote']])
  })
})

describe('a byte that is no character', () => {
  it('quarantines the rows of a feed that have it in a column that is read', async () => {
    const bytes = raw(FEED, row('C1'), row('C2\xe9'), row('C3', 'Ren\xe9e'), row('C4'), '\xff')
    const { rows, quarantined } = accepted(await parseCertificates(bytes, IST))
    expect(rows.map(({ certificateId }) => certificateId)).toEqual(['C1', 'C3', 'C4'])
    expect(quarantined.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'not-text'],
      [6, 'ragged-row'],
    ])
    const bookings = raw(
      'date,centre_id,beneficiary_ref,slot',
      `2021-08-28,A,${REF},\x93`,
      `2021-08-28,A,${REF},`,
    )
    expect(accepted(await parseBookings(bookings, IST)).quarantined).toMatchObject([
      { row: 2, reason: 'not-text' },
    ])
  })

  it('refuses a feed that is mostly such bytes, or has zero bytes', async () => {
    const mostly = raw(FEED, row('C1', '\xe9'.repeat(200)))
    expect(reasonsOf(await parseCertificates(mostly, IST))).toEqual([[null, null, 'not-text']])
    expect(reasonsOf(await parseCertificates(raw(FEED, row('C1', '\0')), IST))).toEqual([
      [null, null, 'not-text'],
    ])
  })

  it('refuses a sheet at each row and column that has one', async () => {
    const bytes = raw('Register', '', 'token_no,vaccine,Name', '1,x,Ren\xe9e', '2,\x93y\x94,z', '3,x,y')
    expect(reasonsOf(await parseTokens(bytes, DKMM))).toEqual([
      [4, 'Name', 'not-text'],
      [5, 'vaccine', 'not-text'],
    ])
  })

  it('refuses a sheet without a header without repeating a word of it', async () => {
    const result = await parseTokens(raw('1,Ramesh,Ren\xe9e Patil', '2,Sunita,x'), IST)
    expect(reasonsOf(result)).toEqual([[1, null, 'not-text']])
    expect(JSON.stringify(result)).not.toMatch(/Ram|Ren|Patil|Sunita/)
  })
})
