import { readdir, readFile, truncate } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import aurangabad from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { register } from '../support/files.ts'
import { folder, milaan } from './workspace.ts'

const REF = '41371800000055'
const HEADER = 'date,centre,token,Ref ID,outcome'

/** Runs a check of one file with these lines. */
async function checked(lines: readonly string[], ...args: readonly string[]) {
  const { write, path } = await folder()
  const ran = await milaan(['check', await write('sheet.csv', lines), ...args])
  return { ...ran, stdout: ran.stdout.replaceAll(`${path}/`, '') }
}

describe('a file that would be accepted', () => {
  it('is told of by centre and day, with what is not read and what to look at', async () => {
    const lines = [
      `${HEADER},Mobile`,
      `28-08-2021,DKMM,1,${REF},,9876543210`,
      '28-08-2021,DKMM,2,413718000000,left,9876543210',
      '28-08-2021,DKMM,3,,deferred,',
      '29-08-2021,N8,1,,,',
      'Total,,4,,,',
    ]
    const { status, stdout, stderr } = await checked(lines, '--leg', 'tokens')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(
      `${[
        'sheet.csv: accepted, rows read: 4.',
        '',
        'Centre  Date        Tokens  Deferred  Left',
        'DKMM    28-08-2021       3         1     1',
        'N8      29-08-2021       1         0     0',
        '',
        'Columns that are not read: Mobile',
        '',
        'To look at: 2',
        '- This row was read as a total and not as a row of its own.',
        '    row 6',
        '- column "beneficiary_ref": This reference id has not 14 digits. Check it against the token.',
        '    row 3',
        '',
        'This was a check: nothing was handed in.',
      ].join('\n')}\n`,
    )
  })

  it('is told of in JSON as a program reads it', async () => {
    const { status, stdout } = await checked(
      [`${HEADER},Mobile`, '28-08-2021,DKMM,1,,,', 'Total,,1,,,'],
      ...['--leg', 'tokens', '--format', 'json', '--lang', 'mr'],
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      file: 'sheet.csv',
      leg: 'tokens',
      accepted: true,
      rows: 1,
      centreDays: [{ centreId: 'DKMM', date: '2021-08-28', count: 1, deferred: 0, left: 0 }],
      ignoredColumns: ['Mobile'],
      warnings: [
        {
          row: 3,
          column: null,
          reason: 'total-row',
          message: 'ही ओळ बेरीज म्हणून वाचली, एका व्यक्तीची किंवा केंद्राची म्हणून नाही.',
        },
      ],
      quarantined: [],
      quarantinedRows: 0,
    })
  })

  it('may be a feed some of whose rows are set aside, each with its reason', async () => {
    const lines = [
      'certificate_id,centre_id,vaccinated_on,ref id',
      `C1,DKMM,2021-08-28,${REF}`,
      `C2,DKMM,2021-13-28,${REF}`,
      'C3,DKMM',
      `C4,DKMM,31-02-2021,${REF}`,
    ]
    const { status, stdout } = await checked(lines, '--leg', 'certificates')
    expect(status).toBe(0)
    expect(stdout).toContain('accepted, rows read: 4.')
    expect(stdout).toMatch(/DKMM {4}28-08-2021 +1\n/)
    expect(stdout).toContain('Rows that cannot be read and are not counted: 3\n')
    expect(stdout).toMatch(
      /column "vaccinated_on": This is not a date\.[^-]*-08-2021, or as\n {2}2021-08-28\.\n {4}rows 3, 5\n/,
    )
    expect(stdout).toContain('- Give every row one cell for each column;')
    expect(stdout).not.toContain(REF)
    const json = JSON.parse((await checked(lines, '--leg', 'certificates', '--format', 'json')).stdout)
    expect(json.quarantined[0]).toEqual({ row: 3, column: 'vaccinated_on', reason: 'bad-date' })
  })

  it.each([
    ['stock', ['date,centre_id,vials_opened', '28-08-2021,DKMM,6'], 'Rows of stock'],
    ['bookings', ['date,centre_id,ref id', `28-08-2021,DKMM,${REF}`], 'Bookings'],
  ])('may be one of %s', async (leg, lines, title) => {
    const { status, stdout } = await checked(lines, '--leg', leg)
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`Date {8}${title}\nDKMM {4}28-08-2021 +1\n`))
  })

  it('may be one of centres', async () => {
    const { status, stdout } = await checked(['centre_id,name', 'DKMM,Hall'], '--leg', 'centres')
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'sheet.csv: accepted, rows read: 1.\n\nThis was a check: nothing was handed in.\n',
    })
  })

  it('shows the first twenty of many centre-days, and counts the others', async () => {
    const lines = Array.from({ length: 25 }, (_, at) => `28-08-2021,C${at + 10},1`)
    const { stdout } = await checked(['date,centre,token', ...lines], '--leg', 'tokens')
    expect(stdout.match(/28-08-2021/g)).toHaveLength(20)
    expect(stdout).toContain('\n  and 5 more\n')
  })
})

