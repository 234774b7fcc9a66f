import { link, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { register } from '../support/files.ts'
import { folder, milaan } from './workspace.ts'

describe('--out', () => {
  it('writes the whole report into the file, and nothing to standard output', async () => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', register(2))
    const out = await write('report.json', ['what was there before'])
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', tokens, '--format', 'json']
    const printed = await milaan(args)
    const written = await milaan([...args, '--out', out])
    expect(written).toEqual({ ...printed, stdout: '' })
    expect(await readFile(out, 'utf8')).toBe(printed.stdout)
    expect(await readdir(path)).toEqual(['report.json', 'tokens.csv'])
  })

  it('leaves the file as it was when the input is refused', async () => {
    const { write } = await folder()
    const tokens = await write('tokens.csv', ['date,centre_id,token_no', 'yesterday,DKMM,1'])
    const out = await write('report.json', ['what was there before'])
    const { status } = await milaan(['reconcile', '--date', '2021-08-28', '--tokens', tokens, '--out', out])
    expect(status).toBe(2)
    expect(await readFile(out, 'utf8')).toBe('what was there before\n')
  })

  it.each([
    ['a link', symlink],
    ['another name', link],
  ])('is refused where it is %s of a file that is read, which is left as it was', async (_what, toLead) => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', register(2))
    const out = join(path, 'report.txt')
    await toLead(tokens, out)
    const before = await readFile(tokens)
    const args = ['reconcile', '--date', '2021-08-28', '--tokens', tokens, '--out', out]
    const { status, stdout, stderr } = await milaan(args)
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toContain(`milaan: --out ${out} would overwrite a file that is read.\n`)
    expect(await readFile(tokens)).toEqual(before)
  })

  it('says where it cannot write, and answers 2', async () => {
    const { write, path } = await folder()
    const tokens = await write('tokens.csv', register(2))
    const out = join(path, 'nowhere', 'report.txt')
    const { status, stderr } = await milaan([
      'reconcile',
      ...['--date', '2021-08-28', '--tokens', tokens, '--out', out],
    ])
    expect(status).toBe(2)
    expect(stderr).toBe(`${out}: There is no such folder to write into.\n`)
  })
})
