import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import aurangabad from '../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { LANGUAGES } from '../../lib/formats/language.ts'
import { certificates, register } from '../support/files.ts'
import { MESSY_ROWS, messyDay } from './messy-day.ts'
import { folder, milaan } from './workspace.ts'

const CSV = ['--format', 'csv']

const read = (text: string): string[][] => parse(text, { bom: true })
const objects = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true })

async function printed(...more: readonly string[]) {
  const { write } = await folder()
  return milaan([...(await messyDay(write)), ...CSV, ...more])
}

describe('--format csv', () => {
  it('lists every row, those that do not tally first and exact matches last', async () => {
    const { status, stdout } = await printed()
    expect(status).toBe(1)
    const rows = objects(stdout).map((row) => [
      row.What,
      row['Certificate ID'] || null,
      row['Token No'] || null,
      row.Match || null,
    ])
    expect(rows.map((row) => row.map((text) => text?.replace(/^'/, '') ?? null))).toEqual(MESSY_ROWS)
  })

  it('is UTF-8 with a mark by which Excel knows it, lines ended as RFC 4180 says', async () => {
    const { stdout } = await printed()
    expect(stdout.startsWith('\ufeffWhat,Date,')).toBe(true)
    expect(stdout.endsWith('\r\n')).toBe(true)
    expect(stdout.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true)
    expect(new Set(read(stdout).map((row) => row.length))).toEqual(new Set([16]))
  })

  it('has no cell that a spreadsheet would take for a formula', async () => {
    const { stdout } = await printed()
    expect(objects(stdout)[0]).toMatchObject({
      'Certificate ID': `'=HYPERLINK("http://example.org")`,
      'Centre Name': `'@College`,
      'Issued By': `'-a, "b"`,
    })
    for (const cell of read(stdout).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })

  it('has none either where a semicolon separates cells too, or alone', async () => {
    const { write } = await folder()
    const feed = await write('feed.csv', [
      'certificate_id,centre_id,vaccinated_on,issued_by',
      'a;=1+1,DKMM,2021-08-28,desk; -2',
    ])
    const args = ['reconcile', '--date', '2021-08-28', '--certificates', feed, ...CSV]
    const { stdout } = await milaan(args)
    expect(objects(stdout)[0]).toMatchObject({ 'Certificate ID': `a;'=1+1`, 'Issued By': `desk;' -2` })
    const [header, row] = parse(stdout, { bom: true, delimiter: [',', ';', '\t'] }) as string[][]
    expect(row).toHaveLength(header!.length)
    for (const cell of stdout.split(/[;\r\n]/)) expect(cell).not.toMatch(/^\s*[=+\-@]/)
  })

  it('shows of a short reference id less than the whole', async () => {
    const { write } = await folder()
    const formats = { refPattern: '\\d+' }
    const district = await write('district.json', [JSON.stringify({ ...aurangabad, formats })])
    const refs = ['1', '23', '4567', '56789', '6789012', '12345678']
    const feed = await write('feed.csv', [
      'certificate_id,centre_id,vaccinated_on,beneficiary_ref',
      ...refs.map((ref, at) => `C${at},DKMM,2021-08-28,${ref}`),
    ])
    const args = ['reconcile', '--date', '2021-08-28', '--certificates', feed, '--district', district, ...CSV]
    const ends = objects((await milaan(args)).stdout).map((row) => row['Ref ends in'])
    expect(ends).toEqual(['…', '…3', '…7', '…9', '…012', '…5678'])
  })

  it('shows of a reference id its end alone, both ends where they differ', async () => {
    const { stdout } = await printed()
    expect(stdout).not.toMatch(/\b4\d{13}\b/)
    const ends = objects(stdout).map((row) => row['Ref ends in'])
    expect(ends.slice(8, 10)).toEqual(['…0006', '…0008 / …0007'])
  })

  it('writes days and times as every spreadsheet reads them, on the clock of the district', async () => {
    const rows = objects((await printed()).stdout)
    expect(rows[11]).toMatchObject({
      Date: '2021-08-28',
      'Token time': '2021-08-27 10:00:00',
      'Certificate time': '2021-08-28 10:05:00',
      'Other half: date': '2021-08-27',
      'Other half: centre': '',
    })
    expect(rows[10]).toMatchObject({ 'Other half: date': '', 'Other half: centre': 'N8' })
    expect(rows[12]).toMatchObject({ Date: '2021-08-28', 'Other half: date': '2021-08-29' })
  })

  it('names the rules that list a row, those of its certificate and those of its token', async () => {
    const rows = objects((await printed()).stdout)
    const listedBy = (id: string) => rows.find((row) => row['Certificate ID'] === id)?.['Listed by']
    expect(listedBy('C10')).toBe('certificate-for-deferred-token')
    expect(listedBy('C2')).toBe('off-hours')
    expect(listedBy('C14')).toBe('')
    expect(listedBy('C8')).toBe('elsewhere, duplicate-token')
    expect(listedBy('H70')).toBe('certificates-exceed-tokens')
    expect(rows.find((row) => row['Token No'] === '12')?.['Listed by']).toBe('token-without-certificate')
    expect(rows.find((row) => row['Token No'] === '16')?.['Listed by']).toBe('duplicate-token')
  })

  it.each(LANGUAGES)('has its words in %s', async (language) => {
    const [header = [], ...rows] = read((await printed('--lang', language)).stdout)
    const words = [...header, ...rows.flatMap((row) => [row[0]!, row[12]!])].filter((word) => word !== '')
    for (const word of words) expect(/\p{Script=Devanagari}/u.test(word)).toBe(language !== 'en')
    expect(new Set(header).size).toBe(header.length)
  })

  it('is the same in a file and in print, and the same again', async () => {
    const { write, path } = await folder()
    const args = [...(await messyDay(write)), ...CSV]
    const { stdout } = await milaan(args)
    const out = join(path, 'report.csv')
    expect(await milaan([...args, '--out', out])).toMatchObject({ status: 1, stdout: '' })
    expect(await readFile(out, 'utf8')).toBe(stdout)
  })

  it('answers 0 where all balances', async () => {
    const { write } = await folder()
    const files = [await write('tokens.csv', register(2)), await write('feed.csv', certificates(2))] as const
    const { status, stdout } = await milaan([
      ...['reconcile', '--date', '2021-08-28', '--tokens', files[0], '--certificates', files[1], ...CSV],
    ])
    expect(status).toBe(0)
    expect(objects(stdout).map((row) => row.Match)).toEqual(['exact', 'exact'])
  })

  it('says on standard error why a file is refused, and prints nothing', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', ['date,centre_id,token_no', 'yesterday,DKMM,1'])
    const { status, stdout, stderr } = await milaan([
      ...['reconcile', '--date', '2021-08-28', '--tokens', tokens, ...CSV],
    ])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('[bad-date]')
  })

  it('has its header where no row is of the day', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', register(2))
    const { stdout } = await milaan(['reconcile', '--date', '2021-09-28', '--tokens', tokens, ...CSV])
    expect(read(stdout)).toHaveLength(1)
  })
})