describe('a file that would be refused', () => {
  const BAD = [
    HEADER,
    `31-02-2021,DKMM,1,4.13718E+13,`,
    `28-13-2021,,2,${REF}999,gone`,
    '28-08-2021,,3,,deferred,,x',
    '28-08-2021,,4,,',
    '28-08-2021,,5,,',
  ]

  it('is told each thing once, with every row of it', async () => {
    const { status, stdout, stderr } = await checked(BAD, '--leg', 'tokens')
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
    expect(stdout.startsWith('sheet.csv: refused, faults: 9. Nothing of it is taken')).toBe(true)
    expect(stdout).toContain('\n- column "date": This is not a date.')
    expect(stdout).toContain('\n    row 2  "31-02-2021"\n    row 3  "28-13-2021"\n')
    expect(stdout).toContain('\n- The cell under "centre_id" is empty. Fill it in.\n    rows 3, 5-6\n')
    expect(stdout).not.toContain(REF)
  })

  it('is told in the language that is asked for, else of the terminal, else of the district', async () => {
    const { write, path } = await folder()
    const file = await write('bad.csv', BAD)
    const district = await write('district.json', [
      JSON.stringify({ ...aurangabad, formats: { language: 'mr' } }),
    ])
    const sentence = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      (await milaan(['check', file, '--leg', 'tokens', ...args], { env })).stdout
        .replaceAll(`${path}/`, '')
        .split('\n')[0]
    expect(await sentence([])).toMatch(/refused/)
    expect(await sentence(['--lang', 'hi'])).toMatch(/^bad\.csv: स्वीकार नहीं होगी, ग़लतियाँ: 9।/)
    expect(await sentence([], { LANG: 'hi_IN.UTF-8' })).toMatch(/स्वीकार नहीं होगी/)
    expect(await sentence(['--district', district], { LANG: 'en_IN.UTF-8' })).toMatch(/स्वीकारली जाणार नाही/)
    expect(await sentence(['--district', district], { LANG: 'hi_IN' })).toMatch(/स्वीकार नहीं होगी/)
    expect(await sentence(['--district', district, '--lang', 'en'])).toMatch(/refused/)
  })

  it('is told of as a program reads it', async () => {
    const lines = ['date,centre,token,benificiary ref', '28-08-2021,DKMM,1,']
    const { status, stdout } = await checked(lines, '--leg', 'tokens', '--format', 'json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: false,
      faults: [
        { row: 1, column: 'benificiary ref', reason: 'near-miss', details: { meant: 'beneficiary_ref' } },
      ],
    })
  })

  it('is known by its size before all of it is read', async () => {
    const { write } = await folder()
    const file = await write('large.csv', ['token'])
    await truncate(file, 6_000_000_000)
    const { status, stdout } = await milaan(['check', file, '--leg', 'tokens', ...OWN])
    expect(status).toBe(2)
    expect(stdout).toContain('The file is larger than 32 MiB.')
  })

  it('may be one of bookings with too many for one centre and day', async () => {
    const lines = Array<string>(50_001).fill(`28-08-2021,DKMM,${REF}`)
    const { status, stdout } = await checked(['date,centre,ref id', ...lines], '--leg', 'bookings')
    expect(status).toBe(2)
    expect(stdout).toContain('One centre has more than 50,000 rows on one date.')
  })

  it('counts the faults that are too many to list', async () => {
    const lines = Array<string>(1500).fill('28-08-2021,DKMM,')
    const { stdout } = await checked(['date,centre,token', ...lines], '--leg', 'tokens')
    expect(stdout).toMatch(/refused, faults: 1,500\./)
    expect(stdout).toContain('rows 2-1001')
    expect(stdout).toContain('- 500 more faults are not listed.')
  })

  it('shows neither a control character nor colours where no person looks on', async () => {
    const { stdout } = await checked(['token,dose', '1,\u001b[2Jx'], ...['--leg', 'tokens'], ...OWN)
    expect(stdout).toContain('" [2Jx"')
    expect(stdout).not.toContain('\u001b')
    const { write } = await folder()
    const file = await write('a.csv', ['token', '1'])
    const seen = await milaan(['check', file, '--leg', 'tokens', ...OWN], { isTTY: true })
    expect(seen.stdout).toContain('\u001b[32maccepted')
  })
})

const OWN = ['--centre', 'DKMM', '--date', '28-08-2021']

describe('milaan check', () => {
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
