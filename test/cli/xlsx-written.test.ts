import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../cli/milaan.ts'
import { readWorkbook } from '../../lib/formats/xlsx/read-workbook.ts'
import { MESSY_ROWS, messyDay } from './messy-day.ts'
import { sheetsOf, written, XLSX } from './report-workbook.ts'
import { folder, milaan, NOW, SAMPLE } from './workspace.ts'

describe('a report as a workbook goes where it is asked to go, whole and the same each time', () => {
  it('is sound to our own reader, which looks at every size and sum before it reads', async () => {
    const table = await readWorkbook(await written(), ([header]) => {
      const isRows = header?.cells[0] === 'What'
      return { score: Number(isRows), isWhole: isRows, named: 1 }
    })
    expect(table.ok && table.value).toHaveLength(MESSY_ROWS.length + 1)
  })

  it('is the same to the byte when it is made again', async () => {
    const { write, path } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const files = [join(path, 'a.xlsx'), join(path, 'b.xlsx')]
    for (const file of files) await milaan([...args, '--out', file])
    expect((await readFile(files[0]!)).equals(await readFile(files[1]!))).toBe(true)
  })

  it('is not thrown at a terminal', async () => {
    const { write } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const { status, stdout, stderr } = await milaan(args, { isTTY: true })
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toContain('milaan: A workbook is nothing for a terminal: name a file with --out.')
  })

  it('goes through a pipe as it is, and leaves a file alone that it cannot replace', async () => {
    const { write, path } = await folder()
    const args = [...(await messyDay(write)), ...XLSX]
    const pieces: Uint8Array[] = []
    const status = await main(args, {
      stdin: (async function* () {})(),
      stdout: { write: (piece) => pieces.push(Buffer.from(piece)) },
      stderr: { write: () => true },
      ...{ env: {}, clock: { now: () => NOW }, sample: SAMPLE, stopped: () => new Promise(() => {}) },
    })
    expect(status).toBe(1)
    expect(await sheetsOf(Buffer.concat(pieces))).toHaveLength(5)
    const refused = await milaan([...args, '--out', join(path, 'nowhere', 'report.xlsx')])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toContain('There is no such folder to write into.')
  })

  it('says on standard error why a file is refused, and writes nothing', async () => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', ['date,centre_id,token_no', 'yesterday,DKMM,1'])
    const out = join(path, 'report.xlsx')
    await writeFile(out, 'what was there before')
    const { status } = await milaan([
      ...['reconcile', '--date', '2021-08-28', '--tokens', tokens, ...XLSX, '--out', out],
    ])
    expect(status).toBe(2)
    expect(await readFile(out, 'utf8')).toBe('what was there before')
  })
})
