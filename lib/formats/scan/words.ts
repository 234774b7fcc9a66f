import { packDose } from '../../domain/packed/columns.ts'
import type { Instant } from '../../domain/rows.ts'
import type { Column } from '../columns.ts'
import type { Clock } from '../times.ts'
import type { CellReader } from './cell-reader.ts'
import { midnightOf } from './moments.ts'
import type { ScannedPlaces } from './places.ts'
import { Texts } from './texts.ts'

/** Where the meaning of a cell is kept until the row is written down. */
export const DATE = 0
export const CENTRE = 1
export const DOSE = 2
export const STATE = 3
const UNREAD = 4
export const SLOTS = 5

/** A column of few different texts, each of which is read once. */
export class WordColumn {
  readonly slot: number
  readonly texts = new Texts()
  readonly #meanings: number[] = []
  readonly #read: (text: string) => number | null

  constructor(slot: number, read: (text: string) => number | null) {
    this.slot = slot
    this.#read = read
  }

  meaning(number: number): number {
    return this.#meanings[number]!
  }

  /** What a new text means; null where the file is not for scanning. Texts are numbered as they are learnt. */
  learn(text: string): number | null {
    const meaning = this.#read(text)
    if (meaning !== null) this.#meanings.push(meaning)
    return meaning
  }
}

/** Midnights by the number of the date. */
export type Midnights = Instant[]

export function wordColumn(
  column: Column | null,
  cells: CellReader,
  places: ScannedPlaces,
  midnights: Midnights,
  clock: Clock,
): WordColumn | null {
  switch (column) {
    case 'date':
    case 'vaccinated_on':
      return new WordColumn(DATE, (text) => {
        const date = cells.date(text)
        if (date === null) return null
        midnights.push(midnightOf(date, clock))
        return places.addDate(date)
      })
    case 'centre_id':
      return new WordColumn(CENTRE, (text) => {
        const centreId = cells.centre(text)
        return centreId === null ? null : places.addCentre(centreId)
      })
    case 'dose':
      return new WordColumn(DOSE, (text) => {
        const dose = cells.dose(text)
        return dose === null ? null : packDose(dose === 0 ? null : dose)
      })
    case 'outcome':
      return new WordColumn(STATE, (text) => cells.outcome(text))
    case 'tokens_issued':
    case 'deferred':
    case 'left':
      // Where anything stands in one of them, a row says something else than its outcome does.
      return new WordColumn(UNREAD, (text) => (text === '' ? 0 : null))
    case 'status':
      return new WordColumn(STATE, (text) => cells.status(text))
    case 'issued_by':
      // Only whether it may stand as it is: rules read it of rows.
      return new WordColumn(UNREAD, (text) => (cells.optionalId('issued_by', text) === null ? null : 0))
    default:
      return null
  }
}
