import { describe, expect, it } from 'vitest'
import { CERTIFICATE_HEADER, certificateRows, certificates, feed, register } from '../support/files.ts'
import { folder, milaan } from './workspace.ts'

const DAY = ['reconcile', '--date', '2021-08-28']
const BROKEN = 'C9,N8,28 Aug,,1,,'
const JSON_LISTS_ALL = 'Where a list ends in “and … more”, --format json lists all.'
const NO_SIGN =
  'This is no sign that all was in order: see whether the date is right and every file was given.\n'

describe('rows that could not be read', () => {
  it('are told before the table, and what balanced means leaves them out', async () => {
    const { write } = await folder()
    const rows = [CERTIFICATE_HEADER, ...certificateRows(2), BROKEN, BROKEN]
    const args = [...DAY, '--tokens', await write('t.csv', register(2))]
    const { status, stdout } = await milaan([...args, '--certificates', await write('c.csv', rows)])
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^1 centre-day: 1 balanced\.\n2 rows could not be read and are not counted\. What is balanced is so without them\.\n\nOutcome/m,
    )
    expect(stdout).toContain('Balanced means that the counts and rows that could be read agree.')
  })

  it('are not said to leave anything balanced where nothing is', async () => {
    const { write } = await folder()
    const rows = [CERTIFICATE_HEADER, ...certificateRows(3), BROKEN]
    const args = [...DAY, '--tokens', await write('t.csv', register(2))]
    const { stdout } = await milaan([...args, '--certificates', await write('c.csv', rows)])
    expect(stdout).toMatch(/^1 row could not be read and is not counted\.\n\nOutcome/m)
    expect(stdout.toLowerCase()).not.toContain('what is balanced')
  })

  it('may be all there is of a day, which is then not said to be without rows', async () => {
    const { write } = await folder()
    const file = await write('c.csv', [CERTIFICATE_HEADER, BROKEN])
    const { status, stdout, stderr } = await milaan([...DAY, '--certificates', file])
    const sentence = 'that could be read, so nothing was reconciled.\n'
    expect(status).toBe(0)
    expect(stderr).toContain(`warning: No file holds a row of 2021-08-28 ${sentence}`)
    expect(stdout.replace(file, 'c.csv')).toBe(`Tokens against certificates, 28 August 2021
1 row could not be read and is not counted.
No file holds a row of 28 August 2021 ${sentence}${NO_SIGN}
1 row could not be read and is not counted
  c.csv, row 2: bad date
`)
  })
})

describe('days without a row', () => {
  it('do not read like clean ones', async () => {
    const { write } = await folder()
    const tokens = await write('t.csv', register(2))
    const { status, stdout } = await milaan(['reconcile', '--date', '2021-08-21', '--tokens', tokens])
    expect(status).toBe(0)
    expect(stdout).toBe(`Tokens against certificates, 21 August 2021
No file holds a row of 21 August 2021, so nothing was reconciled.
${NO_SIGN}`)
  })

  it('may have rows that were issued later than is asked for', async () => {
    const { write } = await folder()
    const tokens = await write('t.csv', register(2))
    const { stdout, stderr } = await milaan([...DAY, '--tokens', tokens, '--as-of', '2021-08-28T08:00'])
    const sentence = 'that was known at the time asked for, so nothing was reconciled.\n'
    expect(stderr).toBe(`warning: No file holds a row of 2021-08-28 ${sentence}`)
    expect(stdout.replaceAll('\n', ' ')).toContain(
      `No file holds a row of 28 August 2021 ${sentence.trim()} `,
    )
  })

  it('are named in a range, where the table cannot show them', async () => {
    const { write } = await folder()
    const args = ['reconcile', '--date', '2021-08-27', '--tokens', await write('t.csv', register(2))]
    args.push('--certificates', await write('c.csv', certificates(2)))
    const { stdout } = await milaan([...args, '--to', '2021-08-29'])
    expect(stdout).toContain(
      '\n1 centre-day: 1 balanced.\nNo file holds a row of 27 Aug and 29 Aug, which the table leaves out.\n\n',
    )
    expect((await milaan([...args, '--to', '2021-09-08'])).stdout).toContain('2 Sep, 3 Sep and 5 more, which')
    expect((await milaan([...args, '--date=2021-08-28'])).status).toBe(64)
  })
})

