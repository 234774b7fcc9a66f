/**
 * What a scan writes down of each row, one number a column. The numbers of centre-days, dates and so on are those of
 * one scan.
 */
export interface ScannedColumns {
  /** Where the row begins in the file, in bytes. */
  readonly offset: Uint32Array
  readonly place: Int32Array
  readonly high: Uint32Array
  readonly low: Uint32Array
  readonly dose: Uint8Array
  /** The outcome of a token, the status of a certificate. */
  readonly state: Uint8Array
  readonly issuedAt: Float64Array
  /** Of the token's number, or the certificate's id. */
  readonly key: Uint32Array
}

/** Memory that is not written to is not taken: the room may be ample. */
export function roomFor(rows: number): ScannedColumns {
  return {
    offset: new Uint32Array(rows),
    place: new Int32Array(rows),
    high: new Uint32Array(rows),
    low: new Uint32Array(rows),
    dose: new Uint8Array(rows),
    state: new Uint8Array(rows),
    issuedAt: new Float64Array(rows),
    key: new Uint32Array(rows),
  }
}

/** The same columns with room for more rows. */
export function withMoreRoom(columns: ScannedColumns, rows: number): ScannedColumns {
  const wider = roomFor(rows)
  for (const name of namesOf(columns)) wider[name].set(columns[name])
  return wider
}

/** The first rows, over the same memory. */
export function firstRows(columns: ScannedColumns, rows: number): ScannedColumns {
  const { offset, place, high, low, dose, state, issuedAt, key } = columns
  return {
    offset: offset.subarray(0, rows),
    place: place.subarray(0, rows),
    high: high.subarray(0, rows),
    low: low.subarray(0, rows),
    dose: dose.subarray(0, rows),
    state: state.subarray(0, rows),
    issuedAt: issuedAt.subarray(0, rows),
    key: key.subarray(0, rows),
  }
}

function namesOf(columns: ScannedColumns): readonly (keyof ScannedColumns)[] {
  return Object.keys(columns) as (keyof ScannedColumns)[]
}
