import { describe, expect, it } from 'vitest'
import { parseCentres } from '../../lib/formats/parse.ts'
import { accepted, file, IST, reasonsOf } from './sheet-files.ts'

const HEADER = 'centre_id,name,block,opens,closes,status,suspended_at'

describe('the register of centres', () => {
  it('becomes the centres, by id', async () => {
    const bytes = file(
      HEADER,
      'WARD7,Ward 7,,,,suspended,',
      'DKMM,DKMM Homoeopathic College,City,09:00,5:30 PM,active,',
      'N6,Ward 6,City,,,Suspended,2021-08-28T14:00:00+05:30',
      'N8,Ward 8,City,,,Suspended,28-08-2021',
    )
    expect(accepted(await parseCentres(bytes, IST)).centres).toEqual([
      {
        centreId: 'DKMM',
        name: 'DKMM Homoeopathic College',
        block: 'City',
        opens: 540,
        closes: 1050,
        status: 'active',
        suspendedAt: null,
      },
      {
        centreId: 'N6',
        name: 'Ward 6',
        block: 'City',
        opens: null,
        closes: null,
        status: 'suspended',
        suspendedAt: Date.parse('2021-08-28T08:30:00Z'),
      },
      {
        centreId: 'N8',
        name: 'Ward 8',
        block: 'City',
        opens: null,
        closes: null,
        status: 'suspended',
        suspendedAt: Date.parse('2021-08-27T18:30:00Z'),
      },
      {
        centreId: 'WARD7',
        name: 'Ward 7',
        block: '',
        opens: null,
        closes: null,
        status: 'suspended',
        suspendedAt: null,
      },
    ])
  })

  it('warns where an active centre has a moment of suspension', async () => {
    const read = accepted(await parseCentres(file(HEADER, 'A,A,,,,active,2021-08-28 14:00'), IST))
    expect(read.centres[0]?.suspendedAt).toBeNull()
    expect(read.warnings).toMatchObject([{ row: 2, column: 'suspended_at', reason: 'suspended-at-unused' }])
  })

  it('is refused whole with every fault', async () => {
    const bytes = file(
      HEADER,
      'A,A,,09:00,08:00,,',
      'A,A,,,,,',
      ',B,,,,,',
      'C,,,9h,,,',
      'D,D,,,,gone,',
      'E,E,,,,suspended,14:00',
    )
    expect(reasonsOf(await parseCentres(bytes, IST))).toEqual([
      [2, 'closes', 'closes-before-opens'],
      [3, 'centre_id', 'repeated-centre'],
      [4, 'centre_id', 'missing-value'],
      [5, 'name', 'missing-value'],
      [5, 'opens', 'bad-time'],
      [6, 'status', 'bad-centre-status'],
      [7, 'suspended_at', 'bad-time'],
    ])
  })
})