describe('tokens without any certificate feed', () => {
  it('are not said to lack certificates, and no figure stands for what is not known', async () => {
    const { write } = await folder()
    const tokens = [await write('a.csv', register(2)), await write('b.csv', register(3, { centreId: 'N8' }))]
    const { stdout } = await milaan([...DAY, '--tokens', ...tokens])
    expect(stdout).toContain(
      '\nNo row of a certificate feed is known for 28 Aug: that a token has no certificate proves nothing\nthere.\n\n',
    )
    expect(stdout).toMatch(/^all +5 +- /m)
    expect(stdout).not.toContain('no certificate was issued')
  })

  it('are spoken of for the days that no feed holds alone', async () => {
    const { write } = await folder()
    const args = ['reconcile', '--date', '2021-08-27', '--to', '2021-08-28', '--tokens']
    args.push(await write('a.csv', register(2)), await write('b.csv', register(2, { date: '2021-08-27' })))
    const { stdout } = await milaan([...args, '--certificates', await write('c.csv', certificates(2))])
    expect(stdout).toContain('No row of a certificate feed is known for 27 Aug: ')
  })

  it('are not spoken of where there are none', async () => {
    const { write } = await folder()
    const tokens = await write('t.csv', register(2, { date: '2021-08-27' }))
    const header = 'date,centre_id,beneficiary_ref'
    const bookings = await write('b.csv', [header, '2021-08-28,DKMM,41371800000055'])
    const { stdout } = await milaan([...DAY, '--tokens', tokens, '--bookings', bookings])
    expect(stdout).toContain('1 centre-day: 1 incomplete.\n\nOutcome')
  })
})

describe('tokens of another centre-day', () => {
  it('are told apart from those of the centre: another centre’s, and an earlier day’s', async () => {
    const { write } = await folder()
    const tokens = [
      await write('own.csv', register(1, { from: 3 })),
      await write('n8.csv', register(3, { centreId: 'N8', from: 11 })),
      await write('friday.csv', register(1, { date: '2021-08-27', from: 21 })),
    ]
    const atN8 = certificateRows(2, { centreId: 'N8', from: 11 }).map((row) => row.replace(',N8,', ',DKMM,'))
    const file = await write(
      'c.csv',
      feed(certificateRows(1, { from: 3 }), atN8, certificateRows(1, { from: 21 })),
    )
    const { stdout } = await milaan([...DAY, '--tokens', ...tokens, '--certificates', file])
    expect(stdout).toContain('\n            Tokens, at another centre: 11 and 12\n')
    expect(stdout).toContain('\n            Tokens, of an earlier day: 21\n')
    expect(stdout).toContain('\n            Tokens: 13\n')
  })
})

describe('lists that are cut short', () => {
  it('send their reader to --format json, once a report', async () => {
    const { write } = await folder()
    const tokens = [
      await write('a.csv', register(21)),
      await write('b.csv', register(22, { centreId: 'N8' })),
    ]
    const told = (text: string): number => text.split(JSON_LISTS_ALL).length - 1
    expect(told((await milaan([...DAY, '--tokens', ...tokens])).stdout)).toBe(1)
    const twenty = await write('c.csv', register(20))
    expect(told((await milaan([...DAY, '--tokens', twenty])).stdout)).toBe(0)
    const issued = await write('d.csv', certificates(21))
    expect(told((await milaan([...DAY, '--certificates', issued])).stdout)).toBe(1)
  })

  it('may be of accounts alone', async () => {
    const { write } = await folder()
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((by, n) => certificateRows(1, { from: n + 1, by }))
    const { stdout } = await milaan([...DAY, '--certificates', await write('c.csv', feed(rows))])
    expect(stdout).toContain(JSON_LISTS_ALL)
  })
})
