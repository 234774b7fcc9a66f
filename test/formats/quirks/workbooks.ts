import type { Quirk } from './quirk.ts'

export const WORKBOOKS: readonly Quirk[] = [
  {
    quirk:
      'a register as a centre truly sends it: two titles, Marathi header, names and phones, Devanagari digits, date and time cells, ids as text and as a number, a total',
    file: 'as-sent-marathi.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | कोविशिल्ड | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 1 | कोविशिल्ड | 10:09:00 | vaccinated',
        '2021-08-28 DKMM | 3 | 41371800000003 | 1 | कोविशिल्ड | 10:13:00 | deferred',
        '2021-08-28 DKMM | 4 | 41371800000004 | 1 | कोविशिल्ड | 10:17:00 | vaccinated',
        '2021-08-28 DKMM | 5 | 41371800000005 | 2 | कोविशिल्ड | 10:21:00 | vaccinated',
      ],
      warnings: ['9 total-row'],
      ignored: ['अ.क्र.', 'लाभार्थीचे नाव', 'मोबाईल क्रमांक'],
    },
  },
  {
    quirk: 'titles, and a merged Marathi header of two rows',
    file: 'marathi-register.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | - | 10:01:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 1 | - | 10:02:00 | vaccinated',
        '2021-08-28 DKMM | 3 | 41371800000003 | 1 | - | 10:03:00 | deferred',
        '2021-08-28 DKMM | 4 | 41371800000004 | 2 | - | 10:04:00 | vaccinated',
        '2021-08-28 DKMM | 5 | 41371800000005 | 2 | - | 10:05:00 | vaccinated',
      ],
      warnings: ['10 total-row'],
    },
  },
  {
    quirk: 'a header merged over two rows and over columns',
    file: 'header-merged.xlsx',
    comes: {
      rows: ['2021-08-28 DKMM | 1 | 41371800000001 | - | - | 10:05:00 | vaccinated'],
      ignored: ['Beneficiary Name'],
    },
  },
  {
    quirk:
      'dates by style, as text and as a bare number in one column; times by style, as text and as a moment',
    file: 'dates-both-ways.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | - | - | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | - | - | 10:09:00 | vaccinated',
        '2021-08-28 DKMM | 03 | 41371800000003 | - | - | 10:13:00 | vaccinated',
        '2021-08-28 DKMM | 4 | - | - | - | 10:17:00 | vaccinated',
      ],
    },
  },
  {
    quirk: 'dates and times by style, days counted from 1900',
    file: 'dates-1900.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVISHIELD | 10:09:00 | deferred',
        '2021-08-28 DKMM | 3 | - | 1 | COVAXIN | 10:20:00 | vaccinated',
      ],
    },
  },
  {
    quirk: 'days counted from 1904',
    file: 'dates-1904.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-29 DKMM | 2 | 41371800000002 | 2 | COVISHIELD | 10:09:00 | vaccinated',
      ],
    },
  },
  {
    quirk: 'ids as text, as numbers and with apostrophes in one column',
    file: 'mixed-ids.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | - | - | vaccinated',
        '2021-08-28 DKMM | 3 | 41371800000003 | 1 | - | - | vaccinated',
      ],
      ignored: ['remarks'],
    },
  },
  {
    quirk: 'ids cut to `4.13718E+13`, as text and made a number again',
    file: 'rounded-ids.xlsx',
    comes: {
      refused: [
        '2 beneficiary_ref ref-in-scientific-notation',
        '3 beneficiary_ref ref-in-scientific-notation',
      ],
    },
  },
  {
    quirk: 'formulas',
    file: 'formulas.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | - | - | vaccinated',
      ],
      warnings: ['4 total-row'],
    },
  },
  {
    quirk: 'several sheets, the second fits',
    file: 'two-sheets.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | - | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'two sheets that fit',
    file: 'two-sheets-fit.xlsx',
    comes: { refused: ['- - two-sheets-fit'] },
  },
  {
    quirk: 'no sheet that fits',
    file: 'no-sheet-fits.xlsx',
    comes: { refused: ['2 date missing-column', '2 centre_id missing-column', '2 token_no missing-column'] },
  },
  {
    quirk: 'totals',
    file: 'totals.xlsx',
    comes: {
      rows: [
        '2021-08-28 CIDCO | 123456 tokens, 0 deferred, 0 left',
        '2021-08-28 DKMM | 55 tokens, 3 deferred, 0 left',
      ],
    },
  },
  {
    quirk: 'totals with a Marathi header, grouped and Devanagari numbers as text',
    file: 'numbers.xlsx',
    comes: {
      rows: [
        '2021-08-28 DKMM | 123456 tokens, 1000 deferred, 0 left',
        '2021-08-28 N8 | 123456 tokens, 5 deferred, 0 left',
      ],
    },
  },
  {
    quirk: 'vials',
    file: 'stock.xlsx',
    leg: 'stock',
    comes: { rows: ['2021-08-28 DKMM | 6 | COVISHIELD | - | 10 | 0'] },
  },
  {
    quirk: 'bookings with a Marathi header',
    file: 'bookings.xlsx',
    leg: 'bookings',
    comes: {
      rows: [
        '2021-08-28 DKMM | 41371800000001 | 1 | 09:00-11:00 | booked',
        '2021-08-28 N8 | 41371800000002 | 2 | 11:00-13:00 | booked',
      ],
    },
  },
  {
    quirk: 'centres, with times by style, as text and as fractions',
    file: 'centres.xlsx',
    leg: 'centres',
    comes: {
      rows: [
        'CIDCO | CIDCO N-8 | - | 540 | 1080 | suspended | 2021-08-28 13:30:00',
        'DKMM | DKMM College | - | 540 | 1050 | active | -',
      ],
    },
  },
  {
    quirk: 'certificates, one with a bad date',
    file: 'certificates.xlsx',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C0001 | 41371800000001 | 1 | - | - | 10:06:30 | operator-dkmm | issued',
        '2021-08-28 DKMM | 1002 | 41371800000002 | 2 | - | - | 12:00:00 | amc-admin | issued',
      ],
      quarantined: ['4 bad-date'],
    },
  },
]
