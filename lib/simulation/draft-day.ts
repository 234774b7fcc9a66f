import { addDays, instantAt } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/rows.ts'
import type { SimulatedCentre } from './centres.ts'
import type { DraftCertificate, DraftDay } from './draft.ts'
import type { Committed } from './frauds/fraud.ts'
import { makeMess } from './mess/all.ts'
import type { Crime } from './plan.ts'
import { Random } from './random.ts'
import { drawVisits } from './visits.ts'
import { fateOf, suspendedAt, type World } from './world.ts'

/** A centre's day when mess and fraud are done with it. */
export interface FinishedDraft {
  readonly draft: DraftDay
  readonly crime: Crime | null
  readonly committed: Committed | null
}

/** Null where nothing happens: no session, and nobody who makes one up. */
export function draftOf(world: World, centre: SimulatedCentre, day: number): FinishedDraft | null {
  const crime = world.plan.at(centre, day)
  const fate = fateOf(world, centre, day)
  if (!fate.holdsSession && !crime) return null
  const draft = emptyDraft(world, centre, day)
  draft.sheet = fate.holdsSession ? (crime?.fraud.sheet ?? fate.sheet) : 'lost'
  draft.daysLate = fate.daysLate
  draft.isEntangled = fate.isEntangled
  if (fate.holdsSession) {
    draft.visits = drawVisits(draft)
    makeMess(draft, ratesAt(world, centre))
    stopWhenSuspended(draft)
  }
  return { draft, crime, committed: crime?.fraud.commit(draft, crime.nth) ?? null }
}

function emptyDraft(world: World, centre: SimulatedCentre, day: number): DraftDay {
  const { options, district } = world
  const date = addDays(options.from, day)
  return {
    ...{ world, centre, day, date },
    midnight: midnightOf(date, world),
    random: Random.of(options.seed, district, centre.number, day, 0xda7),
    batch: `4121Z${String(100 + ((centre.number * 7 + Math.floor(day / 6)) % 900))}`,
    visits: [],
    sheet: 'register',
    daysLate: 0,
    isEntangled: false,
    besides: [],
    echoes: [],
    doubles: [],
    invented: [],
    inflatedBy: 0,
    paperDoses: 0,
    strangers: 0,
    isShuffled: false,
  }
}

export function midnightOf(date: IsoDate, { options }: World): Instant {
  return instantAt(date, '00:00', options.timeZone)
}

function ratesAt({ rates, plan }: World, centre: SimulatedCentre): World['rates'] {
  const shortfall = plan.fraudOf(centre)?.shortfall
  return shortfall === undefined ? rates : { ...rates, 'missing-certificate': shortfall }
}

/** Nobody comes any more, and the operator's own account is closed; who knows another one goes on. */
function stopWhenSuspended(draft: DraftDay): void {
  const { world, centre } = draft
  const since = suspendedAt(world, centre, (date) => midnightOf(date, world))
  if (since === null) return
  const isStopped = ({ centreId, issuedAt }: DraftCertificate): boolean =>
    centreId === centre.centreId && issuedAt !== null && issuedAt >= since
  draft.visits = draft.visits.filter(({ token }) => token.issuedAt! < since)
  for (const visit of draft.visits) {
    if (visit.certificate && isStopped(visit.certificate)) visit.certificate = null
  }
  const kept = draft.besides.filter((certificate) => !isStopped(certificate))
  draft.besides.splice(0, draft.besides.length, ...kept)
  const told = draft.echoes.filter(({ of }) => !isStopped(of))
  draft.echoes.splice(0, draft.echoes.length, ...told)
  const doubled = draft.doubles.filter((certificate) => !isStopped(certificate))
  draft.doubles.splice(0, draft.doubles.length, ...doubled)
}
