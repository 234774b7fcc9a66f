import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FRAUDS } from '../../lib/simulation/frauds/all.ts'
import type { Fraud } from '../../lib/simulation/frauds/fraud.ts'
import { DEFAULT_MESS } from '../../lib/simulation/mess/rates.ts'
import type { SimulationOptions } from '../../lib/simulation/options.ts'
import type { SimulatedDistrict } from '../../lib/simulation/simulate.ts'
import type { SimulatedDay } from '../../lib/simulation/simulated-day.ts'
import type { FraudTruth } from '../../lib/simulation/truth.ts'
import { CsvParts } from './csv-parts.ts'
import { bookingRows, centreRow, certificateRows, HEADERS, stockRows, tokenRows } from './csv-rows.ts'

/** What was written of one district, for the line that says so and the one that reconciles it. */
export interface WrittenDistrict {
  readonly folder: string
  /** Those that have rows. */
  readonly files: Readonly<Record<'tokens' | 'certificates' | 'bookings' | 'stock', readonly string[]>>
  readonly tokens: number
  readonly certificates: number
  readonly fakes: number
}

// Below what a sheet may have.
const MOST_BYTES = 30 * 1_048_576

/** Writes the files of a district into a folder that is there and empty, day by day. */
export async function writeDistrict(
  district: SimulatedDistrict,
  options: SimulationOptions,
  folder: string,
): Promise<WrittenDistrict> {
  const { timeZone } = options
  const parts = {
    tokens: new CsvParts(folder, 'tokens', HEADERS.tokens, MOST_BYTES),
    certificates: new CsvParts(folder, 'certificates', HEADERS.certificates),
    bookings: new CsvParts(folder, 'bookings', HEADERS.bookings, MOST_BYTES),
    stock: new CsvParts(folder, 'stock', HEADERS.stock, MOST_BYTES),
  }
  const register = district.centres.map((centre) => `${centreRow(centre, timeZone)}\n`)
  await writeFile(join(folder, 'centres.csv'), `${HEADERS.centres}\n${register.join('')}`, { flag: 'wx' })
  const truth = new TruthFile(options, district.number)
  const counts = { tokens: 0, certificates: 0 }
  for (const day of district.days()) {
    counts.tokens += await addTokens(day, parts.tokens, timeZone)
    counts.certificates += await addCertificates(day, parts.certificates, timeZone)
    for (const leg of day.bookings) await parts.bookings.add(bookingRows(leg))
    for (const leg of day.stock) await parts.stock.add(stockRows(leg))
    truth.add(day)
  }
  for (const part of Object.values(parts)) await part.close()
  await writeFile(join(folder, 'truth.json'), truth.text(), { flag: 'wx' })
  const { tokens, certificates, bookings, stock } = parts
  const files = {
    tokens: tokens.filled,
    certificates: certificates.filled,
    bookings: bookings.filled,
    stock: stock.filled,
  }
  return { folder, files, ...counts, fakes: truth.fakes }
}

/** How many were given out. */
async function addTokens({ tokens }: SimulatedDay, parts: CsvParts, timeZone: string): Promise<number> {
  let given = 0
  for (const leg of tokens) {
    given += leg.sheet.kind === 'register' ? leg.sheet.rows.length : leg.sheet.issued
    await parts.add(tokenRows(leg, timeZone))
  }
  return given
}

/** How many rows the feed has, repeats included. */
async function addCertificates(
  { certificates }: SimulatedDay,
  parts: CsvParts,
  timeZone: string,
): Promise<number> {
  let rows = 0
  for (const leg of certificates) {
    rows += leg.rows.length
    await parts.add(certificateRows(leg, timeZone))
  }
  return rows
}

/** What can be seen where only the last version of each sheet is at hand. */
function inFiles(truth: FraudTruth): FraudTruth {
  const fraud: Fraud = FRAUDS[truth.fraud]
  return { ...truth, visible: fraud.inFiles ?? truth.visible }
}

/** `truth.json`: how it was made, and what no other file says. */
class TruthFile {
  readonly #options: SimulationOptions
  readonly #district: number
  readonly #frauds: FraudTruth[] = []
  readonly #doubles: string[] = []
  readonly #lostSheets: { readonly date: string; readonly centreId: string }[] = []

  constructor(options: SimulationOptions, district: number) {
    this.#options = options
    this.#district = district
  }

  get fakes(): number {
    return this.#frauds.reduce((sum, { certificates }) => sum + certificates.length, 0)
  }

  add({ date, truth }: SimulatedDay): void {
    this.#frauds.push(...truth.frauds.map(inFiles))
    this.#doubles.push(...truth.doubles)
    this.#lostSheets.push(...truth.lostSheets.map((centreId) => ({ date, centreId })))
  }

  text(): string {
    const { seed, centres, days, from, mess } = this.#options
    const told = {
      ...{ seed, district: this.#district + 1, centres, days, from },
      mess: { ...DEFAULT_MESS, ...mess },
      frauds: this.#frauds,
      issuedTwice: this.#doubles,
      lostSheets: this.#lostSheets,
    }
    return `${JSON.stringify(told, null, 2)}\n`
  }
}
