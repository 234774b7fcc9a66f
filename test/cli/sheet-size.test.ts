import { truncate, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { folder, milaan, type WriteFile } from './workspace.ts'

const DAY = ['reconcile', '--date', '2021-08-28']
const HEADER = 'date,centre_id,token_no,remarks'
const MEBIBYTE = 1024 * 1024
const ROWS = 40_000
const FORMATS = ['json', 'csv'] as const

/** A register of more than 32 MiB; one quotation mark, and it cannot be scanned. */
function registerOf(write: WriteFile, name: string, remark: string): Promise<string> {
  const note = 'x'.repeat(900)
  const rows = Array.from({ length: ROWS }, (_, n) => `2021-08-28,DKMM,${n + 1},${note}`)
  return write(name, [HEADER, ...rows, `2021-08-28,DKMM,${ROWS + 1},${remark}`])
}

const IN_QUOTES = '"x"'

describe('a sheet of more than is handed in', () => {
  it.each(FORMATS)('is reconciled, scanned or not, for a report as %s', async (format) => {
    const { write } = await folder()
    for (const remark of ['x', IN_QUOTES]) {
      const tokens = await registerOf(write, 'tokens.csv', remark)
      const { status, stderr } = await milaan([...DAY, '--tokens', tokens, '--format', format])
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: `warning: ${tokens}: Columns that are not read: remarks.\n`,
      })
    }
  })

  it('may be one of stock', async () => {
    const { write } = await folder()
    const note = 'x'.repeat(900)
    const rows = Array.from({ length: ROWS }, (_, n) => `2021-08-28,DKMM,1,B${n},${note}`)
    const stock = await write('stock.csv', ['date,centre_id,vials_opened,batch,remarks', ...rows])
    const tokens = await write('tokens.csv', [HEADER, '2021-08-28,DKMM,1,x'])
    const { status } = await milaan([...DAY, '--tokens', tokens, '--stock', stock])
    expect(status).toBe(1)
  })

  it('is refused past 200 MiB with one sentence, whatever is in it and is asked for', async () => {
    const { write } = await folder()
    const told = new Set<string>()
    for (const remark of ['x', IN_QUOTES]) {
      const tokens = await registerOf(write, 'tokens.csv', remark)
      await truncate(tokens, 200 * MEBIBYTE + 1)
      for (const format of FORMATS) {
        const { status, stdout, stderr } = await milaan([...DAY, '--tokens', tokens, '--format', format])
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
        told.add(stderr.replace(tokens, 'FILE'))
      }
    }
    expect([...told]).toEqual([
      'FILE: The file is larger than 200 MiB. Split it by date or by centre and send the parts. [too-large]\n',
    ])
  })

  it('that is scanned is refused past 200 MiB too', async () => {
    const { path, write } = await folder()
    const tokens = await write('tokens.csv', [])
    const centres = Array.from({ length: 10 }, (_, n) => `2021-08-28,PHC${n},1,${'x'.repeat(1000)}\n`).join(
      '',
    )
    await writeFile(tokens, `${HEADER}\n${centres.repeat(Math.ceil((200 * MEBIBYTE) / centres.length))}`)
    for (const format of FORMATS) {
      const { status, stderr } = await milaan([...DAY, '--tokens', tokens, '--format', format])
      expect({ status, stderr: stderr.replace(path, '') }).toEqual({
        status: 2,
        stderr:
          '/tokens.csv: The file is larger than 200 MiB. Split it by date or by centre and send the parts. [too-large]\n',
      })
    }
  })

  it('is still too large to be handed in', async () => {
    const { write } = await folder()
    const tokens = await registerOf(write, 'tokens.csv', 'x')
    const { status, stdout } = await milaan(['check', tokens, '--leg', 'tokens'])
    expect(status).toBe(2)
    expect(stdout).toContain('The file is larger than 32 MiB.')
  })

  it('is refused for its rows before they fill the memory', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', Buffer.from(`${HEADER}\n${'1,2\n'.repeat(10_000_000)}`))
    const { status, stderr } = await milaan([...DAY, '--tokens', tokens])
    expect(status).toBe(2)
    expect(stderr).toMatch(/: The file has more than 10,00,000 rows\. .* \[too-many-rows\]\n$/)
  }, 10_000)
})
