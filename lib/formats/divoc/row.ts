import type { CertificateRow, Instant, IsoDate } from '../../domain/rows.ts'
import { readDay } from '../centre-days.ts'
import { asciiDigits } from '../characters.ts'
import { readDate } from '../dates.ts'
import type { RowReader } from '../row-reader.ts'
import { judgeRef, readCertificateStatus, readDose } from '../values.ts'
import { centreOfFacility, facilityName, isNameable, madeCertificateId } from './facility.ts'

/** Taken as they are. */
const CODE = /^[A-Za-z0-9-]{1,50}$/
// The registry writes what kept it from issuing the certificate: such a row is of none.
const NOT_ISSUED = 'not-issued'

/**
 * The certificate of one row of the registry's file, and the earlier certificate that it takes the place of, revoked,
 * where the row names one. What cannot be read becomes a fault of the row.
 */
export function readDivocRow(row: RowReader): readonly CertificateRow[] {
  if (row.cell('errors') !== '') row.fault(NOT_ISSUED, { column: 'errors' })
  const date = readDay(row, 'vaccinationDate', true)
  const ref = readCode(row)
  const dose = readVaccinationDose(row)
  const facility = readFacility(row)
  const certificate: CertificateRow = {
    certificateId: row.optionalId('certificate_id') || madeCertificateId(ref, dose, date, facility),
    centreId: readCentre(row, facility),
    date,
    ref,
    dose,
    vaccine: row.text('vaccinationName'),
    batch: row.optionalId('vaccinationBatch'),
    issuedAt: readIssuedAt(row, date),
    issuedBy: '',
    status: row.status(readCertificateStatus, 'bad-status', 'issued'),
    received: 0,
  }
  return [certificate, ...replacedBy(certificate, row)]
}

/** Without a code no id can be made, and the certificate is of nobody. */
function readCode(row: RowReader): string {
  const column = 'preEnrollmentCode'
  const code = asciiDigits(row.cell(column))
  if (code === '') row.fault('missing-value', { column })
  else {
    const reading = judgeRef(code, CODE)
    if (reading === 'bad-ref' || reading === 'ref-in-scientific-notation') row.fault(reading, { column })
  }
  return code
}

function readVaccinationDose(row: RowReader): number | null {
  const column = 'vaccinationDose'
  const written = asciiDigits(row.cell(column))
  const dose = written === '' ? null : readDose(written)
  if (written !== '' && dose === null) row.fault('bad-dose', { column })
  return dose
}

function readFacility(row: RowReader): string {
  const column = 'facilityName'
  const name = facilityName(row.cell(column))
  if (name === '') row.fault('missing-value', { column })
  else if (!isNameable(name)) row.fault('bad-id', { column })
  return name
}

/** `other-centre` beside the upload's own; any other is taken, known to the district or not. */
function readCentre(row: RowReader, facility: string): string {
  const { centreId: own } = row.context
  if (facility === '') return own ?? ''
  const centreId = centreOfFacility(facility, row.context)
  if (own !== undefined && centreId !== own) row.fault('other-centre', { column: 'facilityName' })
  return centreId
}

/** A day alone tells of no moment. */
function readIssuedAt(row: RowReader, date: IsoDate): Instant | null {
  const isDayAlone = readDate(asciiDigits(row.cell('issued_at'))) !== null
  return isDayAlone ? null : row.instant('issued_at', date)
}

/** The registry corrects a certificate by issuing another, and puts the earlier one on its list of revoked ones. */
function replacedBy(certificate: CertificateRow, row: RowReader): readonly CertificateRow[] {
  const certificateId = row.optionalId('previousCertificateId')
  const isKnownById = row.cell('certificate_id') !== '' && certificateId !== certificate.certificateId
  if (certificateId === '' || !isKnownById) return []
  return [{ ...certificate, certificateId, issuedAt: null, status: 'revoked' }]
}
