/**
 * One sentence for every code, telling a data operator what to change. `{name}` is filled in from the details of the
 * fault, and `[…]` is left out where one of those within is not known. None ever carries a value of the sheet.
 */
export const ENGLISH = {
  'not-a-table':
    'This is not a table of comma, semicolon or tab separated columns. Open it in a spreadsheet and save it as an Excel workbook (.xlsx) or as "CSV UTF-8".',
  'broken-quote':
    'A quotation mark in this row is not closed or stands inside a text. Remove it, or write it twice.',
  'is-macro-workbook':
    'This is an Excel workbook with macros (.xlsm), which is not taken. Choose "Save As" and the type "Excel Workbook (*.xlsx)", and send that file.',
  'is-encrypted':
    'This workbook is protected by a password and cannot be read. Remove the password ("File", "Info", "Protect Workbook"), save it and send it again.',
  'is-old-workbook':
    'This is an old Excel workbook (.xls). Open it, choose "Save As" and the type "Excel Workbook (*.xlsx)", and send that file.',
  'is-binary-workbook':
    'This is a binary Excel workbook (.xlsb). Open it, choose "Save As" and the type "Excel Workbook (*.xlsx)", and send that file.',
  'is-opendocument':
    'This is an OpenDocument file (.ods). Open it, choose "Save As" and the type "Excel 2007-365 (.xlsx)", and send that file.',
  'is-web-page':
    'This is a web page or XML, whatever its name says. Open it in a spreadsheet, choose "Save As" and the type "Excel Workbook (*.xlsx)", and send that file.',
  'is-pdf': 'This is a PDF. Send the table it was printed from, as an Excel workbook (.xlsx) or CSV.',
  'is-picture': 'This is a picture. Send the table itself, as an Excel workbook (.xlsx) or CSV.',
  'is-archive': 'This is a compressed archive (ZIP). Unpack it and send the table inside.',
  'is-document':
    'This is a text document. Copy its table into a spreadsheet, save that as an Excel workbook (.xlsx) and send it.',
  'damaged-workbook':
    'This workbook is damaged or was not made by a spreadsheet. Open it in Excel or LibreOffice, save it anew (.xlsx) and send that file.',
  'unpacks-too-large':
    'Unpacked, this workbook is larger than {bytes}. Copy the rows into a new workbook, or split it by date or by centre.',
  'too-many-columns':
    '[The table has more than {limit} columns. ]Delete the columns that are not needed and send it again.',
  'row-too-long':
    'This row is longer than a sheet can be. Delete what does not belong into it and send the file again.',
  'two-sheets-fit':
    'More than one sheet of this workbook could be meant: {names}.[ Hidden are {hidden}.] Keep one and delete the others, or send them as files of their own.',
  'cut-off-feed':
    'The file ends in the middle of this row, so it was cut off on its way. Nothing of it was taken. Send it again whole, or send the rest from this row on under the same header.',
  'near-miss':
    'There is no column of this name; "{name}" may be meant. Correct the name, or delete the column.',
  'bad-json':
    'This is not a DIVOC certificate in JSON, or not valid JSON. Send it as the registry gave it out.',
  'not-text':
    'The characters of this file cannot be read. Save it again with the type "CSV UTF-8" (or "Unicode Text") and send it.',
  'too-large': 'The file is larger than {bytes}. Split it by date or by centre and send the parts.',
  'empty-file': 'The file is empty. Send the sheet with its header row and its rows.',
  'no-rows':
    'There is a header and no row below it. Fill in the rows; for a day without any, send a count of 0.',
  'too-many-rows': 'The file has more than {limit} rows. Split it by date or by centre and send the parts.',
  'too-many-rows-in-centre-day':
    'One centre has more than {limit} rows on one date. Check the date and the centre of the rows.',
  'missing-column':
    'Add a column {column}[ or {or}][ (also read: {names})].[ The district also calls it {district}.]',
  'duplicate-column':
    'These columns mean the same: {names}. Keep the right one as {column} and remove the other.',
  'second-header':
    'This row is a header again, and the one in row {headerRow} names other columns or another order. These are two tables in one file: hand them in as two files, each with its own header.',
  'ragged-row':
    '[This row has {cells} cells where the header has {columns}. ]Give every row one cell for each column; put quotes round commas in a text.',
  'missing-value': 'The cell under {column} is empty. Fill it in.',
  'bad-date': 'This is not a date. Write it day first, such as 28-08-2021, or as 2021-08-28.',
  'future-date': 'This date has not come yet. Correct it, or send the sheet on its day.',
  'bad-time': 'This is not a time. Write it as 14:05, 14:05:30 or 02:05 PM.',
  'not-a-number': 'This is not a whole number. Write digits only, such as 55 or 1,23,456.',
  'negative-number': 'A count cannot be below zero. Correct the number.',
  'number-too-large': 'This number is too large to be a count. Correct it.',
  'bad-dose': 'This is not a dose. Write 1, 2 or 3, or leave it empty.',
  'bad-token-no':
    'This is not a token number. If it is a note, a signature or a total, delete the row; else write the number.',
  'time-of-another-day':
    'This time is of another day than its row. Correct the time, or the date of the row.',
  'bad-outcome': 'This outcome is not known. Write vaccinated, deferred or left.',
  'bad-status': 'This status is not known. Write issued or revoked.',
  'bad-centre-status': 'This status is not known. Write active or suspended.',
  'not-issued':
    'The registry has written an error beside this row: no certificate was issued for it. Correct it in the registry and send it again.',
  'bad-ref':
    'This is not a reference id of digits (14 as a rule, 10 to 16 at most). Correct it, or leave it empty.',
  'bad-ref-for-district':
    'This is not a reference id of the form that the district uses. Correct it, or leave it empty.',
  'ref-in-scientific-notation':
    'The spreadsheet has cut this reference id to a rounded number and its digits are lost. Format the column as "Text", type the ids again and save.',
  'bad-id': 'This id is longer than 100 characters or holds a line break. Correct it.',
  'bad-centre-id':
    'An id of a centre has letters, digits, spaces, dots, hyphens and underscores, at most 64 of them. Correct it.',
  'text-too-long': 'This text is longer than 200 characters. Shorten it.',
  'unknown-centre':
    'The district has no centre with this id. Correct the id, or ask the district to add the centre.',
  'other-centre':
    'This row is of another centre than the one it was sent for. Remove it, or send it for that centre.',
  'other-date':
    'This row is of another date than the one it was sent for. Remove it, or send it for that date.',
  'total-in-register':
    'This reads like a total, but the row has a reference id, a time or an outcome. Write the centre and the number of the token, or empty those cells where the row is a total.',
  'register-and-totals':
    'A centre and date may have a register (token_no) or totals (tokens_issued), not both. Remove one of them.',
  'repeated-totals': 'This centre and date has a totals row already. Keep one row.',
  'parts-exceed-total': 'Deferred and left together exceed the tokens issued. Correct the three numbers.',
  'repeated-centre': 'This centre is listed already. Keep one row for each centre.',
  'closes-before-opens': 'The centre closes before it opens. Correct the two times.',
  'more-faults': '{count} more faults are not listed. Correct those above and send the file again.',
  'ref-unusual-length': 'This reference id has not 14 digits. Check it against the token.',
  'total-row': 'This row was read as a total and not as a row of its own.',
  'title-row':
    'This row stands above the header and was read as a title. If it is a row of the table, move it below the header.',
  'repeated-header': 'This row repeats the header and was not read.',
  'status-kept':
    'Officials decide whether a centre is suspended, so this file did not change the status of: {names}.',
  'suspended-at-unused': 'The centre is active, so the moment of suspension was not used.',
  'more-warnings': '{count} more warnings are not listed.',
} as const

export type MessageCode = keyof typeof ENGLISH
export type Sentences = Readonly<Record<MessageCode, string>>
