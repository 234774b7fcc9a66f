import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../../cli/reconcile/text/width.ts'
import { policyFingerprint } from '../../lib/domain/made-with.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import { CERTIFICATE_HEADER, certificateRows, certificates, feed, register } from '../support/files.ts'
import { folder, milaan, type WriteFile } from './workspace.ts'

const MADE_WITH = `Policy 1 (${policyFingerprint(DEFAULT_POLICY).slice(0, 8)}), rules 1, but certificates-exceed-tokens 2 and running-excess 2.`

/** A day at four centres: fakes and a repeat, a sheet that never came, a certificate too many by count, peace. */
async function saturday(write: WriteFile): Promise<string[]> {
  const [again = ''] = certificateRows(1)
  const rows = [
    certificateRows(30),
    certificateRows(26, { from: 31, by: 'amc-admin' }),
    [again.replace('-0001,', '-0001B,')],
    certificateRows(2, { centreId: 'SHA' }),
    certificateRows(3, { centreId: 'HAR' }),
    certificateRows(4, { centreId: 'N8' }),
  ]
  const broken = 'C9,N8,28 Aug,,1,,'
  const names = [
    'DKMM,DKMM College',
    'SHA,शहागंज नागरी आरोग्य केंद्र',
    'HAR,Harsul UPHC',
    'N8,N-8 Health Centre CIDCO',
  ]
  return [
    'reconcile',
    ...['--date', '2021-08-28'],
    '--tokens',
    await write('dkmm.csv', register(31)),
    await write('n8.csv', register(6, { centreId: 'N8' })),
    await write('totals.csv', ['date,centre_id,tokens_issued', '2021-08-28,HAR,2']),
    '--certificates',
    await write('feed.csv', [CERTIFICATE_HEADER, ...rows.flat(), broken]),
    '--centres',
    await write('centres.csv', ['centre_id,name', ...names]),
  ]
}

const SATURDAY = `Tokens against certificates, 28 August 2021
4 centre-days: 3 breach, 1 balanced.
1 row could not be read and is not counted. What is balanced is so without it.

Outcome   Centre  Name               Tokens  Certs  Unjudged  Surplus  Shortfall  Action
breach    DKMM    DKMM College           31     57         0       26          0  propose suspension
breach    SHA     शहागंज नागरी आरो…        -      2         2        -          -  notify
breach    HAR     Harsul UPHC             2      3         0        1          0  notify
balanced  N8      N-8 Health Centr…       6      4         0        0          2
all                                      39     66         2       27          2

DKMM College (DKMM): breach, suspension is proposed for an official to confirm
  critical  25 of 57 certificates have no token.
            Issued by amc-admin. First at 09:06.
            Certificates: DKMM-2021-08-28-0032, DKMM-2021-08-28-0033, DKMM-2021-08-28-0034,
            DKMM-2021-08-28-0035, DKMM-2021-08-28-0036, DKMM-2021-08-28-0037,
            DKMM-2021-08-28-0038, DKMM-2021-08-28-0039, DKMM-2021-08-28-0040,
            DKMM-2021-08-28-0041, DKMM-2021-08-28-0042, DKMM-2021-08-28-0043,
            DKMM-2021-08-28-0044, DKMM-2021-08-28-0045, DKMM-2021-08-28-0046,
            DKMM-2021-08-28-0047, DKMM-2021-08-28-0048, DKMM-2021-08-28-0049,
            DKMM-2021-08-28-0050, DKMM-2021-08-28-0051 and 5 more
  major     1 certificate repeats the person, dose and date of another one.
            Issued by site-login. First at 09:02.
            Certificates: DKMM-2021-08-28-0001B
  major     At one moment 27 more certificates than tokens had been issued.
            Issued by site-login (29) and amc-admin (25). First at 09:06.
            Certificates: DKMM-2021-08-28-0002, DKMM-2021-08-28-0003, DKMM-2021-08-28-0004,
            DKMM-2021-08-28-0005, DKMM-2021-08-28-0006, DKMM-2021-08-28-0007,
            DKMM-2021-08-28-0008, DKMM-2021-08-28-0009, DKMM-2021-08-28-0010,
            DKMM-2021-08-28-0011, DKMM-2021-08-28-0012, DKMM-2021-08-28-0013,
            DKMM-2021-08-28-0014, DKMM-2021-08-28-0015, DKMM-2021-08-28-0016,
            DKMM-2021-08-28-0017, DKMM-2021-08-28-0018, DKMM-2021-08-28-0019,
            DKMM-2021-08-28-0020, DKMM-2021-08-28-0021 and 34 more

शहागंज नागरी आरोग्य केंद्र (SHA): breach, officials are to be told
  critical  No token sheet came by the cut-off, and 2 certificates cannot be compared with one.
            Issued by site-login. Since 12:00 on 29 August 2021.
            Certificates: SHA-2021-08-28-0001 and SHA-2021-08-28-0002

Harsul UPHC (HAR): breach, officials are to be told
  critical  Counted beside tokens or certificates without a reference, 1 of 3 certificates has
            no token; which of them cannot be told.
            Issued by site-login. First at 09:10.
            Certificates: HAR-2021-08-28-0001, HAR-2021-08-28-0002 and HAR-2021-08-28-0003

N-8 Health Centre CIDCO (N8): balanced
  minor     2 of 6 vaccinated tokens have no certificate.
            Since 12:00 on 29 August 2021.
            Tokens: 5 and 6

1 row could not be read and is not counted
  feed.csv, row 68: bad date

Where a list ends in “and … more”, --format json lists all.

Balanced means that the counts and rows that could be read agree. Count-neutral fraud, such as a
dose poured away or a person standing in for another, leaves no trace here.

${MADE_WITH}
`

