import { addDays } from '../domain/calendar.ts'
import type { SimulatedCentre } from './centres.ts'
import type { DraftCertificate, DraftDay } from './draft.ts'
import type { Committed } from './frauds/fraud.ts'
import { makeMess } from './mess/all.ts'
import type { Crime } from './plan.ts'
import { Random } from './random.ts'
import { drawVisits } from './visits.ts'
import { type Fate, fateOf, midnightOf, suspendedAt, type World } from './world.ts'

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
  const draft = emptyDraft(world, centre, day, fate)
  if (fate.holdsSession) {
    draft.visits = drawVisits(draft)
    makeMess(draft, ratesAt(world, centre))
    stopWhenSuspended(draft)
  }
  return { draft, crime, committed: crime?.fraud.commit(draft, crime.nth) ?? null }
}

function emptyDraft(world: World, centre: SimulatedCentre, day: number, fate: Fate): DraftDay {
  const { options, district } = world
  const date = addDays(options.from, day)
  return {
    ...fate,
    ...{ world, centre, day, date },
    midnight: midnightOf(date, world),
    random: Random.of(options.seed, district, centre.number, day, 0xda7),
    batch: `4121Z${String(100 + ((centre.number * 7 + Math.floor(day / 6)) % 900))}`,
    visits: [],
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

function ratesAt({ rates, plan }: World, centre: SimulatedCentre): World['rates'] {
  const shortfall = plan.fraudOf(centre)?.shortfall
  return shortfall === undefined ? rates : { ...rates, 'missing-certificate': shortfall }
}

/** Nobody comes any more, and the operator's own account is closed; who knows another one goes on. */
function stopWhenSuspended(draft: DraftDay): void {
  const { world, centre } = draft
  const since = suspendedAt(world, centre)
  if (since === null) return
  const sentAway = new Set(draft.visits.filter(({ token }) => token.issuedAt! >= since).map(({ ref }) => ref))
  // Whoever is sent away may have been certified already, where the clock at the gate is ahead.
  const stays = ({ ref, centreId, issuedAt }: DraftCertificate): boolean =>
    !sentAway.has(ref) && (centreId !== centre.centreId || issuedAt! < since)
  draft.visits = draft.visits.filter(({ ref }) => !sentAway.has(ref))
  for (const visit of draft.visits) {
    if (visit.certificate && !stays(visit.certificate)) visit.certificate = null
  }
  draft.besides = draft.besides.filter(stays)
  draft.echoes = draft.echoes.filter(({ of }) => stays(of))
  draft.doubles = draft.doubles.filter(stays)
}
