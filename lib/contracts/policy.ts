import * as z from 'zod'
import { type CentrePolicy, DEFAULT_POLICY, type Policy } from '../domain/policy.ts'
import { name } from './texts.ts'

/** As much as a district or a centre may ever want; days and minutes past these are slips of the pen. */
const YEAR = 366
const DAY_MINUTES = 1440

const leg = z.enum(['bookings', 'tokens', 'stock', 'certificates'])
const count = z.int().min(0)
const share = z.number().min(0).max(1)
/** In the unit of what is counted; 0 would call the least difference from a steady history endless. */
const minSigma = z.number().min(0.1).max(100)

const ofCentre = z
  .strictObject({
    requiredLegs: z.array(leg),
    missingSheetDays: count.max(YEAR),
    overfill: z.number().min(0).max(10),
    runningExcess: z.int().min(1).max(1000),
    offHoursToleranceMinutes: count.max(DAY_MINUTES),
    issueBurst: z
      .strictObject({ certificates: z.int().min(1).max(10_000), minutes: z.int().min(1).max(DAY_MINUTES) })
      .partial(),
    backdatedDays: count.max(YEAR),
    requiresRegister: z.boolean(),
    walkIns: z.boolean(),
    drift: z
      .strictObject({
        k: z.number().min(0).max(10),
        h: z.number().min(0).max(100),
        minDays: z.int().min(2).max(YEAR),
        minSigma,
      })
      .partial(),
    suspension: z
      .strictObject({
        mode: z.enum(['propose', 'auto', 'never']),
        minSurplus: count,
        minShare: share,
        anyway: count,
        minWithoutSheet: count,
      })
      .partial(),
  })
  .partial()

const centreName = name(64)

/** What stood under such an id would be passed over in silence: no record can hold it, or no centre has it. */
function refuseStrangeIds(centres: unknown, { addIssue }: Pick<z.RefinementCtx, 'addIssue'>): unknown {
  const names = typeof centres === 'object' && centres !== null ? Object.keys(centres) : []
  for (const written of names) {
    const id = centreName.safeParse(written).data
    if (id === '__proto__' || (id !== undefined && id !== id.trim().replace(/\s+/g, ' ')))
      addIssue({ code: 'custom', path: [written], message: 'is no id of a centre' })
  }
  return centres
}

/** A policy as an admin writes it: what is left out has its default, what is misspelt is refused. */
export const policySchema = z
  .strictObject({
    version: z
      .string()
      .regex(
        /^[A-Za-z0-9](?:[A-Za-z0-9 ._+-]{0,38}[A-Za-z0-9._+-])?$/,
        'is 1 to 40 letters, digits, blanks and . _ + -',
      ),
    timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone, such as Asia/Kolkata'),
    lookBackDays: z.int().min(0).max(14),
    cutOff: z
      .strictObject({
        time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time HH:MM'),
        daysAfter: z.int().min(0).max(14),
      })
      .partial(),
    quarantineShare: share,
    historyDays: z.int().min(1).max(YEAR),
    unusual: z
      .strictObject({
        alpha: z.number().min(0.0001).max(0.5),
        minSigma,
        falseDiscoveryRate: z.number().min(0.001).max(1),
      })
      .partial(),
    ...ofCentre.shape,
    centres: z.preprocess(refuseStrangeIds, z.record(centreName, ofCentre)),
  })
  .partial()
  .superRefine((given, context) => {
    refuseDeafDrift(given, context)
    refuseEarlyCutOff(given, context)
  })

type Given = Laid<Omit<Policy, 'centres'>> & {
  readonly centres?: Readonly<Record<string, Laid<CentrePolicy>>> | undefined
}

/** A drift that waits for more days than the history reaches back would never speak, and nobody would know. */
function refuseDeafDrift(given: Given, { addIssue }: Pick<z.RefinementCtx, 'addIssue'>): void {
  const { historyDays, drift, centres } = completed(given)
  const refuse = (minDays: number, path: string[]): void => {
    if (minDays > historyDays) {
      const message = `drift waits for ${minDays} days, and history reaches back ${historyDays}`
      addIssue({ code: 'custom', path, message })
    }
  }
  refuse(drift.minDays, given.drift?.minDays === undefined ? ['historyDays'] : ['drift', 'minDays'])
  for (const [centreId, own] of Object.entries(centres)) {
    if (own.drift) refuse(own.drift.minDays, ['centres', centreId, 'drift', 'minDays'])
  }
}

/** A day that is past its cut-off when it begins never waits for any row. */
function refuseEarlyCutOff(given: Given, { addIssue }: Pick<z.RefinementCtx, 'addIssue'>): void {
  const { time, daysAfter } = completed(given).cutOff
  if (daysAfter > 0 || time !== '00:00') return
  const message = 'cut-off is when the day begins: name a later time, or a day after it'
  addIssue({ code: 'custom', path: ['cutOff'], message })
}

/**
 * Completed with the defaults, and what a centre has of its own with the district's: a centre that names one figure of
 * `suspension` has the others from there. Throws `z.ZodError` with the path of every fault.
 */
export function parsePolicy(input: unknown): Policy {
  return completed(policySchema.parse(input))
}

function completed({ centres = {}, ...given }: Given): Policy {
  const district = over(DEFAULT_POLICY, given)
  const own = Object.entries(centres).map(([centreId, ofCentre]) => [centreId, ownOf(district, ofCentre)])
  return { ...district, centres: Object.fromEntries(own) }
}

/** The settings that differ at a centre, each of them whole. */
function ownOf(district: CentrePolicy, given: Laid<CentrePolicy>): Partial<CentrePolicy> {
  const whole = over(district, given)
  return Object.fromEntries(Object.entries(whole).filter(([setting]) => Object.hasOwn(given, setting)))
}

/** Some of what is in T, at any depth; lists are whole. */
type Laid<T> = {
  readonly [K in keyof T]?: (T[K] extends readonly unknown[] ? T[K] : Laid<T[K]>) | undefined
}

/** What is given, laid over what holds otherwise. */
function over<T extends object>(whole: T, given: Laid<T>): T {
  const laid = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, isNested(value) ? over(whole[key as keyof T] as object, value) : value])
  return { ...whole, ...Object.fromEntries(laid) }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
