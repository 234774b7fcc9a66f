import { describe, expect, it } from 'vitest'
import { CERTIFICATE_HEADER, certificateRows, certificates, feed, register } from '../support/files.ts'
import { countsOf, DAY } from './one-day.ts'
import { folder, milaan, reportOf } from './workspace.ts'

describe('several token files', () => {
  it('replace one another for the centre-days they share, with a warning', async () => {
    const { write } = await folder()
    const morning = await write('morning.csv', register(2))
    const evening = await write('evening.csv', register(5))
    const args = [...DAY, '--tokens', morning, evening]
    expect((await countsOf(args))?.tokens).toBe(5)
    const { status, stderr } = await milaan([
      ...args,
      '--certificates',
      await write('c.csv', certificates(5)),
    ])
    expect(status).toBe(0)
    expect(stderr).toBe(`warning: ${evening}: This file replaces ${morning} for DKMM on 2021-08-28.\n`)
  })

  it('may be given by one option, by several, or both', async () => {
    const { write } = await folder()
    const [a, b, c] = [
      await write('a.csv', register(1, { centreId: 'A' })),
      await write('b.csv', register(1, { centreId: 'B' })),
      await write('c.csv', register(1, { centreId: 'C' })),
    ]
    const together = await milaan([...DAY, '--tokens', a, b, c])
    const apart = await milaan([...DAY, '--tokens', a, '--tokens', b, '--tokens', c])
    const mixed = await milaan([...DAY, `--tokens=${c}`, b, '--tokens', a])
    expect(together.stdout).toMatch(/^3 centre-days/m)
    expect([apart, mixed]).toEqual([together, together])
  })
})

describe('the same input', () => {
  it('gives the same bytes whatever the order of its rows and files', async () => {
    const { write } = await folder()
    const lines = (bytes: Uint8Array): string[] => new TextDecoder().decode(bytes).trimEnd().split('\n')
    const turned = ([header = '', ...rows]: string[]): string[] => [header, ...rows.reverse()]
    const [tokensA, tokensB] = [register(9), register(7, { centreId: 'N8' })]
    const [feedA, feedB] = [certificates(14), certificates(7, { centreId: 'N8' })]
    const first = await milaan([
      ...DAY,
      ...['--format', 'json'],
      ...['--tokens', await write('ta.csv', tokensA), await write('tb.csv', tokensB)],
      ...['--certificates', await write('ca.csv', feedA), await write('cb.csv', feedB)],
    ])
    const second = await milaan([
      ...DAY,
      ...[
        '--certificates',
        await write('d.csv', turned(lines(feedB))),
        await write('e.csv', turned(lines(feedA))),
      ],
      ...[
        '--tokens',
        await write('f.csv', turned(lines(tokensB))),
        await write('g.csv', turned(lines(tokensA))),
      ],
      ...['--format', 'json'],
    ])
    expect(first.stdout).toContain('"surplus": 5')
    expect(second.stdout).toBe(first.stdout)
  })

  it('gives the same bytes in another dialect of CSV', async () => {
    const { write } = await folder()
    const plain = new TextDecoder().decode(certificates(4))
    const excel = Buffer.from(`\ufeff${plain.replaceAll(',', ';').replaceAll('\n', '\r\n')}`, 'utf16le')
    const tokens = await write('tokens.csv', register(3))
    const args = [...DAY, '--format', 'json', '--tokens', tokens, '--certificates']
    const first = await milaan([...args, await write('plain.csv', Buffer.from(plain))])
    const second = await milaan([...args, await write('excel.csv', excel)])
    expect(second.stdout).toBe(first.stdout)
  })

  it('counts a booking that one file tells of twice the same in either order', async () => {
    const { write } = await folder()
    const rows = ['2021-08-28,DKMM,41371800000055,booked', '2021-08-28,DKMM,41371800000055,cancelled']
    const tokens = await write('tokens.csv', register(1))
    for (const [name, order] of [
      ['a.csv', rows],
      ['b.csv', [...rows].reverse()],
    ] as const) {
      const bookings = await write(name, ['date,centre_id,beneficiary_ref,status', ...order])
      expect(await countsOf([...DAY, '--tokens', tokens, '--bookings', bookings])).toMatchObject({
        bookings: 0,
      })
    }
  })
})

