import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../lib/formats/xlsx/read-workbook.ts'
import { searchFor } from '../../../lib/formats/xlsx/search.ts'
import { accepted, faultsOf, IST } from '../sheet-files.ts'
import { buildWorkbook, rowsOf } from './workbook-builder.ts'

const ROWS = rowsOf([
  ['date', 'centre_id', 'token_no'],
  ...Array.from({ length: 50 }, (_, at) => ['2021-08-28', 'DKMM', at]),
])
const bytes = buildWorkbook({ sheets: [{ rows: ROWS }] })
const search = searchFor(['tokens'], IST)

/** A clock that goes on by a millisecond each time it is read. */
const ticking = (): (() => number) => {
  let time = 0
  return () => time++
}

describe('reading a workbook', () => {
  it('stops when its time is up, wherever it is', async () => {
    for (const maxMilliseconds of [0, 1, 2, 10, 40]) {
      const faults = faultsOf(await readWorkbook(bytes, search, { maxMilliseconds, now: ticking() }))
      expect(faults.map(({ reason }) => reason)).toEqual(['unpacks-too-large'])
    }
  })

  it('goes on to its end before that', async () => {
    expect(
      accepted(await readWorkbook(bytes, search, { maxMilliseconds: 1000, now: ticking() })),
    ).toHaveLength(51)
  })

  it('is refused past 32 MiB, or past the limit given, before anything is looked at', async () => {
    const reasonsOf = async (maxBytes: number | undefined, file: Uint8Array) =>
      faultsOf(await readWorkbook(file, search, { maxBytes })).map(({ reason }) => reason)
    expect(await reasonsOf(undefined, new Uint8Array(32 * 1024 * 1024 + 1))).toEqual(['too-large'])
    expect(await reasonsOf(100, bytes)).toEqual(['too-large'])
  })
})
