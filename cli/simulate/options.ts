import { addDays } from '../../lib/domain/calendar.ts'
import type { IsoDate } from '../../lib/domain/rows.ts'
import { readDate } from '../../lib/formats/dates.ts'
import { ok, type Result, refuse } from '../../lib/runtime/result.ts'
import { FRAUD_NAMES, type FraudName } from '../../lib/simulation/frauds/all.ts'
import {
  DEFAULT_MESS,
  MESS_NAMES,
  type MessName,
  shareOfMessyVisits,
} from '../../lib/simulation/mess/rates.ts'
import { DEFAULT_OPTIONS, type SimulationOptions } from '../../lib/simulation/options.ts'
import { listed } from '../language.ts'
import { readWords, type Words } from './words.ts'

/** What a command line of `milaan simulate` asks for. */
export interface SimulateRequest {
  readonly options: SimulationOptions
  /** Folder. */
  readonly out: string
}

const MOST = { centres: 9999, days: 366, districts: 999, seed: 4_294_967_295 } as const
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
/** Days after the last one that certificates may be put off to. */
const PUT_OFF = 2

/** The request, `help`, or a sentence on what is wrong with the command line. */
export function readOptions(args: readonly string[]): Result<SimulateRequest | 'help', string> {
  const words = readWords(args)
  if (!words.ok) return words
  return words.value.help ? ok('help') : toRequest(words.value)
}

function toRequest({ singles, mess, fraud }: Words): Result<SimulateRequest, string> {
  const { out } = singles
  const sizes = readSizes(singles)
  if (!sizes.ok) return sizes
  const from = readFrom(singles.from, sizes.value.days)
  if (!from.ok) return from
  if (out === undefined) return refuse('--out is missing: which folder shall it be written to?')
  const rates = readRates(mess)
  if (!rates.ok) return rates
  const frauds = readFrauds(fraud)
  if (!frauds.ok) return frauds
  const wanted = Object.values(frauds.value).reduce((sum, count) => sum + count, 0)
  if (wanted > sizes.value.centres) {
    return refuse(
      `Every fraud takes a centre of its own: ${wanted} are more than --centres ${sizes.value.centres}.`,
    )
  }
  const options = {
    ...DEFAULT_OPTIONS,
    ...sizes.value,
    from: from.value,
    mess: rates.value,
    frauds: frauds.value,
  }
  return ok({ options, out })
}

type Sizes = Pick<SimulationOptions, 'centres' | 'days' | 'districts' | 'seed'>

function readSizes(singles: Words['singles']): Result<Sizes, string> {
  const { districts = '1', seed = '1', centres, days } = singles
  if (centres === undefined) return refuse('--centres is missing: how many centres has the district?')
  if (days === undefined) return refuse('--days is missing: how many days are simulated?')
  const given = { centres, days, districts, seed }
  const sizes = { centres: 0, days: 0, districts: 0, seed: 0 }
  for (const name of ['centres', 'days', 'districts', 'seed'] as const) {
    const least = name === 'seed' ? 0 : 1
    const number = /^\d{1,10}$/.test(given[name]) ? Number(given[name]) : Number.NaN
    if (!(number >= least && number <= MOST[name])) {
      return refuse(`--${name} ${given[name]} is no whole number from ${least} to ${MOST[name]}.`)
    }
    sizes[name] = number
  }
  return ok(sizes)
}

function readFrom(from: string | undefined, days: number): Result<IsoDate, string> {
  if (from === undefined) return refuse('--from is missing: which day is the first?')
  if (!ISO_DATE.test(from) || readDate(from) === null) {
    return refuse(`--from ${from} is not a date: write it as 2021-08-28.`)
  }
  return readDate(addDays(from, days - 1 + PUT_OFF)) === null
    ? refuse(`--from ${from} is too late: no file may name the days that it reaches.`)
    : ok(from)
}

/** `typing-slip=0.05` */
function readRates(words: readonly string[]): Result<Partial<Record<MessName, number>>, string> {
  const rates: Partial<Record<MessName, number>> = {}
  for (const word of words) {
    const [name, rate = '', ...more] = word.split('=')
    const kind = MESS_NAMES.find((known) => known === name)
    if (!kind) return refuse(`There is no --mess ${name}: there are ${listed(MESS_NAMES)}.`)
    if (more.length > 0 || !/^(0|1|0?\.\d+|1\.0+)$/.test(rate)) {
      return refuse(`--mess ${word} has no rate from 0 to 1: write it as ${name}=0.05.`)
    }
    if (rates[kind] !== undefined) return refuse(`--mess ${name} is given twice.`)
    rates[kind] = Number(rate)
  }
  const sum = shareOfMessyVisits({ ...DEFAULT_MESS, ...rates })
  // Sums of decimals are a little off.
  if (sum > 1 + 1e-9) {
    return refuse(
      `A visit has one kind of mess at most, and those of visits add up to ${sum.toFixed(4)}, defaults included.`,
    )
  }
  return ok(rates)
}

/** `two-a-day` once, or `two-a-day=3`. */
function readFrauds(words: readonly string[]): Result<Partial<Record<FraudName, number>>, string> {
  const frauds: Partial<Record<FraudName, number>> = {}
  for (const word of words) {
    const [name, count = '1', ...more] = word.split('=')
    const kind = FRAUD_NAMES.find((known) => known === name)
    if (!kind) return refuse(`There is no --fraud ${name}: there are ${listed(FRAUD_NAMES)}.`)
    if (more.length > 0 || !/^\d{1,4}$/.test(count)) {
      return refuse(`--fraud ${word} is no count: write it as ${name}=2.`)
    }
    frauds[kind] = (frauds[kind] ?? 0) + Number(count)
  }
  return ok(frauds)
}
