import type { Place } from '../../../lib/domain/reconciled-rows.ts'
import type { Report } from '../../../lib/domain/report.ts'
import { labelOf } from '../../../lib/formats/column-labels.ts'
import type { Language } from '../../../lib/formats/language.ts'
import type { ReadDistrict } from '../read-district.ts'
import { textCell } from './cell.ts'
import type { Column } from './table.ts'
import { WORDS, type Words } from './words/words.ts'

/** What every table is made from. */
export interface Context {
  readonly report: Report
  readonly read: ReadDistrict
  readonly language: Language
  readonly words: Words
}

export function contextOf(report: Report, read: ReadDistrict, language: Language): Context {
  return { report, read, language, words: WORDS[language] }
}

/** Date, centre id and name: in every table by which a row is found. */
export function placeColumns<Row extends Place>({ read, language }: Context): Column<Row>[] {
  const { centres } = read.district
  return [
    { title: labelOf('date', language), width: 11, cell: ({ date }) => ({ day: date }) },
    { title: labelOf('centre_id', language), width: 11, cell: ({ centreId }) => textCell(centreId) },
    {
      title: labelOf('name', language),
      width: centres === null ? 14 : 26,
      cell: ({ centreId }) => textCell(centres?.get(centreId)?.name ?? ''),
    },
  ]
}
