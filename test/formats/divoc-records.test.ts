import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_RECORD_BYTES } from '../../lib/formats/divoc/json-splitter.ts'
import { divocRecordReader } from '../../lib/formats/divoc/record.ts'
import { beginsAsJson, type DivocRecord, divocRecords } from '../../lib/formats/divoc/records.ts'
import { inChunks, request } from './divoc-samples.ts'

const MEBIBYTE = 1024 * 1024

async function all(chunks: AsyncIterable<Uint8Array>): Promise<readonly DivocRecord[]> {
  const records: DivocRecord[] = []
  for await (const record of divocRecords(chunks)) records.push(record)
  return records
}

const read = (text: string | Uint8Array, size = 5) => all(inChunks(text, size))
/** Values as they are, and of the rest what is said of it. */
const told = async (text: string | Uint8Array, size?: number) =>
  (await read(text, size)).map((item) => (item.kind === 'record' ? item.value : `${item.row} ${item.reason}`))

/** Each piece so many times, a buffer of its own each time. */
async function* repeated(...parts: readonly (readonly [piece: string, times: number])[]) {
  for (const [piece, times] of parts) for (let time = 0; time < times; time++) yield Buffer.from(piece)
}

describe('the records of a file', () => {
  it.each([
    ['a list', '[{"a":1},{"b":[{}]},{"c":"]}"}]', [{ a: 1 }, { b: [{}] }, { c: ']}' }]],
    ['an object', '{"a":{"b":[1,2]}}', [{ a: { b: [1, 2] } }]],
    ['an object a line', '{"a":1}\r\n\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['objects without lines', '{"a":1}{"a":2} {"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['a list a line', '[{"a":1}]\n[{"a":2},{"a":3}]', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['a list in an object', '{"n":[1],"certificates" : [{"a":1},{}],"m":{"x":[{}]}}', [{ a: 1 }, {}]],
    ['a list in an answer', '{"id":"x","result":{"VaccinationCertificate":[{"a":1}]}}', [{ a: 1 }]],
    ['two lists in an object', '{"data":[{"a":1}],"records":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['an object a line, each with a list', '{"items":[{"a":1}]}\n{"items":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['a list in an object, then an object', '{"data":[{"a":1}]}{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['nothing in a list', ' [ ] ', []],
    ['a name like that of a list, deep inside', '{"a":{"b":{"data":[{}]}}}', [{ a: { b: { data: [{}] } } }]],
    ['a text like that of a list', '{"a":"\\"data\\":[","b":2}', [{ a: '"data":[', b: 2 }]],
    ['backslashes', '[{"a":"\\\\"},{"b":"\\""}]', [{ a: '\\' }, { b: '"' }]],
    ['letters of every script', '[{"a":"पुणे 😀"}]', [{ a: 'पुणे 😀' }]],
    ['words', '[null, 1.5 ,"a,b",true]', [null, 1.5, 'a,b', true]],
  ])('are those of %s, in chunks of any size', async (_, text, values) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(await told(text, size)).toEqual(values)
  })

  it('are numbered from 1', async () => {
    expect((await read('[{},{},{}]')).map(({ row }) => row)).toEqual([1, 2, 3])
  })

  it('may be in UTF-8 with a mark, or in UTF-16', async () => {
    const text = '\ufeff[{"a":"पुणे 😀"}]'
    const little = Buffer.from(text, 'utf16le')
    for (const bytes of [Buffer.from(text), little, Buffer.from(little).swap16()]) {
      expect(beginsAsJson(bytes)).toBe(true)
      for (const size of [1, 2, 5, 1000]) expect(await told(bytes, size)).toEqual([{ a: 'पुणे 😀' }])
    }
  })

  it('have a mark in place of bytes that are no text', async () => {
    expect(await told(Buffer.from([...Buffer.from('[{"a":"'), 0xff, ...Buffer.from('"}]')]))).toEqual([
      { a: '\ufffd' },
    ])
  })

  it('have the last of a key that is there twice', async () => {
    expect(await told('{"a":1,"a":2}')).toEqual([{ a: 2 }])
  })
})

describe('a bad record', () => {
  it.each([
    ['[{"a":1},{a:1},{"a":2}]', [{ a: 1 }, '2 bad-json', { a: 2 }]],
    ['[{"a":1} {"a":2},,{"a":3}]', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['[{"a":1},oops,{"a":2}]', [{ a: 1 }, '2 bad-json', { a: 2 }]],
    ['[{"a":1]},{"a":2}]', ['1 bad-json', { a: 2 }, '3 bad-json']],
    ['{"a":1}\n{"a":"open\n{"a":3}', [{ a: 1 }, '2 bad-json', { a: 3 }]],
    ['{"a":1}\noops\n{"a":3}', [{ a: 1 }, '2 bad-json', { a: 3 }]],
    ['[{"a":"\u0000"},{"a":"\\u0000"}]', ['1 bad-json', { a: '\u0000' }]],
    ['{}]', [{}, '2 bad-json']],
  ])('costs as few others as can be: %j', async (text, values) => {
    for (const size of [1, 1000]) expect(await told(text, size)).toEqual(values)
  })

  it.each([
    ['a text of 200 MB', '{"a":"', 'x', '"}'],
    ['brackets 200 million deep', '', '[', ']'],
    ['36 million keys', '{"z":0', ',"k":1', '}'],
  ])(
    'is skipped where it is longer than a record can be: %s',
    async (_, first, piece, last) => {
      const before = process.memoryUsage().rss
      const much = Math.ceil(MEBIBYTE / piece.length)
      const closing: readonly [string, number] = last === ']' ? [last.repeat(much), 200] : [last, 1]
      const file = repeated([`[${first}`, 1], [piece.repeat(much), 200], closing, [',{"a":1}]', 1])
      expect(await all(file)).toEqual([
        { kind: 'bad', row: 1, reason: 'row-too-long' },
        { kind: 'record', row: 2, value: { a: 1 } },
      ])
      expect(process.memoryUsage().rss - before).toBeLessThan(120 * MEBIBYTE)
    },
    30_000,
  )

  it('is none at the greatest length, however deep', async () => {
    const half = (MAX_RECORD_BYTES - 2) / 2
    const [record, ...more] = await all(inChunks(`[${'['.repeat(half)}${']'.repeat(half)}]`, 65_536))
    expect([record?.kind, more]).toEqual(['record', []])
  })

  it('is each of a million empty ones, with the memory of one', async () => {
    const reader = divocRecordReader({ timeZone: 'Asia/Kolkata' })
    let setAside = 0
    for await (const record of divocRecords(repeated(['[{}', 1], [',{}'.repeat(9_999), 100], [']', 1]))) {
      const reading = record.kind === 'record' ? reader(record.value, record.row) : record
      if ('reason' in reading && reading.reason === 'missing-value') setAside++
    }
    expect(setAside).toBe(999_901)
  }, 60_000)
})

describe('a file that is refused', () => {
  it.each([
    ['', 'null empty-file'],
    [' \n', 'null empty-file'],
    ['\ufeff', 'null empty-file'],
    ['<html>', 'null bad-json'],
    ['preEnrollmentCode,vaccinationDate\n', 'null bad-json'],
    ['{oops', 'null bad-json'],
    ['{ preEnrollmentCode: "SA-1" }', 'null bad-json'],
    ['"text"', 'null bad-json'],
    ['{', '1 cut-off-feed'],
    ['[', '1 cut-off-feed'],
    ['[{"a":1', '1 cut-off-feed'],
    ['{"a":"\\', '1 cut-off-feed'],
    ['{"certificates":[', '1 cut-off-feed'],
  ])('%j: %s', async (text, reason) => {
    for (const size of [1, 1000]) expect(await told(text, size)).toEqual([reason])
  })

  it.each([
    ['[{"a":1},{"a":2}', '3 cut-off-feed'],
    ['[{"a":1},{"a":2', '2 cut-off-feed'],
    ['{"a":1}\n{"a', '2 cut-off-feed'],
    ['{"data":[{"a":1}]', '2 cut-off-feed'],
  ])('is cut off after records: %j', async (text, reason) => {
    expect((await told(text)).at(-1)).toBe(reason)
  })

  it('is one that is cut off anywhere', async () => {
    const text = JSON.stringify([request(), request()])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (length) => {
        expect((await read(text.slice(0, length), 64)).at(-1)).toMatchObject({ reason: 'cut-off-feed' })
      }),
    )
  })

  it('is told from the others by its beginning', () => {
    const begins = (text: string) => beginsAsJson(Buffer.from(text))
    expect(['[', ' {"a', '{', '\n[{', '{}'].map(begins)).toEqual([true, true, true, true, true])
    expect(['', 'a,b', '{a', '"', '<', '1'].map(begins)).toEqual([false, false, false, false, false, false])
  })

  it('never throws, whatever its bytes are', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\n', 'a', '"data":['))
        .map((parts) => Buffer.from(`[${parts.join('')}`)),
    )
    const reader = divocRecordReader({ timeZone: 'Asia/Kolkata' })
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (file, size) => {
        const records = await read(file, size)
        expect(records).toEqual(await read(file, 1000))
        for (const record of records) if (record.kind === 'record') reader(record.value, record.row)
      }),
      { numRuns: 500 },
    )
  })
})
