/** What a file may hold at most; past each there is a refusal that says so. */

/** Cells of a row. No register has a tenth of them. */
export const MAX_COLUMNS = 1000
/** Raw size of a row in CSV, in bytes. */
export const MAX_ROW_BYTES = 1024 * 1024
/** Raw size of a workbook, in bytes. */
export const MAX_WORKBOOK_BYTES = 32 * 1024 * 1024
/** What all parts of a workbook may unpack to, in bytes. */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024
/** Parts of a workbook; one with a sheet for every day of a year has under a thousand. */
export const MAX_PARTS = 4096
/** Characters of one cell of a workbook: the format's own limit. */
export const MAX_CELL_CHARACTERS = 32_767
/** Rows of a sheet, blank ones included: the format's own limit. */
export const MAX_SHEET_ROWS = 1_048_576
/** Rows of a sheet that hold anything. */
export const MAX_FILLED_ROWS = 1_000_000
/** Cells of a sheet up to the last of each row, empty ones included. */
export const MAX_SHEET_CELLS = 20_000_000
/** Of those, how many may be written down and hold nothing. */
export const MAX_BLANK_CELLS = 4_000_000
/** Different texts of a workbook: each is held while it is read. */
export const MAX_SHARED_STRINGS = 1_000_000
/** What those texts may unpack to, in bytes: they are held several times over. A million ids take half of it. */
export const MAX_SHARED_BYTES = 64 * 1024 * 1024
/** Of those, how many may be more than the cells that could show them. */
export const MAX_UNUSED_STRINGS = 20_000
/** How long reading a workbook may take, in milliseconds: an API must answer within 30 seconds. */
export const WORKBOOK_MILLISECONDS = 20_000
