import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import aurangabad from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { register } from '../support/files.ts'
import { checked, OWN } from './checked-sheet.ts'
import { folder, milaan } from './workspace.ts'

describe('milaan check reads a file as it would be handed in, and hands nothing in', () => {
  it('reads a sheet as of the centre and day that it is handed in for', async () => {
    expect(await checked(['token', '1'], '--leg', 'tokens', ...OWN)).toMatchObject({ status: 0 })
    expect(await checked(['token', '1'], '--leg', 'tokens')).toMatchObject({ status: 2 })
    const other = await checked(['centre,token', 'N8,1'], '--leg', 'tokens', ...OWN)
    expect(other).toMatchObject({ status: 2 })
    expect(other.stdout).toContain('This row is of another centre')
    const empty = await checked(['token'], '--leg', 'tokens', ...OWN)
    expect(empty).toMatchObject({ status: 0 })
    expect(empty.stdout).toContain('There is a header and no row below it.')
  })

  it('refuses a day that has not come', async () => {
    const { status, stdout } = await checked(['date,centre,token', '31-08-2021,A,1'], '--leg', 'tokens')
    expect(status).toBe(2)
    expect(stdout).toContain('This date has not come yet.')
  })

  it('reads by the district’s own names, ids and facilities', async () => {
    const { write } = await folder()
    const formats = {
      aliases: { token_no: ['Chit'] },
      refPattern: 'MH\\d{4}',
      facilities: { 'Civil Hospital': 'CIV' },
    }
    const district = await write('district.json', [JSON.stringify({ ...aurangabad, formats })])
    const sheet = await write('a.csv', ['date,centre,Chit,ref id', '28-08-2021,DKMM,1,MH1234'])
    const args = ['check', sheet, '--leg', 'tokens']
    expect(await milaan(args)).toMatchObject({ status: 2 })
    expect(await milaan([...args, '--district', district])).toMatchObject({ status: 0 })
  })

  it('reads standard input for -, and what is a workbook', async () => {
    const stdin = new TextDecoder().decode(register(3))
    const { status, stdout } = await milaan(['check', '-', '--leg', 'tokens'], { stdin })
    expect({ status, first: stdout.split('\n')[0] }).toEqual({
      status: 0,
      first: '-: accepted, rows read: 3.',
    })
    const { path } = await folder()
    await milaan(['template', 'tokens', '--out', `${path}/a.xlsx`])
    const workbook = await milaan(['check', `${path}/a.xlsx`, '--leg', 'tokens'])
    expect(workbook.status).toBe(2)
    expect(workbook.stdout).toContain('There is a header and no row below it.')
  })

  it('writes nothing anywhere', async () => {
    const { write, path } = await folder()
    const file = await write('a.csv', ['token', '1'])
    const before = await readFile(file)
    await milaan(['check', file, '--leg', 'tokens', ...OWN])
    expect(await readdir(path)).toEqual(['a.csv'])
    expect(await readFile(file)).toEqual(before)
  })

  it('says why a file cannot be read at all', async () => {
    const { path, write } = await folder()
    const leg = ['--leg', 'certificates']
    expect(await milaan(['check', `${path}/none.csv`, ...leg])).toEqual({
      status: 2,
      stdout: '',
      stderr: `${path}/none.csv: There is no such file.\n`,
    })
    expect((await milaan(['check', path, '--leg', 'tokens'])).stderr).toBe(
      `${path}: This is a folder, not a file.\n`,
    )
    const district = await write('district.json', ['{ "district": "X" }'])
    const refused = await milaan(['check', `${path}/none.csv`, ...leg, '--district', district])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toContain(`${district}: district: is lower case letters`)
    const none = await milaan(['check', district, ...leg, '--district', `${path}/none.json`])
    expect(none.stderr).toBe(`${path}/none.json: There is no such file.\n`)
    const prose = await write('prose.json', ['district: X'])
    expect((await milaan(['check', district, ...leg, '--district', prose])).stderr).toBe(
      `${prose}: This is not JSON.\n`,
    )
  })

  it.each([
    ['', 'Which file?'],
    ['a b --leg tokens', 'check takes one FILE at a time.'],
    ['a', 'What does the file hold? Say --leg tokens, certificates, bookings, stock or centres.'],
    ['a --leg token', 'What does the file hold? Say --leg tokens, certificates, bookings, stock or centres.'],
    ['a --leg centres --centre DKMM', '--centre and --date say nothing of a list of centres.'],
    ['a --leg tokens --date 8/28/2021', '--date 8/28/2021 is not a date: write it as 2021-08-28.'],
    ['a --leg tokens --lang gu', 'There is no --lang gu: ask for en, hi or mr.'],
    ['a --leg tokens --format xml', 'There is no --format xml: ask for text or json.'],
    ['a --leg tokens --leg stock', '--leg is given twice.'],
    ['a --leg tokens --final', 'There is no option --final.'],
  ])('%s: %s', async (line, sentence) => {
    const { status, stdout, stderr } = await milaan(['check', ...line.split(' ').filter(Boolean)])
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr.startsWith(`milaan: ${sentence}\n\nUsage: milaan check `)).toBe(true)
  })
})
