import { describe, expect, it } from 'vitest'
import { parseBookings } from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, REF, reasonsOf } from './sheet-files.ts'

const HEADER = 'date,centre_id,beneficiary_ref,dose,slot,status'
const feed = (...rows: readonly string[]) => file(HEADER, ...rows)

describe('a booking feed', () => {
  it('becomes the legs of its centre-days, rows in file order', async () => {
    const bytes = feed(
      `2021-08-28,WARD7,${REF},1,10:00-11:00,booked`,
      `2021-08-28,DKMM,${REF},2,,cancelled`,
      `2021-08-28,DKMM,${REF},1,,booked`,
    )
    expect(accepted(await parseBookings(bytes, { ...IST, today: '2021-08-01' }))).toEqual({
      rowCount: 3,
      warnings: [],
      ignoredColumns: [],
      quarantined: [],
      legs: [
        {
          centreId: 'DKMM',
          date: '2021-08-28',
          rows: [
            { ref: REF, dose: 2, slot: '', status: 'cancelled' },
            { ref: REF, dose: 1, slot: '', status: 'booked' },
          ],
        },
        {
          centreId: 'WARD7',
          date: '2021-08-28',
          rows: [{ ref: REF, dose: 1, slot: '10:00-11:00', status: 'booked' }],
        },
      ],
    })
  })

  it('takes what says that it was taken back, in any spelling, for cancelled, and all else for booked', async () => {
    const words = ['Cancelled', 'CANCELED', 'withdrawn', 'रद्द', '', 'confirmed', 'omitted']
    const rows = words.map((word, dose) => `2021-08-28,DKMM,${REF},${(dose % 3) + 1},${dose},${word}`)
    const { legs } = accepted(await parseBookings(feed(...rows), { ...IST, today: '2021-08-28' }))
    const gone = ['cancelled', 'cancelled', 'cancelled', 'cancelled']
    expect(legs[0]?.rows.map(({ status }) => status)).toEqual([...gone, 'booked', 'booked', 'booked'])
  })

  it('quarantines bad rows', async () => {
    const bytes = feed('2021-08-28,DKMM,,1,,', `2021-08-32,DKMM,${REF},1,,`, `2021-08-28,DKMM,${REF},1,,`)
    const read = accepted(await parseBookings(bytes, IST))
    expect(read.quarantined.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'missing-value'],
      [3, 'bad-date'],
    ])
    expect(read.legs[0]?.rows).toHaveLength(1)
  })

  it('is refused for a centre that the district does not know, and for another than its own', async () => {
    const bytes = feed(`2021-08-28,WARD7,${REF},1,,`)
    const known = { ...IST, knownCentres: new Set(['DKMM']) }
    expect(reasonsOf(await parseBookings(bytes, known))).toEqual([[2, 'centre_id', 'unknown-centre']])
    expect(reasonsOf(await parseBookings(bytes, DKMM))).toEqual([[2, 'centre_id', 'other-centre']])
  })

  it('is refused where it lacks a required column', async () => {
    expect(reasonsOf(await parseBookings(file('date,centre_id', '2021-08-28,DKMM'), IST))).toEqual([
      [1, 'beneficiary_ref', 'missing-column'],
    ])
  })
})
