import { OWN_PLACE, type Quirk } from './quirk.ts'

export const TABLES: readonly Quirk[] = [
  {
    quirk: 'two title rows and a blank one above the header',
    file: 'title-rows.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'a row of the table that slipped above its header',
    file: 'title-row-of-data.csv',
    comes: { rows: ['2021-08-28 DKMM | 2 | - | - | - | - | vaccinated'], warnings: ['1 title-row'] },
  },
  {
    quirk: 'a header in two rows',
    file: 'header-of-two-rows.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | 10:09:00 | vaccinated',
      ],
      ignored: ['Remarks'],
    },
  },
  {
    quirk: 'blank rows above, between and below',
    file: 'blank-rows.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'total rows in three languages, between the rows and below',
    file: 'total-rows.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | - | - | - | vaccinated',
      ],
      warnings: ['3 total-row', '5 total-row', '6 total-row', '7 total-row'],
    },
  },
  {
    quirk: 'a total that has a reference id',
    file: 'total-with-a-ref.csv',
    comes: { refused: ['3 token_no total-in-register'] },
  },
  {
    quirk: 'the header again, as in a print of several pages',
    file: 'header-repeated.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | - | vaccinated',
      ],
      warnings: ['3 repeated-header'],
    },
  },
  {
    quirk: 'a second header with another order',
    file: 'two-tables.csv',
    comes: { refused: ['3 - second-header'] },
  },
  {
    quirk: 'rows with fewer or more cells than the header',
    file: 'ragged-rows.csv',
    comes: { refused: ['2 - ragged-row', '3 - ragged-row'] },
  },
  {
    quirk: 'a signature below the table',
    file: 'signature-below.csv',
    comes: { refused: ['3 centre_id missing-value', '3 date bad-date', '3 token_no missing-value'] },
  },
  {
    quirk: 'headers in other spellings',
    file: 'header-spellings.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'headers in Hindi',
    file: 'header-hindi.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | 41371800000001 | 1 | कोविशील्ड | 10:05:00 | vaccinated'] },
  },
  {
    quirk: 'headers in Marathi',
    file: 'header-marathi.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | 41371800000001 | 1 | कोविशिल्ड | 10:05:00 | vaccinated'] },
  },
  {
    quirk: 'a header with a slip of spelling',
    file: 'header-near-miss.csv',
    comes: { refused: ['1 benificiary ref near-miss'] },
  },
  {
    quirk: 'two columns that mean the same',
    file: 'header-twice-the-same.csv',
    comes: { refused: ['1 date duplicate-column'] },
  },
  {
    quirk: 'a header without required columns',
    file: 'header-lacks-columns.csv',
    comes: { refused: ['1 centre_id missing-column', '1 token_no missing-column'] },
  },
  {
    quirk: 'no header at all',
    file: 'no-header.csv',
    comes: { refused: ['1 date missing-column', '1 centre_id missing-column', '1 token_no missing-column'] },
  },
  {
    quirk: 'names, phones, addresses and ID numbers',
    file: 'names-and-phones.csv',
    comes: {
      rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'],
      ignored: ['name', 'mobile', 'address', 'photo id no'],
    },
  },
  {
    quirk: 'what the district calls a column, unknown elsewhere',
    file: 'district-words.csv',
    comes: { refused: ['1 date missing-column'] },
  },
  {
    quirk: 'the same, in a district whose file has the alias',
    file: 'district-words.csv',
    context: { aliases: { date: ['Token Dt'] } },
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'no date and no centre, sent for a centre and a day',
    file: 'own-place.csv',
    context: OWN_PLACE,
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | 2 | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'totals only',
    file: 'totals.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 55 tokens, 3 deferred, 1 left',
        '2021-08-28 N8 | 9 tokens, 0 deferred, 0 left',
      ],
    },
  },
  {
    quirk: 'registers and totals of different centres in one file',
    file: 'register-and-totals.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | - | vaccinated',
        '2021-08-28 N8 | 9 tokens, 0 deferred, 0 left',
      ],
    },
  },
  {
    quirk: 'register and totals of one centre and day',
    file: 'register-and-totals-of-one-day.csv',
    comes: { refused: ['3 tokens_issued register-and-totals'] },
  },
  {
    quirk: 'two totals of one centre and day',
    file: 'totals-twice.csv',
    comes: { refused: ['3 tokens_issued repeated-totals'] },
  },
  {
    quirk: 'more deferred and left than issued',
    file: 'totals-parts-exceed.csv',
    comes: { refused: ['2 tokens_issued parts-exceed-total'] },
  },
  {
    quirk: 'vials, with a total row',
    file: 'stock.csv',
    leg: 'stock',
    comes: { rows: ['2021-08-28 DKMM | 6 | COVISHIELD | 4121Z010 | 10 | 2'], warnings: ['3 total-row'] },
  },
  {
    quirk: 'bookings, one without its id',
    file: 'bookings.csv',
    leg: 'bookings',
    comes: {
      rows: ['2021-08-28 DKMM | 41371800000001 | 1 | 09:00-11:00 | booked'],
      quarantined: ['3 missing-value'],
    },
  },
  {
    quirk: 'centres, with opening hours and a suspension',
    file: 'centres.csv',
    leg: 'centres',
    comes: {
      rows: [
        'DKMM | DKMM College | City | 540 | 1050 | active | -',
        'N8 | N-8, CIDCO | City | 540 | 1050 | suspended | 2021-08-28 13:30:00',
      ],
    },
  },
]
