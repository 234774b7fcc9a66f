import { readFile, truncate } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { certificates, register } from '../support/files.ts'
import { folder, milaan } from './workspace.ts'

const DAY = ['reconcile', '--date', '2021-08-28']
const TOKENS = 'date,centre_id,token_no'
const TOTALS = 'date,centre_id,tokens_issued'

describe('a token file that cannot be taken', () => {
  const cases: readonly (readonly [string, readonly string[] | Uint8Array, readonly string[]])[] = [
    ['is a PDF', Buffer.from('%PDF-1.4 tokens'), ['This is a PDF.']],
    ['is no table', ['Tokens were given to everybody'], ['This is not a table']],
    ['is empty', new Uint8Array(), ['The file is empty.']],
    ['has a header alone', [TOKENS], ['row 1: There is a header and no row below it.']],
    [
      'lacks a column',
      ['date,token_no', '2021-08-28,1'],
      ['row 1, column centre_id: Add a column "centre_id"'],
    ],
    [
      'has a ragged row',
      [TOKENS, '2021-08-28,DKMM,1,2,3'],
      ['row 2: This row has 5 cells where the header has 3.'],
    ],
    [
      'has a date that no calendar has',
      [TOKENS, '2021-13-45,DKMM,1'],
      ['row 2, column date, "2021-13-45": This is not a date.'],
    ],
    [
      'is of a day to come',
      [TOKENS, '2021-09-30,DKMM,1'],
      ['row 2, column date, "2021-09-30": This date has not come yet.'],
    ],
    [
      'has a negative count',
      [TOTALS, '2021-08-28,DKMM,-4'],
      ['row 2, column tokens_issued, "-4": A count cannot be below zero.'],
    ],
    [
      'has a count that is no number',
      [TOTALS, '2021-08-28,DKMM,many'],
      ['row 2, column tokens_issued, "many": This is not a whole number.'],
    ],
    [
      'has several faults',
      [TOKENS, '2021-02-30,DKMM,1', '2021-08-28,DKMM,2', '2021-08-28,,'],
      ['row 2, column date, "2021-02-30": ', 'row 4, column centre_id: ', 'row 4, column token_no: '],
    ],
  ]

  it.each(cases)(
    'because it %s is named with every fault, and nothing is reported',
    async (_, content, faults) => {
      const { write } = await folder()
      const tokens = await write('tokens.csv', content)
      const feed = await write('feed.csv', certificates(3))
      const { status, stdout, stderr } = await milaan([...DAY, '--tokens', tokens, '--certificates', feed])
      const lines = stderr.trimEnd().split('\n')
      expect({ status, stdout, lines: lines.length }).toEqual({ status: 2, stdout: '', lines: faults.length })
      for (const [at, fault] of faults.entries()) expect(lines[at]).toContain(`${tokens}: ${fault}`)
    },
  )

  it('is refused for its size before all of it is read', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(1))
    await truncate(tokens, 6_000_000_000)
    const { status, stderr } = await milaan([...DAY, '--tokens', tokens])
    expect(status).toBe(2)
    expect(stderr).toMatch(/: The file is larger than 200 MiB\. .* \[too-large\]\n$/)
  })
})

