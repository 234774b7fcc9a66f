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
  --as-of TIMESTAMP        as it was known then, such as 2021-08-28T13:00; without an offset on
                           the district's clock. Left out: cut-off has just passed
  --replace                each certificate and booking file states the whole truth for the
                           centres and dates in it
  --format text|json       text for people (default), json for machines
  --out FILE               write the report there, whole or not at all

Exit status: 0 all balanced, or no row is of these days, with a warning; 1 at least one breach or
incomplete; 2 input refused (every fault on standard error, nothing on standard output); 64 wrong
usage.
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
  verify        check the hash chain of a centre's ledger
  serve         run a whole district on this machine
  help COMMAND  more about one of them
  --version     the version of this program
`

/** Of one command, or of all. */
export const USAGE = { all: ALL, reconcile: RECONCILE, verify: VERIFY, serve: SERVE } as const
export type Topic = keyof typeof USAGE

export const usageOf = (topic: Topic): string => `Usage: ${USAGE[topic]}`
