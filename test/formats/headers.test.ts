import { describe, expect, it } from 'vitest'
import { fold } from '../../lib/formats/characters.ts'
import { COLUMNS, type FileKind, namesOf } from '../../lib/formats/columns.ts'
import { columnNames, findHeader, headerFaults } from '../../lib/formats/headers.ts'
import { parseTokens } from '../../lib/formats/parse.ts'
import { requiredColumns } from '../../lib/formats/required.ts'
import { tableOf } from '../../lib/formats/table.ts'
import { accepted, DKMM, file, reasonsOf } from './sheet-files.ts'

const KINDS = Object.keys(COLUMNS) as FileKind[]
const header = (kind: FileKind, ...rows: readonly (readonly string[])[]) =>
  findHeader(tableOf(rows), columnNames(kind), requiredColumns(kind, DKMM))

describe('the table of names', () => {
  it.each(KINDS)('reads every canonical header of %s', (kind) => {
    const found = header(kind, COLUMNS[kind])
    expect([...found.columns.keys()]).toEqual(COLUMNS[kind])
    expect(found.unknown).toEqual([])
    expect(found.duplicates).toEqual([])
  })

  it.each(KINDS)('lets no name of %s mean two columns', (kind) => {
    const owners = new Map<string, Set<string>>()
    for (const column of COLUMNS[kind]) {
      for (const name of namesOf(column))
        owners.set(fold(name), (owners.get(fold(name)) ?? new Set()).add(column))
    }
    expect([...owners].filter(([, columns]) => columns.size > 1)).toEqual([])
  })

  // The rows of CONTRACT section 2, word for word.
  it.each([
    ['date', 'date, session date, vaccination date, दिनांक, तारीख, तिथि'],
    ['centre_id', 'centre, center, centre id, center id, site id, facility code'],
    ['centre_id', 'केंद्र, केन्द्र, केंद्र आईडी, केंद्र क्रमांक, केंद्र आयडी'],
    ['token_no', 'token, token no, token number, टोकन, टोकन नंबर, टोकन संख्या, टोकन क्रमांक, टोकन नं'],
    ['beneficiary_ref', 'ref id, reference id, beneficiary id, beneficiary ref id, beneficiary reference id'],
    ['beneficiary_ref', 'लाभार्थी आईडी, संदर्भ आईडी, लाभार्थी संदर्भ आईडी, लाभार्थी आयडी, संदर्भ क्रमांक'],
    ['beneficiary_ref', 'लाभार्थी संदर्भ क्रमांक'],
    ['dose', 'dose, dose no, dose number, खुराक, डोज़, डोस, मात्रा'],
    ['vaccine', 'vaccine, vaccine name, टीका, वैक्सीन, लस, लसीचे नाव'],
    ['issued_at', 'time, token time, issued at, issue time, समय, वेळ'],
    ['outcome', 'outcome, status, result, स्थिति, परिणाम, स्थिती, निकाल'],
    ['vaccinator', 'vaccinator, vaccinator name, vaccinated by, टीकाकर्मी, लसटोचक'],
    ['tokens_issued', 'tokens issued, total tokens, जारी टोकन, कुल टोकन, दिलेले टोकन, एकूण टोकन'],
  ])('knows what %s is called: %s', (column, list) => {
    const names = columnNames('tokens')
    for (const name of list.split(', ')) expect([name, names.get(fold(name))]).toEqual([name, column])
  })

  it('knows what a certificate id is called', () => {
    const list =
      'certificate, certificate id, certificate no, certificate number, प्रमाणपत्र संख्या, प्रमाणपत्र आईडी, प्रमाणपत्र क्रमांक'
    const names = columnNames('certificates')
    for (const name of list.split(', '))
      expect([name, names.get(fold(name))]).toEqual([name, 'certificate_id'])
  })

  it('reads "status" as the outcome of a token and as the status of a certificate', () => {
    expect(columnNames('tokens').get('status')).toBe('outcome')
    expect(columnNames('certificates').get('status')).toBe('status')
  })

  it('is extended by a district, whose own names win', () => {
    const names = columnNames('tokens', { token_no: ['Chit Number', 'Result'] })
    expect(names.get(fold('CHIT_number'))).toBe('token_no')
    expect(names.get('result')).toBe('token_no')
  })
})

describe('a district’s own names', () => {
  it('win over what everyone calls a column, in a file', async () => {
    const context = { ...DKMM, aliases: { token_no: ['Result'], outcome: ['Token'] } }
    const read = accepted(await parseTokens(file('Result,Token', '7,left'), context))
    expect(read.sheets).toMatchObject([{ sheet: { rows: [{ tokenNo: '7', outcome: 'left' }] } }])
    expect(reasonsOf(await parseTokens(file('Result,Token', '7,left'), DKMM))).toEqual([
      [2, 'token_no', 'bad-token-no'],
      [2, 'outcome', 'bad-outcome'],
    ])
  })

  it('are found below a merged header too', async () => {
    const context = { ...DKMM, aliases: { token_no: ['चिट्ठी क्रमांक'] } }
    const read = accepted(await parseTokens(file('चिट्ठी,,शेरा', 'क्रमांक,वेळ,', '7,10:05,'), context))
    expect(read.sheets).toMatchObject([{ sheet: { rows: [{ tokenNo: '7' }] } }])
  })
})