describe('several files that cannot be taken', () => {
  it('are all named at once, missing ones and the policy included, and warnings with them', async () => {
    const { write, path } = await folder()
    const policy = await write('policy.json', ['{ "lookBackDays": -1, "overfil": 2 }'])
    const centres = await write('centres.csv', ['centre_id', 'DKMM'])
    const tokens = await write('tokens.csv', [`${TOKENS},shoe_size`, '2021-08-28,DKMM,1,42'])
    const bad = await write('bad.csv', [TOTALS, '2021-08-28,DKMM,-1'])
    const feed = await write('feed.csv', ['certificate_id,centre_id', 'C1,DKMM'])
    const stock = await write('stock.csv', ['date,centre_id,vials_opened', '2021-08-28,DKMM,some'])
    const { status, stdout, stderr } = await milaan([
      ...DAY,
      ...['--policy', policy, '--centres', centres, '--tokens', tokens, bad, `${path}/none.csv`, path],
      ...['--certificates', feed, '--bookings', `${path}/none.csv`, '--stock', stock],
    ])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    const faults = stderr.replaceAll(`${path}/`, '').replaceAll(path, 'FOLDER').trimEnd().split('\n')
    expect(faults.map((line) => line.replace(/\. .*(?= \[)/, '.'))).toEqual([
      'warning: tokens.csv: Columns that are not read: shoe_size.',
      'policy.json: lookBackDays: Too small: expected number to be >=0',
      'policy.json: Unrecognized key: "overfil"',
      expect.stringMatching(/^centres\.csv: row 1, column name: Add a column "name"/),
      'bad.csv: row 2, column tokens_issued, "-1": A count cannot be below zero. [negative-number]',
      'none.csv: There is no such file.',
      'FOLDER: This is a folder, not a file.',
      expect.stringMatching(/^feed\.csv: row 1, column vaccinated_on: Add a column "vaccinated_on"/),
      'none.csv: There is no such file.',
      'stock.csv: row 2, column vials_opened, "some": This is not a whole number. [not-a-number]',
    ])
  })

  it('show neither a reference id nor a control character of a sheet', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', [
      `${TOKENS},beneficiary_ref,dose`,
      '2021-08-28,DKMM,1,4137180000005599999,\u001b[2Jx',
    ])
    const { stderr } = await milaan([...DAY, '--tokens', tokens])
    expect(stderr).toContain('row 2, column beneficiary_ref, "…9999"')
    expect(stderr).toContain('row 2, column dose, " [2Jx"')
  })

  it('are told of in the language that is asked for', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', [TOKENS, '2021-13-45,DKMM,1', 'Total,,'])
    const fine = await write('fine.csv', [`${TOKENS},Mobile`, '2021-08-28,DKMM,1,9876543210', 'एकूण,,,'])
    const told = await milaan([...DAY, '--tokens', tokens, fine, '--lang', 'mr'])
    expect(told.stderr.split('\n').slice(0, 3)).toEqual([
      `सूचना: ${fine}: ओळ 3: ही ओळ बेरीज म्हणून वाचली, एका व्यक्तीची किंवा केंद्राची म्हणून नाही.`,
      `सूचना: ${fine}: हे कॉलम वाचले जात नाहीत: Mobile.`,
      `${tokens}: ओळ 2, कॉलम "दिनांक" (date), "2021-13-45": ही तारीख नाही. आधी दिवस लिहा, जसे 28-08-2021, किंवा 2021-08-28 असे लिहा. [bad-date]`,
    ])
    const hindi = await milaan([...DAY, '--tokens', tokens], { env: { LANG: 'hi_IN.UTF-8' } })
    expect(hindi.stderr).toContain('पंक्ति 2, कॉलम "दिनांक" (date), "2021-13-45": यह तारीख़ नहीं है।')
  })

  it('include a setting of one centre that is misspelt, by its path', async () => {
    const { write } = await folder()
    const policy = await write('policy.json', ['{ "centres": { "DKMM": { "drift": { "minDay": 9 } } } }'])
    const tokens = await write('t.csv', [TOKENS, '2021-08-28,DKMM,1'])
    const { status, stderr } = await milaan([...DAY, '--tokens', tokens, '--policy', policy])
    expect(status).toBe(2)
    expect(stderr).toBe(`${policy}: centres.DKMM.drift: Unrecognized key: "minDay"\n`)
  })

  it('include what is decided for a centre that the list of centres does not have', async () => {
    const { write } = await folder()
    const own = { centres: { DKMM: { overfill: 2 }, C02O: { overfill: 2 } } }
    const policy = ['--policy', await write('policy.json', [JSON.stringify(own)])]
    const tokens = ['--tokens', await write('t.csv', [TOKENS, '2021-08-28,DKMM,1'])]
    const centres = ['--centres', await write('centres.csv', ['centre_id,name', 'DKMM,College'])]
    const { status, stdout, stderr } = await milaan([...DAY, ...tokens, ...policy, ...centres])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(`${policy[1]}: centres.C02O: the list of centres has no such centre\n`)
    expect(await milaan([...DAY, ...tokens, ...policy])).toMatchObject({ status: 1, stderr: '' })
  })

  it('include the same of the policy in a district file', async () => {
    const { write } = await folder()
    const sample = JSON.parse(await readFile('infra/districts/aurangabad-mh.json', 'utf8'))
    const own = { ...sample, policy: { ...sample.policy, centres: { C02O: { overfill: 2 } } } }
    const district = await write('district.json', [JSON.stringify(own)])
    const tokens = await write('t.csv', [TOKENS, '2021-08-28,DKMM,1'])
    const centres = await write('centres.csv', ['centre_id,name', 'DKMM,College'])
    const { status, stderr } = await milaan([
      ...[...DAY, '--tokens', tokens],
      ...['--centres', centres, '--district', district],
    ])
    expect(status).toBe(2)
    expect(stderr).toBe(`${district}: policy.centres.C02O: the list of centres has no such centre\n`)
  })

  it('include a policy that is not JSON', async () => {
    const { write } = await folder()
    const policy = await write('policy.json', ['lookBackDays: 3'])
    const tokens = await write('tokens.csv', register(1))
    const { status, stderr } = await milaan([...DAY, '--tokens', tokens, '--policy', policy])
    expect(status).toBe(2)
    expect(stderr).toBe(`${policy}: This is not JSON.\n`)
  })
})
