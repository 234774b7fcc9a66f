import { DuckDBInstance } from '@duckdb/node-api'

// The peer of `milaan reconcile` on large files: which certificates no token has, by one anti-join of two CSV files.
const [tokens, certificates] = process.argv.slice(2).map((path) => `'${path.replaceAll("'", "''")}'`)
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const unmatched = await connection.runAndReadAll(`
  select certificate_id from ${certificates} c anti join ${tokens} t
  on c.centre_id = t.centre_id and c.vaccinated_on = t.date
  and c.beneficiary_ref = t.beneficiary_ref and c.dose = t.dose`)
console.log(unmatched.getRows().length)
