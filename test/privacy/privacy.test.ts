import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folder, milaan } from '../cli/workspace.ts'
import { KINDS, type PersonalFile, personalFiles } from './files.ts'
import { ADDRESSES, found, foundOrRef, NAMES, PHONES, PHOTO_IDS } from './people.ts'
import { type Outflow, openDistrict, type WaysIn } from './ways-in.ts'

const FILES = (await Promise.all(KINDS.map(personalFiles))).flat()
const MINUTES = 5 * 60_000

describe('names, phones, addresses and ID numbers', () => {
  let district: WaysIn
  let outflow: Outflow
  const statuses = new Set<number>()

  beforeAll(async () => {
    district = await openDistrict()
    for (const file of FILES) for (const status of await district.handIn(file)) statuses.add(status)
    await district.askForAll()
    outflow = await district.outflow()
  }, MINUTES)
  afterAll(() => district.stop())

  it('came in, in files that were accepted and files that were refused', () => {
    expect([...statuses].sort()).toEqual([200, 201, 422])
    expect(new Set(outflow.raw.flatMap(found))).toEqual(new Set(FILES.flatMap(textOf).flatMap(found)))
  })

  it('are nowhere in the table, packed rows included', () => {
    expect(outflow.table.filter((text) => text.includes('41371800000001'))).not.toEqual([])
    expect(leaks(outflow.table, found)).toEqual([])
  })

  it('are in no answer, log line, message, receipt or list of quarantined rows, and no reference id is whole', () => {
    expect(outflow.told.filter((text) => text.includes('…'))).not.toEqual([])
    expect(outflow.told.filter((text) => text.includes('certificate-without-token'))).not.toEqual([])
    expect(outflow.told.filter((text) => text.includes('"channel":"sms"'))).not.toEqual([])
    expect(outflow.told.filter((text) => text.startsWith('row,column,reason'))).not.toEqual([])
    expect(leaks(outflow.told, foundOrRef)).toEqual([])
  })
})

describe('what the command line says', () => {
  it.each(FILES)('of $kind with $what has nothing personal in it', async ({ kind, what, bytes }) => {
    const { write } = await folder()
    const path = await write('sheet.csv', bytes)
    const said = [await milaan(['check', path, '--leg', kind])]
    for (const language of ['hi', 'mr'])
      said.push(await milaan(['check', path, '--leg', kind, '--lang', language, '--format', 'json']))
    for (const format of ['text', 'json'])
      said.push(await milaan([...reconciling(kind, path), '--format', format]))
    const texts = said.map(({ stdout, stderr }) => stdout + stderr)
    expect(
      texts.every((text) => text !== ''),
      what,
    ).toBe(true)
    expect(leaks(texts, foundOrRef)).toEqual([])
  })
})

describe('the check itself', () => {
  it.each([...NAMES, ...ADDRESSES, ...PHOTO_IDS, ...PHONES])('would find %s in a text', (personal) => {
    expect(found(`{"value": "x ${personal} y"}`)).not.toEqual([])
  })

  it('would find them however they are written', () => {
    expect(found('9876543210')).toHaveLength(1)
    expect(found('९८७६५-४३२१०')).toHaveLength(1)
    expect(found('123456789012')).toHaveLength(1)
    expect(foundOrRef('ref 41371800000001.')).toHaveLength(1)
    expect(foundOrRef('…0001, …3210')).toEqual([])
  })
})

function leaks(texts: readonly string[], look: (text: string) => readonly string[]): readonly string[] {
  return texts.flatMap((text) => look(text).map((what) => `${what} in ${text.slice(0, 300)}`)).slice(0, 20)
}

function textOf({ bytes }: PersonalFile): readonly string[] {
  return [Buffer.from(bytes).toString('utf8')]
}

/** A command line that reads the file beside two that are fine. */
function reconciling(kind: PersonalFile['kind'], path: string): readonly string[] {
  const [tokens, certificates] = [kind === 'tokens' ? path : '', kind === 'certificates' ? path : '']
  const nothing = '/dev/null'
  const others = kind === 'bookings' || kind === 'stock' || kind === 'centres' ? [`--${kind}`, path] : []
  return [
    ...['reconcile', '--date', '2021-08-28', '--tokens', tokens || nothing],
    ...['--certificates', certificates || nothing, ...others],
  ]
}
