import { describe, expect, it } from 'vitest'
import { checked, HEADER, REF } from './checked-sheet.ts'

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
