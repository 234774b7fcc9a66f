import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Leg } from '../../lib/domain/rows.ts'
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
  /** Names of those that have rows. */
  readonly files: Readonly<Record<Leg, readonly string[]>>
  /** How many were given out. */
  readonly tokens: number
  /** How many rows the feed has, repeats included. */
  readonly certificates: number
  readonly fakes: number
}

type Parts = Readonly<Record<Leg, CsvParts>>

// Below what a sheet may have.
const MOST_BYTES = 30 * 1_048_576

/**
 * Writes the files of a district into a folder that is there and empty, day by day. Throws the faults of the file
 * system; what had been written by then stays.
 */
export async function writeDistrict(
  district: SimulatedDistrict,
  options: SimulationOptions,
  folder: string,
): Promise<WrittenDistrict> {
  const parts = partsIn(folder)
  const centres = district.centres.map((centre) => `${centreRow(centre, options.timeZone)}\n`)
  await writeFile(join(folder, 'centres.csv'), `${HEADERS.centres}\n${centres.join('')}`, { flag: 'wx' })
  const truth = new TruthFile(options, district.number)
  let [tokens, certificates] = [0, 0]
  for (const day of district.days()) {
    await addDay(day, parts, options.timeZone)
    truth.add(day)
    for (const { sheet } of day.tokens) tokens += sheet.kind === 'register' ? sheet.rows.length : sheet.issued
    for (const { rows } of day.certificates) certificates += rows.length
  }
  for (const part of Object.values(parts)) await part.finish()
  await writeFile(join(folder, 'truth.json'), truth.text(), { flag: 'wx' })
  return { folder, files: filesOf(parts), tokens, certificates, fakes: truth.fakes }
}

/** A feed is streamed however large it is; a sheet is not. */
function partsIn(folder: string): Parts {
  const sheet = (leg: Leg): CsvParts => new CsvParts(folder, leg, HEADERS[leg], MOST_BYTES)
  return {
    tokens: sheet('tokens'),
    certificates: new CsvParts(folder, 'certificates', HEADERS.certificates),
    bookings: sheet('bookings'),
    stock: sheet('stock'),
  }
}

async function addDay(day: SimulatedDay, parts: Parts, timeZone: string): Promise<void> {
  for (const leg of day.tokens) await parts.tokens.add(tokenRows(leg, timeZone))
  for (const leg of day.certificates) await parts.certificates.add(certificateRows(leg, timeZone))
  for (const leg of day.bookings) await parts.bookings.add(bookingRows(leg))
  for (const leg of day.stock) await parts.stock.add(stockRows(leg))
}

const filesOf = ({ tokens, certificates, bookings, stock }: Parts): WrittenDistrict['files'] => ({
  tokens: tokens.filled,
  certificates: certificates.filled,
  bookings: bookings.filled,
  stock: stock.filled,
})

/** What can be seen where only the last version of each sheet is at hand. */
function inFiles(truth: FraudTruth): FraudTruth {
  const fraud: Fraud = FRAUDS[truth.fraud]
  return fraud.needsVersions ? { ...truth, visible: 'none', by: [] } : truth
}

interface Place {
  readonly date: string
  readonly centreId: string
}

/** `truth.json`: how it was made, and what no other file says. */
class TruthFile {
  readonly #options: SimulationOptions
  readonly #district: number
  readonly #frauds: FraudTruth[] = []
  readonly #doubles: string[] = []
  readonly #lostSheets: Place[] = []
  readonly #lateSheets: (Place & { readonly daysLate: number })[] = []

  constructor(options: SimulationOptions, district: number) {
    this.#options = options
    this.#district = district
  }

  get fakes(): number {
    return this.#frauds.reduce((sum, { certificates }) => sum + certificates.length, 0)
  }

  add({ date, tokens, truth }: SimulatedDay): void {
    this.#frauds.push(...truth.frauds.map(inFiles))
    this.#doubles.push(...truth.doubles)
    this.#lostSheets.push(...truth.lostSheets.map((centreId) => ({ date, centreId })))
    for (const { centreId, daysLate } of tokens) {
      if (daysLate > 0) this.#lateSheets.push({ date, centreId, daysLate })
    }
  }

  text(): string {
    const { seed, centres, days, from, mess } = this.#options
    const told = {
      ...{ seed, district: this.#district + 1, centres, days, from },
      mess: { ...DEFAULT_MESS, ...mess },
      frauds: this.#frauds,
      issuedTwice: this.#doubles,
      lostSheets: this.#lostSheets,
      lateSheets: this.#lateSheets,
    }
    return `${JSON.stringify(told, null, 2)}\n`
  }
}
