import type { Quirk } from './quirk.ts'

export const ENCODINGS: readonly Quirk[] = [
  {
    quirk: 'plain CSV: UTF-8, commas, LF',
    file: 'plain-utf-8.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'UTF-8 with a byte order mark, headers in Hindi and Marathi',
    file: 'utf-8-with-bom.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'UTF-16, little-endian ("Unicode Text" of a spreadsheet), tabs',
    file: 'utf-16-le.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'UTF-16, big-endian, tabs',
    file: 'utf-16-be.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'UTF-16 as LibreOffice writes it',
    file: 'unicode-text-of-an-office.txt',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'semicolons',
    file: 'semicolons.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'semicolons as LibreOffice writes them, texts in quotation marks',
    file: 'semicolons-of-an-office.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | - | - | - | - | vaccinated'] },
  },
  {
    quirk: 'tabs',
    file: 'tabs.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'CRLF line ends',
    file: 'crlf.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'CR line ends',
    file: 'cr.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'no line end behind the last row',
    file: 'no-last-line-end.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | 1 | COVISHIELD | 10:05:00 | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | 2 | COVAXIN | 10:09:00 | deferred',
      ],
    },
  },
  {
    quirk: 'quotation marks: a cell of two lines, a doubled mark, a separator',
    file: 'quoted-newlines.csv',
    comes: {
      rows: [
        '2021-08-28 DKMM | 1 | 41371800000001 | - | - | - | vaccinated',
        '2021-08-28 DKMM | 2 | 41371800000002 | - | - | - | vaccinated',
      ],
      ignored: ['remarks'],
    },
  },
  {
    quirk: 'NBSP and zero-width characters in headers and cells',
    file: 'invisible-characters.csv',
    comes: { rows: ['2021-08-28 DKMM | 1 | 41371800000001 | - | - | - | vaccinated'] },
  },
]
