import type { CertificateRow } from '../../domain/rows.ts'
import { cleanCell } from '../characters.ts'
import { COLUMNS, type Column } from '../columns.ts'
import type { ParseContext } from '../context.ts'
import { UNREADABLE } from '../decode.ts'
import { type FaultCode, warningList } from '../faults.ts'
import { columnNames, findHeader } from '../headers.ts'
import { RowReader } from '../row-reader.ts'
import { readDivocRow } from './row.ts'

/** What one record of the registry's JSON says, or why it was set aside; never a word of the record. */
export type DivocReading =
  | { readonly rows: readonly CertificateRow[] }
  | { readonly reason: FaultCode; readonly column: string | null }

type Json = Readonly<Record<string, unknown>>
type Cells = Readonly<Partial<Record<Column, unknown>>>

// Looked at before anything is judged: a file of a million empty records is quickly done with.
const NEEDED: ReadonlySet<Column> = new Set(['preEnrollmentCode', 'vaccinationDate', 'facilityName'])
const BASIC_DATE = /^(\d{4})(\d{2})(\d{2})$/

const COLUMNS_READ = COLUMNS.divoc
/** As if each certificate were a row of the registry's CSV: both are judged by the same reader. */
const HEADER = findHeader([{ row: 0, cells: COLUMNS_READ }], columnNames('divoc'), [])

/**
 * Reads parsed records one at a time, in any of the registry's three forms: a verifiable credential, the registry's
 * own record that holds one, a request for a certificate. The columns of a fault are those of the CSV.
 */
export function divocRecordReader(context: ParseContext): (value: unknown, row: number) => DivocReading {
  const reader = new RowReader({ header: HEADER, warnings: warningList() }, context)
  return (value, row) => {
    const certificates = certificatesIn(value)
    if (certificates === null) return { reason: 'bad-json', column: null }
    const rows: CertificateRow[] = []
    for (const certificate of certificates) {
      const reading = readCertificate(reader, certificate, row)
      if ('reason' in reading) return reading
      rows.push(...reading.rows)
    }
    return { rows }
  }
}

function readCertificate(reader: RowReader, certificate: Cells, row: number): DivocReading {
  const cells = COLUMNS_READ.map((column) => textOf(certificate[column]))
  const missing = COLUMNS_READ.find((column, at) => cells[at] === '' && NEEDED.has(column))
  if (missing) return { reason: 'missing-value', column: missing }
  reader.begin({ row, cells })
  reader.faultUnreadable()
  const rows = readDivocRow(reader)
  const [fault] = reader.faults
  return fault ? { reason: fault.reason, column: fault.column } : { rows }
}

/** Null for what is no record; persons, addresses and phones are never looked at. */
function certificatesIn(value: unknown): readonly Cells[] | null {
  if (!isObject(value)) return null
  const held = value.certificate
  const credential = typeof held === 'string' ? parsed(held) : (held ?? value)
  if (!isObject(credential)) return null
  const ofRecord = cellsOfRecord(value, credential)
  const { evidence } = credential
  if (evidence === undefined) return [{ ...ofRecord, ...cellsOfRequest(credential) }]
  const pieces: readonly unknown[] = Array.isArray(evidence) ? evidence : [evidence]
  if (pieces.length === 0 || !pieces.every(isObject)) return null
  // The record's own id is that of its one certificate.
  const id = pieces.length === 1 ? value.certificateId : null
  return pieces.map((piece) => ({ ...ofRecord, ...cellsOfEvidence(piece, id) }))
}

function cellsOfRecord(record: Json, credential: Json): Cells {
  return {
    preEnrollmentCode: objectAt(credential, 'credentialSubject').refId || record.preEnrollmentCode,
    certificate_id: record.certificateId,
    previousCertificateId: objectAt(record, 'meta').previousCertificateId,
    issued_at: credential.issuanceDate,
    status: [record, credential].map(statusOf).find((status) => status !== '') ?? '',
  }
}

function cellsOfEvidence(evidence: Json, id: unknown): Cells {
  return {
    certificate_id: evidence.certificateId || id,
    vaccinationDate: dayOf(evidence.date),
    vaccinationDose: evidence.dose,
    vaccinationName: evidence.vaccine,
    vaccinationBatch: evidence.batch,
    facilityName: objectAt(evidence, 'facility').name,
  }
}

function cellsOfRequest(request: Json): Cells {
  const vaccination = objectAt(request, 'vaccination')
  return {
    vaccinationDate: dayOf(vaccination.date),
    vaccinationDose: vaccination.dose,
    vaccinationName: vaccination.name,
    vaccinationBatch: vaccination.batch,
    facilityName: objectAt(request, 'facility').name,
  }
}

function statusOf({ status, revoked }: Json): unknown {
  return revoked === true || revoked === 'true' ? 'revoked' : (status ?? '')
}

/** `20210414` beside the usual forms. */
function dayOf(date: unknown): unknown {
  return typeof date === 'string' ? date.replace(BASIC_DATE, '$1-$2-$3') : date
}

/** A number whose digits were lost, or what is no value at all, is nothing that can be read. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return cleanCell(value)
  const isExact = typeof value === 'number' && (!Number.isInteger(value) || Number.isSafeInteger(value))
  return isExact ? String(value) : UNREADABLE
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function objectAt(value: Json, key: string): Json {
  const held = value[key]
  return isObject(held) ? held : {}
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
