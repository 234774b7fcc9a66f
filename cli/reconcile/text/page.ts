import type { CentreDayReport, Report } from '../../../lib/domain/report.ts'
import { printable } from '../../printable.ts'
import type { ReadDistrict } from '../read-district.ts'
import type { Paint } from './paint.ts'

/** Columns of a line, where words can be wrapped. */
export const PAGE_WIDTH = 96

/** What every part of the text report is written from. */
export interface Page {
  readonly report: Report
  readonly read: ReadDistrict
  readonly paint: Paint
}

/** `''` where the centres were not given, or this is none of them. */
export function nameOf({ centreId }: CentreDayReport, { read }: Page): string {
  return printable(read.district.centres?.get(centreId)?.name ?? '')
}
