import { ref } from '../support/district.ts'
import type { WriteFile } from './workspace.ts'

/** A Saturday at DKMM with one row of every kind that a report has a word for, and names that would be formulas. */

const D = '2021-08-28'
const FRIDAY = '2021-08-27'
const SUNDAY = '2021-08-29'

const TOKENS = [
  'date,centre_id,token_no,beneficiary_ref,dose,issued_at,outcome',
  `${D},DKMM,1,${ref(1)},1,09:01,`,
  `${D},DKMM,2,${ref(2)},1,09:02,`,
  `${D},DKMM,6,${ref(6)},1,10:00,`,
  `${D},DKMM,7,${ref(7)},1,10:00,`,
  `${D},N8,8,${ref(8)},1,10:00,`,
  `${D},N8,8,${ref(21)},1,10:01,`,
  `${FRIDAY},DKMM,9,${ref(9)},1,10:00,`,
  `${D},DKMM,10,${ref(10)},1,10:00,deferred`,
  `${D},DKMM,11,${ref(11)},1,10:00,left`,
  `${D},DKMM,12,${ref(12)},1,10:00,`,
  `${D},DKMM,13,${ref(13)},1,10:00,deferred`,
  `${D},DKMM,14,${ref(14)},1,10:00,`,
  `${D},DKMM,16,${ref(14)},1,10:00,`,
  `${D},DKMM,20,${ref(20)},1,10:00,`,
]
const TOTALS = ['date,centre_id,tokens_issued', `${D},HAR,2`]

const issued = (
  id: string,
  of: string,
  { centre = 'DKMM', date = D, dose = 1, at = '10:05', by = 'desk' } = {},
) => `${id},${centre},${date},${of},${dose},${date}T${at}:00+05:30,${by}`

/** The same digits but for the last. */
const slipped = (of: string): string => of.slice(0, -1) + ((Number(of.at(-1)) + 1) % 10)

const CERTIFICATES = [
  'certificate_id,centre_id,vaccinated_on,beneficiary_ref,dose,issued_at,issued_by',
  issued('00012345678901', ref(1), { at: '09:11' }),
  issued('C2', ref(2), { at: '23:30' }),
  issued('C6', ref(6), { dose: 2 }),
  issued('C7', slipped(ref(7))),
  issued('C8', ref(8)),
  issued('C9', ref(9)),
  issued('C21', ref(21), { centre: 'N8' }),
  issued('C10', ref(10)),
  issued('C11', ref(11)),
  issued('C14', ref(14)),
  issued('C14b', ref(14), { at: '11:00' }),
  issued('C20', ref(20), { date: SUNDAY }),
  issued('=HYPERLINK("http://example.org")', ref(50), { by: '"-a, ""b"""' }),
  issued('GX1', ref(60), { centre: 'GHATI' }),
  ...[70, 71, 72].map((n) => issued(`H${n}`, ref(n), { centre: 'HAR', at: `11:${n - 60}` })),
  'BAD1,DKMM,2021-13-45,,1,,',
]
const CENTRES = [
  'centre_id,name,opens,closes',
  'DKMM,@College,09:00,17:00',
  'N8,CIDCO,09:00,17:00',
  'HAR,Harsul,09:00,17:00',
]

/** The command line that reconciles it, what form it is to have left out. */
export async function messyDay(write: WriteFile): Promise<string[]> {
  return [
    ...['reconcile', '--date', D],
    ...['--tokens', await write('tokens.csv', TOKENS), await write('totals.csv', TOTALS)],
    ...['--certificates', await write('feed.csv', CERTIFICATES)],
    ...['--centres', await write('centres.csv', CENTRES)],
  ]
}

/** What became of its rows, in the order in which they are to be seen: word, certificate, token, kind of match. */
export const MESSY_ROWS = [
  ['No token', '=HYPERLINK("http://example.org")', null, null],
  ['No token, by count', 'H72', null, null],
  ['For a deferred token', 'C10', '10', 'exact'],
  ['For a person who left', 'C11', '11', 'exact'],
  ['Repeated certificate', 'C14b', null, null],
  ['No token sheet', 'GX1', null, null],
  ['No certificate', null, '12', null],
  ['Repeated token', null, '16', null],
  ['Matched', 'C6', '6', 'dose differs'],
  ['Matched', 'C7', '7', 'reference one slip off'],
  ['Matched', 'C8', '8', 'at another centre'],
  ['Matched', 'C9', '9', 'on another day'],
  ['Matched', 'C20', '20', 'on another day'],
  ['Matched', 'H70', null, 'by count'],
  ['Matched', 'H71', null, 'by count'],
  ['Matched', 'C2', '2', 'exact'],
  ['Matched', 'C21', '8', 'exact'],
  ['Deferred', null, '13', null],
  ['Matched', '00012345678901', '1', 'exact'],
  ['Matched', 'C14', '14', 'exact'],
] as const