describe('several certificate feeds', () => {
  it('add to what is known, a revoked row wherever it comes taking its certificate out of the count', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(3))
    const all = await write('all.csv', feed(certificateRows(3)))
    const [revoked = ''] = certificateRows(1)
    const later = await write('later.csv', [`${CERTIFICATE_HEADER},status`, `${revoked},revoked`])
    const args = [...DAY, '--tokens', tokens, '--certificates']
    expect(await countsOf([...args, all, later])).toMatchObject({ certificates: 2, shortfall: 1 })
    expect(await countsOf([...args, later, all])).toMatchObject({ certificates: 2, shortfall: 1 })
  })

  it('count a certificate once, where the later received row says, when it turns up at another centre', async () => {
    const { write } = await folder()
    const [row = ''] = certificateRows(1)
    const first = await write('first.csv', [CERTIFICATE_HEADER, row])
    const second = await write('second.csv', [CERTIFICATE_HEADER, row.replace(',DKMM,', ',N8,')])
    const { centreDays } = await reportOf([...DAY, '--certificates', first, second])
    expect(centreDays.map(({ centreId, counts }) => [centreId, counts.certificates])).toEqual([
      ['DKMM', 0],
      ['N8', 1],
    ])
  })

  it('forget with --replace what a later one omits, in the centre-days that it holds alone', async () => {
    const { write } = await folder()
    const both = feed(certificateRows(5), certificateRows(4, { centreId: 'N8' }))
    const first = await write('first.csv', both)
    const second = await write('second.csv', feed(certificateRows(3)))
    const args = [...DAY, '--certificates', first, second]
    const counted = async (more: readonly string[]) =>
      (await reportOf([...args, ...more])).centreDays.map(({ counts }) => counts.certificates)
    expect(await counted([])).toEqual([5, 4])
    expect(await counted(['--replace'])).toEqual([3, 4])
  })

  it('count with --replace a certificate again that a third one brings back', async () => {
    const { write } = await folder()
    const all = await write('all.csv', feed(certificateRows(3)))
    const fewer = await write('fewer.csv', feed(certificateRows(2)))
    const args = [...DAY, '--replace', '--certificates', all, fewer]
    expect((await countsOf([...args, all]))?.certificates).toBe(3)
  })

  it('keep on record what --replace takes out of the count', async () => {
    const { write } = await folder()
    const [early = '', , late = ''] = certificateRows(3)
    const first = await write('first.csv', [CERTIFICATE_HEADER, early])
    const second = await write('second.csv', [CERTIFICATE_HEADER, late])
    const args = [...DAY, '--tokens', await write('t.csv', register(1)), '--certificates', first, second]
    expect(await countsOf([...args, '--replace', '--as-of', '2021-08-28T09:05'])).toMatchObject({
      certificates: 0,
    })
  })

  it('quarantine their bad rows, listed by file and row as the files were given', async () => {
    const { write } = await folder()
    const [good = ''] = certificateRows(1)
    const bad = good.replace(',2021-08-28,', ',28 Aug,')
    const b = await write('b.csv', [CERTIFICATE_HEADER, bad, good, bad])
    const a = await write('a.csv', [CERTIFICATE_HEADER, good, bad])
    const report = await reportOf([...DAY, '--certificates', b, a])
    expect(report.quarantined).toEqual([
      { file: a, row: 3, reason: 'bad-date' },
      { file: b, row: 2, reason: 'bad-date' },
      { file: b, row: 4, reason: 'bad-date' },
    ])
    const { stderr } = await milaan([...DAY, '--certificates', b])
    expect(stderr).toBe(`warning: ${b}: 2 rows cannot be read and are not counted; the report lists them.\n`)
  })

  it('have no place in a table, so the first twenty bad rows are listed beside it', async () => {
    const { write } = await folder()
    const [good = ''] = certificateRows(1)
    const bad = Array.from({ length: 22 }, () => good.replace(',2021-08-28,', ',28 Aug,'))
    const [a, b] = [
      await write('a.csv', [CERTIFICATE_HEADER, good, bad[0]!]),
      await write('b.csv', [CERTIFICATE_HEADER, ...bad]),
    ]
    const asked = [...DAY, '--format', 'csv', '--certificates']
    const { stdout, stderr } = await milaan([...asked, b, a])
    expect(stdout).not.toContain('28 Aug')
    expect(stderr.split('\n')).toEqual([
      `warning: ${b}: 22 rows cannot be read and are not counted. --format json and --format xlsx list them all.`,
      `warning: ${a}: 1 row cannot be read and is not counted. --format json and --format xlsx list them all.`,
      `warning: ${a}: row 3: bad date`,
      ...Array.from({ length: 19 }, (_, n) => `warning: ${b}: row ${n + 2}: bad date`),
      'and 3 more',
      '',
    ])
    expect((await milaan([...asked, a, '--lang', 'hi'])).stderr.split('\n')).toEqual([
      `चेतावनी: ${a}: पंक्तियाँ जो पढ़ी नहीं जा सकतीं और गिनी नहीं जाएँगी: 1. --format json और --format xlsx में ये सब दी जाती हैं।`,
      `चेतावनी: ${a}: पंक्ति 3: bad date`,
      '',
    ])
  })
})

describe('several booking feeds', () => {
  it('add up by person and dose; with --replace the later one states the whole truth', async () => {
    const { write } = await folder()
    const header = 'date,centre_id,beneficiary_ref,dose'
    const person = (n: number) => `2021-08-28,DKMM,4137180000005${n},1`
    const first = await write('first.csv', [header, person(1), person(2)])
    const second = await write('second.csv', [header, person(2), person(3)])
    const args = [...DAY, '--tokens', await write('t.csv', register(1)), '--bookings', first, second]
    expect((await countsOf(args))?.bookings).toBe(3)
    expect((await countsOf([...args, '--replace']))?.bookings).toBe(2)
  })
})
