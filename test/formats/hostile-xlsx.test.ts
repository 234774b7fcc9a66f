import { describe, expect, it } from 'vitest'
import { parseTokens } from '../../lib/formats/parse.ts'
import { accepted, faultsOf, IST } from './sheet-files.ts'
import { GOOD, HOSTILE } from './xlsx/hostile-files.ts'
import { measured } from './xlsx/measured.ts'
import { buildWorkbook } from './xlsx/workbook-builder.ts'

const MOST_MILLISECONDS = 2000
const MOST_MEBIBYTES = 300

describe('a hostile workbook', () => {
  it.each(Object.entries(HOSTILE))(
    'of %s is refused clearly, within 2 seconds and 300 MiB',
    async (_, [make, reason, row]) => {
      const { faults, milliseconds, mebibytes } = await measured(make())
      expect(faults[0]?.reason).toBe(reason)
      if (row !== null) expect(faults[0]?.row).toBe(row)
      expect(milliseconds).toBeLessThan(MOST_MILLISECONDS)
      expect(mebibytes).toBeLessThan(MOST_MEBIBYTES)
    },
    60_000,
  )
})

describe('an odd workbook', () => {
  const sheet = (rows: string) => parseTokens(buildWorkbook({ sheets: [{ rows }] }), IST)

  it('may have a million blank rows, which are none', async () => {
    expect(accepted(await sheet(GOOD + '<row/>'.repeat(1_048_570))).rowCount).toBe(1)
  })

  it('may have a blank cell at XFD1048576', async () => {
    expect(accepted(await sheet(`${GOOD}<row r="1048576"><c r="XFD1048576" s="1"/></row>`)).rowCount).toBe(1)
  })

  it('may have its faults in the last row', async () => {
    const faults = faultsOf(await sheet(`${GOOD}<row r="1048576"><c r="A1048576"><v>44436</v></c></row>`))
    expect(faults.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [1048576, 'centre_id', 'missing-value'],
      [1048576, 'token_no', 'missing-value'],
    ])
  })

  it('may keep shared texts that no cell shows', async () => {
    const strings = Array.from({ length: 10_000 }, (_, at) => String(at))
    expect(
      accepted(await parseTokens(buildWorkbook({ sheets: [{ rows: GOOD }], strings }), IST)).rowCount,
    ).toBe(1)
  })
})
