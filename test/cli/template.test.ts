import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fileNameOf } from '../../cli/template/options.ts'
import { sheetsOf, template } from './filled-template.ts'
import { folder, milaan } from './workspace.ts'

describe('milaan template writes one workbook, and over no other file', () => {
  it('takes the language of the terminal where it has it', async () => {
    const headerIn = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
      const out = join((await folder()).path, 'a.xlsx')
      await milaan(['template', 'tokens', '--out', out, ...args], { env })
      return (await sheetsOf(out))[0]?.rows[0]?.[6]
    }
    expect(await headerIn({ LANG: 'mr_IN.UTF-8' })).toBe('वेळ')
    expect(await headerIn({ LC_ALL: 'hi_IN', LANG: 'mr_IN.UTF-8' })).toBe('समय')
    expect(await headerIn({ LC_ALL: 'C', LANG: 'mr_IN.UTF-8' })).toBe('Time')
    expect(await headerIn({ LANG: 'ta_IN' })).toBe('Time')
    expect(await headerIn({ LANG: 'mr_IN' }, '--lang', 'hi')).toBe('समय')
  })

  it('never writes over a file that is there', async () => {
    const { path } = await folder()
    const out = join(path, 'filled.xlsx')
    await writeFile(out, 'of great worth')
    const { status, stdout, stderr } = await milaan(['template', 'tokens', '--out', out])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      `${out}: There is such a file already, and it may be filled in. Name another with --out.\n`,
    )
    expect(await readFile(out, 'utf8')).toBe('of great worth')
  })

  it('says why it cannot write', async () => {
    const { path } = await folder()
    const out = join(path, 'none', 'a.xlsx')
    const { status, stderr } = await milaan(['template', 'stock', '--out', out])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${out}: There is no such folder to write into.\n`,
    })
  })

  it('writes into this folder where no other is named', async () => {
    const { path } = await folder()
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(path)
    const { stdout } = await milaan(['template', 'tokens', '--centre', 'DKMM', '--lang', 'en'])
    expect(stdout).toBe('tokens-DKMM.xlsx: written; rows to fill in: 500.\n')
    expect(await readdir(path)).toEqual(['tokens-DKMM.xlsx'])
  })

  it('names the file for what it is, in this folder and no other', () => {
    const request = { kind: 'tokens', totals: false, centreId: null, date: null } as const
    expect(fileNameOf(request)).toBe('tokens.xlsx')
    expect(fileNameOf({ ...request, totals: true, centreId: 'DKMM', date: '2021-08-28' })).toBe(
      'tokens-totals-DKMM-2021-08-28.xlsx',
    )
    expect(fileNameOf({ ...request, centreId: '../../etc/केंद्र 7' })).toBe('tokens--etc-केंद्र-7.xlsx')
  })

  it('writes no formula, whatever a centre is called', async () => {
    const path = await template('tokens', '--centre', '=HYPERLINK("http://evil.example")')
    const [sheet] = await sheetsOf(path)
    expect(sheet?.rows[0]?.[0]).toMatch(/^Tokens · Centre =HYPERLINK/)
    expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
  })

  it.each([
    ['', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['token', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['tokens stock', 'Which template? One of tokens, certificates, bookings, stock or centres.'],
    ['tokens --lang ta', 'There is no --lang ta: ask for en, hi or mr.'],
    ['stock --totals', '--totals is for tokens.'],
    ['tokens --date 08/28/2021', '--date 08/28/2021 is not a date: write it as 2021-08-28.'],
    [
      'certificates --centre DKMM',
      '--centre and --date are for tokens and stock: other files name them in every row.',
    ],
    ['tokens --out', '--out needs a value.'],
    ['tokens --colour red', 'There is no option --colour.'],
  ])('%s: %s', async (line, sentence) => {
    const { status, stdout, stderr } = await milaan(['template', ...line.split(' ').filter(Boolean)])
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr.startsWith(`milaan: ${sentence}\n\nUsage: milaan template `)).toBe(true)
  })
})
