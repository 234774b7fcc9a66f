/** What `milaan help` prints. */

const RECONCILE = `milaan reconcile --date DATE --tokens FILE... --certificates FILE... [options]

Tallies the tokens that centres gave out with the certificates issued for them.
Files may hold many centres and many dates; all of them serve, --date chooses what is reported.

  --date DATE              the day to report, such as 2021-08-28
  --to DATE                report every day from --date to this one, at most 366
  --tokens FILE...         token sheets; a later file replaces an earlier one for its centre-days
  --certificates FILE...   certificate feeds, the oldest first
  --bookings FILE...       booking feeds, the oldest first
  --stock FILE...          vials opened; a later file replaces an earlier one for its centre-days
  --centres FILE           the district's centres: any other centre is then unknown
  --policy FILE.json       what the district decides for itself; what is left out has its default
  --district FILE.json     a district file: its own names of columns, its reference ids, its
                           facilities, and its policy where --policy gives none
  --as-of TIMESTAMP        as it was known then, such as 2021-08-28T13:00; without an offset on
                           the district's clock. Left out: cut-off has just passed
  --replace                each certificate and booking file states the whole truth for the
                           centres and dates in it
  --format FORMAT          text for people (default), json for machines; xlsx a workbook and csv a
                           table for an office suite, row by row, those that do not tally first
  --out FILE               write the report there, whole or not at all; a workbook needs it where
                           standard output is a terminal
  --lang en|hi|mr          language of the findings' sentences, of what is said about the files, and
                           of the words in tables; left out, the terminal's, and English for the
                           sentences in text and json

Exit status: 0 all balanced, or no row is of these days, with a warning; 1 at least one breach or
incomplete; 2 input refused (every fault on standard error, nothing on standard output); 64 wrong
usage.
`

const TEMPLATE = `milaan template tokens|certificates|bookings|stock|centres [options]

Writes the Excel workbook that a centre fills in: its header, columns formatted so that no id is
rounded and no date turned round, lists to choose from, and a sheet that says how to fill it in.

  --lang en|hi|mr  its language; left out, the terminal's, else English
  --totals         of tokens: counts for each centre and day in place of a register
  --centre ID      a sheet of this centre alone: the column is left out and the centre stands above
  --date DATE      a sheet of this day alone, likewise, such as 2021-08-28. What leaves columns out
                   is handed in for that centre and day; reconcile takes files with all columns
  --out FILE       write it there; left out, a file named for what it is, in this folder

A file that is there already is never overwritten.

Exit status: 0 written; 2 it cannot be written; 64 wrong usage.
`

const CHECK = `milaan check FILE --leg tokens|certificates|bookings|stock|centres [options]

Says of a file what handing it in would: what is read of it, or every fault with its row, its
column and what to change. Nothing is sent or written anywhere. FILE may be - for standard input.

  --leg LEG             what the file holds
  --centre ID           the centre that it is handed in for: rows of another are faults, and a token
                        or stock sheet may leave the column out
  --date DATE           the day that it is handed in for, likewise, such as 2021-08-28
  --district FILE.json  a district file: its own names of columns, its reference ids, its facilities
  --lang en|hi|mr       language of what is said; left out, the terminal's, then the district's
  --format text|json    text for people (default), json for machines

Exit status: 0 it would be accepted; 2 it would be refused, or cannot be read; 64 wrong usage.
`

const SIMULATE = `milaan simulate --centres N --days N --from DATE --out DIR [options]

Makes up a district whose truth is known, with centres of real sizes, honest mess and, where asked
for, fraud: tokens.csv, certificates.csv, bookings.csv, stock.csv and centres.csv, as reconcile
takes them, and truth.json, which tells what is fake and what of it can be seen. The same options
give the same bytes on every machine. Nobody in it is a real person.

  --centres N           centres of the district, at most 9999
  --days N              days, at most 366
  --from DATE           the first of them, such as 2021-08-02
  --out DIR             a folder that is empty or not there yet
  --districts N         districts, each in a folder of its own below DIR; 1 where left out
  --seed N              another number gives other districts; 1 where left out
  --mess NAME=RATE...   how common a kind of honest mess is, from 0 to 1; others keep their default
  --fraud NAME[=N]...   a fraud, N times in each district; none where left out. Each takes a centre

docs/detection.md lists the kinds of mess with their defaults, and the frauds; a wrong name does too.

Exit status: 0 written; 2 it cannot be written; 64 wrong usage.
`

const VERIFY = `milaan verify FILE...

Recomputes the hash chain of a centre's ledger, as GET /v1/centres/{id}/ledger answers it.
A long ledger comes in pages: name their files in order. FILE may be - for standard input.

That the END of a chain was cut off cannot be seen from the file alone. The last entry is printed,
its sequence and the first 12 digits of its hash: note them, and compare them with what was noted
earlier, in an evidence file or a mail. An entry noted earlier has to stand in the chain, unchanged.

Exit status: 0 whole; 1 broken, with the place; 2 the file is no ledger, holds no entry, or
pages are missing; 64 wrong usage.
`

const SERVE = `milaan serve

Runs a whole district on this machine: the sample day is played, then the API is served.

  MILAAN_PORT                port on 127.0.0.1 (4000)
  MILAAN_DATA                folder that everything is kept under (.milaan/)
  MILAAN_DYNAMODB_ENDPOINT   a DynamoDB of your own in place of the embedded one
`

const ALL = `milaan COMMAND

Tallies vaccination tokens with certificates, and tells officials when they differ.

  reconcile     tally the files of a day, or of several
  template      write the Excel workbook that a centre fills in
  check         say what is wrong with a file, before it is handed in
  simulate      make up a district whose truth is known
  verify        check the hash chain of a centre's ledger
  serve         run a whole district on this machine
  help COMMAND  more about one of them
  --version     the version of this program
`

/** Of one command, or of all. */
export const USAGE = {
  all: ALL,
  reconcile: RECONCILE,
  template: TEMPLATE,
  check: CHECK,
  simulate: SIMULATE,
  verify: VERIFY,
  serve: SERVE,
} as const
export type Topic = keyof typeof USAGE

export const usageOf = (topic: Topic): string => `Usage: ${USAGE[topic]}`
