import { truncate } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import aurangabad from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { checked, HEADER, OWN, REF } from './checked-sheet.ts'
import { folder, milaan } from './workspace.ts'

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
