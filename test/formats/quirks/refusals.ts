import { OWN_PLACE, type Quirk } from './quirk.ts'

export const REFUSALS: readonly Quirk[] = [
  {
    quirk: 'a workbook with macros',
    file: 'macros.xlsm',
    comes: { refused: ['- - is-macro-workbook'] },
  },
  {
    quirk: 'a workbook with a password',
    file: 'password.xlsx',
    comes: { refused: ['- - is-encrypted'] },
  },
  {
    quirk: 'an old workbook',
    file: 'register.xls',
    comes: { refused: ['- - is-old-workbook'] },
  },
  {
    quirk: 'a binary workbook',
    file: 'binary.xlsb',
    comes: { refused: ['- - is-binary-workbook'] },
  },
  {
    quirk: 'OpenDocument',
    file: 'register.ods',
    comes: { refused: ['- - is-opendocument'] },
  },
  {
    quirk: 'a web page that is called .xls',
    file: 'html-saved-as.xls',
    comes: { refused: ['- - is-web-page'] },
  },
  {
    quirk: 'the same, as LibreOffice writes it',
    file: 'web-page.xls',
    comes: { refused: ['- - is-web-page'] },
  },
  {
    quirk: 'PDF',
    file: 'printed.pdf',
    comes: { refused: ['- - is-pdf'] },
  },
  {
    quirk: 'a picture',
    file: 'photographed.png',
    comes: { refused: ['- - is-picture'] },
  },
  {
    quirk: 'an archive',
    file: 'register.zip',
    comes: { refused: ['- - is-archive'] },
  },
  {
    quirk: 'a text document',
    file: 'letter.rtf',
    comes: { refused: ['- - is-document'] },
  },
  {
    quirk: 'a letter',
    file: 'letter.txt',
    comes: { refused: ['- - not-a-table'] },
  },
  {
    quirk: 'JSON that is no feed',
    file: 'register-as-json.txt',
    comes: { refused: ['- - not-a-table'] },
  },
  {
    quirk: 'a damaged workbook',
    file: 'cut-off.xlsx',
    comes: { refused: ['- - damaged-workbook'] },
  },
  {
    quirk: 'entities that multiply ("billion laughs")',
    file: 'billion-laughs.xlsx',
    comes: { refused: ['- - damaged-workbook'] },
  },
  {
    quirk: 'a cell in the last column of the last row',
    file: 'cell-at-xfd1048576.xlsx',
    comes: { refused: ['1048576 - too-many-columns'] },
  },
  {
    quirk: 'nothing',
    file: 'empty.csv',
    comes: { refused: ['- - empty-file'] },
  },
  {
    quirk: 'a header without rows',
    file: 'header-alone.csv',
    comes: { refused: ['1 - no-rows'] },
  },
  {
    quirk: 'the same, sent for a centre and a day',
    file: 'header-alone.csv',
    context: OWN_PLACE,
    comes: { rows: [], warnings: ['1 no-rows'] },
  },
  {
    quirk: 'NUL bytes',
    file: 'nul-bytes.csv',
    comes: { refused: ['- - not-text'] },
  },
  {
    quirk: 'an encoding of another age',
    file: 'latin-1.csv',
    comes: { refused: ['2 vaccine not-text'] },
  },
  {
    quirk: 'a quotation mark that is never closed, in a register',
    file: 'quote-not-closed.csv',
    comes: { refused: ['2 - broken-quote'] },
  },
]