describe('the header', () => {
  it('is found below title rows, even ones that name columns', () => {
    const found = header(
      'tokens',
      ['Register of tokens', '', ''],
      ['Centre', 'DKMM', ''],
      ['Token No.', 'Ref. ID', 'Dose'],
      ['1', '41371800000055', 'left'],
    )
    expect(found.row).toBe(3)
    expect([...found.columns]).toEqual([
      ['token_no', 0],
      ['beneficiary_ref', 1],
      ['dose', 2],
    ])
  })

  it('is the first of several rows that name as many columns', () => {
    expect(header('tokens', ['token', 'date'], ['token', 'date']).row).toBe(1)
  })

  it('names what it does not know, and passes over nameless columns', () => {
    const found = header('tokens', ['token', 'Mobile', '', 'date', ''])
    expect(found).toMatchObject({ unknown: ['Mobile'], width: 5, leastCells: 4 })
  })
})

describe('a header', () => {
  const faults = (cells: readonly string[], kind: FileKind = 'tokens') => {
    const required = [['date'], ['centre_id'], ['token_no', 'tokens_issued']] as const
    return headerFaults(header(kind, cells), required, columnNames(kind))
  }

  it('without a required column is told what to add', () => {
    const [fault, ...others] = faults(['date', 'token_no'])
    expect(others).toEqual([])
    expect(fault).toMatchObject({ row: 1, column: 'centre_id', value: null, reason: 'missing-column' })
    expect(fault?.message).toContain('Add a column "centre_id" (also read: centre, center')
  })

  it('without either of two columns is told of both', () => {
    expect(faults(['date', 'centre'])[0]?.message).toContain('"token_no" or "tokens_issued"')
  })

  it('with a slip of spelling is told which column it may be, and that alone', () => {
    const [fault, ...others] = faults(['date', 'centre', 'Tokn Number'])
    expect(others).toEqual([])
    expect(fault).toMatchObject({ row: 1, column: 'Tokn Number', value: null, reason: 'near-miss' })
    expect(fault?.message).toContain('"token number" may be meant')
    expect(fault?.details).toEqual({ name: 'token number', meant: 'token_no' })
  })

  it('is refused for a slip in a column that it could do without', () => {
    expect(faults(['date', 'centre', 'token', 'benificiary ref'])).toMatchObject([
      { column: 'benificiary ref', reason: 'near-miss', details: { meant: 'beneficiary_ref' } },
    ])
    expect(faults(['date', 'centre', 'token no 1', 'token', 'benificiary ref'])).toHaveLength(1)
  })

  it('is not refused for what is near a column that it has, or has no use for', () => {
    expect(faults(['date', 'centre', 'token', 'ref id', 'benificiary ref'])).toEqual([])
    expect(faults(['date', 'centre', 'token', 'token issued', 'vaccinater'])).toEqual([])
    expect(faults(['date', 'centre', 'total tokens', 'tokn', 'dosse'])).toEqual([])
  })

  it('is told of the district’s own names for what it lacks or nearly has', () => {
    const aliases = { token_no: ['Chit Number'] }
    const required = [['token_no', 'tokens_issued']] as const
    const told = (...cells: readonly string[]) =>
      headerFaults(
        findHeader(tableOf([cells]), columnNames('tokens', aliases), required),
        required,
        columnNames('tokens', aliases),
        aliases,
      )
    expect(told('date', 'dose')[0]?.message).toContain('The district also calls it "Chit Number".')
    expect(told('date', 'Chitt Number')[0]?.message).toContain('"Chit Number" may be meant')
  })

  it('with two columns that mean the same is told which', () => {
    const [fault, ...others] = faults(['date', 'Centre', 'token', 'facility_code', 'तारीख'])
    expect(fault).toMatchObject({ column: 'date', reason: 'duplicate-column' })
    expect(fault?.message).toContain('"date", "तारीख"')
    expect(others).toMatchObject([{ column: 'centre_id', reason: 'duplicate-column' }])
  })

  it('that is a row of data is not repeated, near as a name may come to a column', () => {
    const found = faults(['2021-08-28', 'Ramesh Dase', 'Dase', 'Tokne', '9876543210'])
    expect(found).toHaveLength(3)
    expect(JSON.stringify(found)).not.toMatch(/Ramesh|Dase|Tokne|9876543210/)
  })
})
