import { file } from './sheet-files.ts'

const HEADER = 'date,centre_id,token_no,beneficiary_ref,dose,vaccine,issued_at,outcome,vaccinator'

/** A register with every column, its rows as lines. */
export const register = (...rows: readonly string[]) => file(HEADER, ...rows)
