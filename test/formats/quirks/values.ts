import type { Quirk } from './quirk.ts'

export const VALUES: readonly Quirk[] = [
  {
    quirk: 'dates: five ways to write one day',
    file: 'date-forms.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 3 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 4 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 5 | - | - | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'dates that are month first, spelled out, or in no calendar',
    file: 'dates-month-first.csv',
    comes: { refused: ['2 date bad-date', '3 date bad-date', '4 date bad-date', '5 date bad-date'] },
  },
  {
    quirk: 'a serial number for a date, in CSV',
    file: 'dates-as-serials.csv',
    comes: { refused: ['2 date bad-date'] },
  },
  {
    quirk:
      'times: hours and minutes, with seconds, AM and PM, ISO 8601 with and without offset, Devanagari, none',
    file: 'time-forms.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | 09:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | 09:05:00 | vaccinated',
        '2021-08-28 DKMM | 3 | - | - | - | 14:05:30 | vaccinated',
        '2021-08-28 DKMM | 4 | - | - | - | 14:05:00 | vaccinated',
        '2021-08-28 DKMM | 5 | - | - | - | 00:15:00 | vaccinated',
        '2021-08-28 DKMM | 6 | - | - | - | 14:05:00 | vaccinated',
        '2021-08-28 DKMM | 7 | - | - | - | 14:05:00 | vaccinated',
        '2021-08-28 DKMM | 8 | - | - | - | 14:05:00 | vaccinated',
        '2021-08-28 DKMM | 9 | - | - | - | 14:05:00 | vaccinated',
        '2021-08-28 DKMM | 10 | - | - | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'times that are none',
    file: 'time-forms-bad.csv',
    comes: { refused: ['2 issued_at bad-time', '3 issued_at bad-time', '4 issued_at bad-time'] },
  },
  {
    quirk: 'numbers: Indian grouping, Devanagari digits, an apostrophe',
    file: 'numbers.csv',
    comes: {
      rows: [
        '2021-08-28 CIDCO | 55 tokens, 3 deferred, 2 left',
        '2021-08-28 DKMM | 123456 tokens, 1000 deferred, 0 left',
        '2021-08-28 N8 | 123456 tokens, 5 deferred, 0 left',
      ],
    },
  },
  {
    quirk: 'numbers that are no counts',
    file: 'numbers-bad.csv',
    comes: {
      refused: [
        '2 tokens_issued not-a-number',
        '3 tokens_issued negative-number',
        '4 tokens_issued number-too-large',
        '5 tokens_issued not-a-number',
      ],
    },
  },
  {
    quirk: 'Devanagari digits in dates, token numbers, ids, doses and times',
    file: 'devanagari-digits.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | - | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | - | 10:09:00 | vaccinated',
      ],
    },
  },
  {
    quirk: 'an apostrophe in front, by which a spreadsheet keeps text',
    file: 'apostrophes.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | 41371800000001 | - | - | - | vaccinated'] },
  },
  {
    quirk: 'reference ids of 10 and 16 digits, and none',
    file: 'refs-of-other-lengths.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 4137180001 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 4137180000000001 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 3 | 41371800000003 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 4 | - | - | - | - | vaccinated',
      ],
      warnings: ['2 ref-unusual-length', '3 ref-unusual-length'],
    },
  },
  {
    quirk: 'reference ids of 9 and 17 digits, and with hyphens',
    file: 'refs-bad.csv',
    comes: {
      refused: ['2 beneficiary_ref bad-ref', '3 beneficiary_ref bad-ref', '4 beneficiary_ref bad-ref'],
    },
  },
  {
    quirk: 'reference ids that a spreadsheet cut to `4.13718E+13`',
    file: 'refs-cut.csv',
    comes: {
      refused: [
        '3 beneficiary_ref ref-in-scientific-notation',
        '4 beneficiary_ref ref-in-scientific-notation',
      ],
    },
  },
  {
    quirk: 'doses: numbers, words, three languages, none',
    file: 'doses.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | 2 | - | - | vaccinated',
        '2021-08-28 DKMM | 3 | - | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 4 | - | 2 | - | - | vaccinated',
        '2021-08-28 DKMM | 5 | - | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 6 | - | 3 | - | - | vaccinated',
        '2021-08-28 DKMM | 7 | - | 2 | - | - | vaccinated',
        '2021-08-28 DKMM | 8 | - | 1 | - | - | vaccinated',
        '2021-08-28 DKMM | 9 | - | 2 | - | - | vaccinated',
        '2021-08-28 DKMM | 10 | - | - | - | - | vaccinated',
      ],
    },
  },
  {
    quirk: 'outcomes: words of three languages; blank is vaccinated',
    file: 'outcomes.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 3 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 4 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 5 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 6 | - | - | - | - | vaccinated',
        '2021-08-28 DKMM | 7 | - | - | - | - | deferred',
        '2021-08-28 DKMM | 8 | - | - | - | - | deferred',
        '2021-08-28 DKMM | 9 | - | - | - | - | left',
        '2021-08-28 DKMM | 10 | - | - | - | - | left',
        '2021-08-28 DKMM | 11 | - | - | - | - | left',
      ],
    },
  },
  {
    quirk: 'a dose and an outcome that nobody knows',
    file: 'words-bad.csv',
    comes: { refused: ['2 dose bad-dose', '3 outcome bad-outcome'] },
  },
  {
    quirk: 'cells that begin like formulas',
    file: 'formulas-as-text.csv',
    comes: { rows: ['2021-08-28 DKMM | =1+1 | - | - | =HYPERLINK("http://example.org") | - | vaccinated'] },
  },
]