describe('the text report', () => {
  it('reads so', async () => {
    const { write, path } = await folder()
    const { status, stdout, stderr } = await milaan(await saturday(write))
    expect(status).toBe(1)
    expect(stderr).toBe(
      `warning: ${path}/feed.csv: 1 row cannot be read and is not counted; the report lists them.\n`,
    )
    expect(stdout.replaceAll(`${path}/`, '')).toBe(SATURDAY)
  })

  it('stands in columns whatever the script, within 100 of them', async () => {
    const { write } = await folder()
    const { stdout } = await milaan(await saturday(write))
    const [, table = ''] = stdout.split('\n\n')
    const ends = table
      .split('\n')
      .map((line) => widthOf(line.slice(0, line.search(/(?<=\d|-|Tokens)\s+(?:\d+|Certs)\s/))))
    expect(new Set(ends).size).toBe(1)
    expect(Math.max(...stdout.split('\n').map(widthOf))).toBeLessThanOrEqual(100)
  })

  it('says what an incomplete centre-day waits for, and nothing of balanced ones where there are none', async () => {
    const { write } = await folder()
    const { stdout } = await milaan([
      'reconcile',
      ...['--date', '2021-08-28', '--to', '2021-08-29', '--as-of', '2021-08-28T20:00'],
      ...['--tokens', await write('t.csv', register(2))],
      ...[
        '--certificates',
        await write('c.csv', feed(certificateRows(3), certificateRows(4, { centreId: 'N8' }))),
      ],
    ])
    expect(
      stdout,
    ).toBe(`Tokens against certificates, 28 to 29 August 2021, as known at 20:00 on 28 August 2021
2 centre-days: 2 incomplete.
No file holds a row of 29 Aug that was known at the time asked for, which the table leaves out.

Outcome     Date    Centre  Tokens  Certs  Pending  Unjudged  Surplus  Shortfall  Action
incomplete  28 Aug  N8           -      4        0         4        -          -
incomplete  28 Aug  DKMM         2      3        1         0        0          0
all                              2      7        1         4        0          0

N8, 28 August 2021: incomplete
  No token sheet has come.
  The cut-off has not passed, so more rows may come.
  Its 4 certificates cannot yet be compared with anything.

DKMM, 28 August 2021: incomplete
  The cut-off has not passed, so more rows may come.
  1 certificate was issued after the last token of the sheet.

${MADE_WITH}
`)
  })

  it('puts what is incomplete before what is balanced, though the balanced one has a finding', async () => {
    const { write } = await folder()
    const { stdout } = await milaan([
      'reconcile',
      ...['--date', '2021-08-27', '--to', '2021-08-28', '--as-of', '2021-08-28T20:00'],
      ...[
        '--tokens',
        await write('a.csv', register(3, { date: '2021-08-27' })),
        await write('b.csv', register(2)),
      ],
      ...[
        '--certificates',
        await write('c.csv', feed(certificateRows(2, { date: '2021-08-27' }), certificateRows(2))),
      ],
    ])
    expect(stdout).toMatch(/^incomplete .*\nbalanced /m)
  })

  it('names the accounts that issued most, and no more than five', async () => {
    const { write } = await folder()
    const accounts = ['a', 'b', 'b', 'c', 'd', 'e', 'f', 'g']
    const rows = accounts.flatMap((by, index) => certificateRows(1, { from: index + 10, by }))
    const feedFile = await write('c.csv', feed(rows))
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', await write('t.csv', register(1))]
    const { stdout } = await milaan([...args, '--certificates', feedFile])
    expect(stdout).toContain('Issued by b (2), a (1), c (1), d (1), e (1) and 2 more. First at 09:02.')
  })

  it('lists twenty quarantined rows and counts the others', async () => {
    const { write } = await folder()
    const broken = Array.from({ length: 23 }, () => 'C9,N8,28 Aug,,1,,')
    const feedFile = await write('c.csv', [CERTIFICATE_HEADER, ...broken, ...certificateRows(1)])
    const { stdout } = await milaan(['reconcile', '--date', '2021-08-28', '--certificates', feedFile])
    expect(stdout.match(/^ {2}.*, row \d+: bad date$/gm)).toHaveLength(20)
    expect(stdout).toContain(
      '\n  and 3 more\n\nWhere a list ends in “and … more”, --format json lists all.\n',
    )
  })

  it('is coloured on a terminal alone, and not there either for who wants none', async () => {
    const { write, path } = await folder()
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', await write('t.csv', register(1))]
    args.push('--certificates', await write('c.csv', certificates(1)))
    const plain = await milaan(args)
    const coloured = await milaan(args, { isTTY: true })
    expect(plain.stdout).not.toContain('\u001b')
    expect(coloured.stdout).toContain('\n\u001b[32mbalanced\u001b[39m  DKMM')
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout)
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect(await milaan(args, { isTTY: true, env })).toEqual(plain)
    }
    await milaan([...args, '--out', `${path}/out.txt`], { isTTY: true })
    expect(await readFile(`${path}/out.txt`, 'utf8')).toBe(plain.stdout)
  })

  it('lets no file command the terminal', async () => {
    const { write } = await folder()
    const [row = ''] = certificateRows(1, { by: 'x' })
    const centres = await write('centres.csv', ['centre_id,name', 'DKMM,\u001b]0;owned\u0007College'])
    const feedFile = await write('c.csv', [CERTIFICATE_HEADER, row])
    const args = ['reconcile', '--date', '2021-08-28', '--certificates', feedFile, '--centres', centres]
    const { stdout } = await milaan(args)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u0007')
    expect(stdout).toContain(']0;owned College')
  })
})
