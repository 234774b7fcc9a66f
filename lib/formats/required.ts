import type { Column, FileKind } from './columns.ts'
import type { ParseContext } from './context.ts'

/** One of these columns must be there. */
export type Required = readonly Column[]

/** The columns without which a file is not of its kind: those in bold, and of DIVOC those named, in CONTRACT section 2. */
export function requiredColumns(kind: FileKind, context: ParseContext): readonly Required[] {
  switch (kind) {
    case 'tokens':
      return [...placeColumns(context), ['token_no', 'tokens_issued']]
    case 'certificates':
      return [['certificate_id'], ['centre_id'], ['vaccinated_on']]
    case 'divoc':
      return [['preEnrollmentCode'], ['vaccinationDate'], ['vaccinationDose'], ['facilityName']]
    case 'bookings':
      return [['date'], ['centre_id'], ['beneficiary_ref']]
    case 'stock':
      return [...placeColumns(context), ['vials_opened']]
    case 'centres':
      return [['centre_id'], ['name']]
  }
}

/** The two columns of a sheet that an upload's own centre and date may stand in for. */
function placeColumns({ date, centreId }: ParseContext): readonly Required[] {
  const required: Required[] = []
  if (date === undefined) required.push(['date'])
  if (centreId === undefined) required.push(['centre_id'])
  return required
}
