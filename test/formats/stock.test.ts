import { describe, expect, it } from 'vitest'
import { parseStock } from '../../lib/formats/parse.ts'
import { accepted, DKMM, file, IST, reasonsOf } from './sheet-files.ts'

const HEADER = 'date,centre_id,vials_opened,vaccine,batch,doses_per_vial,doses_wasted'

describe('a stock sheet', () => {
  it('becomes the legs of its centre-days, the same in any order of its rows', async () => {
    const rows = [
      '2021-08-28,DKMM,2,COVAXIN,B2,20,1',
      '2021-08-28,DKMM,5,COVISHIELD,B7,,',
      '2021-08-27,DKMM,0,,,,',
    ]
    const read = accepted(await parseStock(file(HEADER, ...rows), IST))
    expect(read.legs).toEqual([
      {
        centreId: 'DKMM',
        date: '2021-08-27',
        rows: [{ vialsOpened: 0, vaccine: '', batch: '', dosesPerVial: null, dosesWasted: 0 }],
      },
      {
        centreId: 'DKMM',
        date: '2021-08-28',
        rows: [
          { vialsOpened: 2, vaccine: 'COVAXIN', batch: 'B2', dosesPerVial: 20, dosesWasted: 1 },
          { vialsOpened: 5, vaccine: 'COVISHIELD', batch: 'B7', dosesPerVial: null, dosesWasted: 0 },
        ],
      },
    ])
    expect(accepted(await parseStock(file(HEADER, ...rows.toReversed()), IST)).legs).toEqual(read.legs)
  })

  it('may leave out date and centre where the upload has its own', async () => {
    expect(accepted(await parseStock(file('vials', '5'), DKMM)).legs).toMatchObject([
      { centreId: 'DKMM', date: '2021-08-28', rows: [{ vialsOpened: 5 }] },
    ])
  })

  it('is refused whole for bad counts, unknown centres and days that have not come', async () => {
    const bytes = file(
      HEADER,
      '2021-08-28,DKMM,-1,,,,',
      '2021-08-28,DKMM,,,,ten,',
      '2021-08-28,DKMN,1,,,,',
      '2021-08-29,DKMM,1,,,,',
    )
    const context = { ...IST, today: '2021-08-28', knownCentres: new Set(['DKMM']) }
    expect(reasonsOf(await parseStock(bytes, context))).toEqual([
      [2, 'vials_opened', 'negative-number'],
      [3, 'vials_opened', 'missing-value'],
      [3, 'doses_per_vial', 'not-a-number'],
      [4, 'centre_id', 'unknown-centre'],
      [5, 'date', 'future-date'],
    ])
  })

  it('is refused without a row', async () => {
    expect(reasonsOf(await parseStock(file(HEADER), DKMM))).toEqual([[1, null, 'no-rows']])
  })
})
