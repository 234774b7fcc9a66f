import { compareText } from '../domain/ids.ts'
import type { IsoDate } from '../domain/rows.ts'
import type { Column } from './columns.ts'
import { type Fault, faultOf } from './faults.ts'
import { remembered } from './remembered.ts'
import type { RowReader } from './row-reader.ts'

/** Rows of one leg in one centre-day. */
export const MAX_CENTRE_DAY_ROWS = 50_000

export interface CentreDay {
  readonly centreId: string
  readonly date: IsoDate
}

/** The centre of a row: `other-centre` beside the upload's own, `unknown-centre` where the district's are known. */
export function readCentre(row: RowReader, anyCentre = false): string {
  const { centreId: own, knownCentres } = row.context
  const column = 'centre_id'
  const centreId = row.has(column) ? row.id(column) : (own ?? '')
  if (centreId === '') return centreId
  if (own !== undefined && centreId !== own) row.fault('other-centre', { column, value: centreId })
  else if (!anyCentre && knownCentres && !knownCentres.has(centreId)) {
    row.fault('unknown-centre', { column, value: centreId })
  }
  return centreId
}

/** The date of a row: `other-date` beside the upload's own. */
export function readDay(row: RowReader, column: Column, orDateTime = false): IsoDate {
  const own = row.context.date
  const date = row.has(column) ? row.date(column, orDateTime) : (own ?? '')
  if (date !== '' && own !== undefined && date !== own) {
    row.fault('other-date', { column, value: row.cell(column) })
  }
  return date
}

/** The date of a sheet that tells what has happened: `future-date` after today. */
export function readPastDay(row: RowReader): IsoDate {
  const date = readDay(row, 'date')
  const { today } = row.context
  if (date !== '' && today !== undefined && date > today) {
    row.fault('future-date', { column: 'date', value: row.has('date') ? row.cell('date') : date })
  }
  return date
}

/** Values by centre-day, to be read out by date and then centre whatever the order they came in. */
export class ByCentreDay<T> {
  readonly #dates = new Map<IsoDate, Map<string, T>>()

  /** The centre-day's value, made when it is first asked for. */
  at({ centreId, date }: CentreDay, make: () => T): T {
    const centres = remembered(this.#dates, date, () => new Map<string, T>())
    return remembered(centres, centreId, make)
  }

  list(): readonly (CentreDay & { readonly value: T })[] {
    return [...this.#dates]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([date, centres]) =>
        [...centres]
          .sort(([a], [b]) => compareText(a, b))
          .map(([centreId, value]) => ({ centreId, date, value })),
      )
  }
}

/** Rows grouped by centre-day, each group in file order. */
export function groupRows<R extends CentreDay, T>(
  rows: readonly R[],
  strip: (row: R) => T,
): ByCentreDay<T[]> {
  const groups = new ByCentreDay<T[]>()
  for (const row of rows) groups.at(row, () => []).push(strip(row))
  return groups
}

/** `too-many-rows-in-centre-day` for each group past the limit. */
export function crowdedDays(groups: ByCentreDay<{ readonly length: number }>): readonly Fault[] {
  return groups
    .list()
    .filter(({ value }) => value.length > MAX_CENTRE_DAY_ROWS)
    .map(({ centreId }) =>
      faultOf('too-many-rows-in-centre-day', {
        column: 'centre_id',
        value: centreId,
        details: { limit: MAX_CENTRE_DAY_ROWS },
      }),
    )
}
