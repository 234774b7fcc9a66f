import type { SimulatedCentre } from './centres.ts'
import { DAY, type DraftDay, MINUTE, type Visit } from './draft.ts'
import { MOST_VISITS, refOf } from './refs.ts'
import { shareOfWeekday, type World } from './world.ts'

/** Days from the first dose to the second. */
const BETWEEN_DOSES = 84
const SHARE_OF_SECOND = 0.4
/** The last token is given so many minutes before closing. */
const LAST_TOKEN = 15

/** The people of one session in the order of the line, each certified some minutes after the token, all as it should be. */
export function drawVisits(draft: DraftDay): Visit[] {
  const { world, centre, date, midnight, random } = draft
  const spread = 0.7 + 0.3 * (random.unit() + random.unit())
  const expected = centre.dailyVisits * shareOfWeekday(date, world.options) * spread
  const count = Math.min(MOST_VISITS, Math.max(1, Math.round(expected)))
  const line = personsOf(world, centre, midnight)
  const span = centre.closes - centre.opens - LAST_TOKEN
  const visits: Visit[] = new Array(count)
  for (let place = 0; place < count; place++) {
    const dose = random.chance(SHARE_OF_SECOND) ? 2 : 1
    // More people come in the morning.
    const share = (place + random.unit()) / count
    const minute = centre.opens + Math.floor(span * share * (0.8 + 0.2 * share))
    visits[place] = visitOf(draft, line(dose), dose, String(place + 1), minute)
  }
  return visits
}

/** One visit with its token and its certificate; `minute` after midnight by the clock of the registry. */
function visitOf(
  { centre, date, midnight, random, batch }: DraftDay,
  ref: string,
  dose: number,
  tokenNo: string,
  minute: number,
): Visit {
  const at = midnight + minute * MINUTE
  const { vaccine } = centre
  return {
    ref,
    dose,
    token: { tokenNo, ref, dose, vaccine, issuedAt: at + centre.clockAhead * MINUTE, outcome: 'vaccinated' },
    certificate: {
      certificateId: '',
      centreId: centre.centreId,
      date,
      ref,
      dose,
      vaccine,
      batch,
      issuedAt: at + random.between(120, 1500) * 1000,
      issuedBy: centre.account,
      status: 'issued',
      received: 1,
    },
    mess: null,
  }
}

/** The refs of those who come that day, the first doses and the second each in their order. */
function personsOf({ options, district }: World, centre: SimulatedCentre, midnight: number) {
  const today = Math.round(midnight / DAY)
  let first = 0
  let second = 0
  return (dose: number): string =>
    dose === 1
      ? refOf(options.seed, district, centre.number, today, first++)
      : refOf(options.seed, district, centre.number, today - BETWEEN_DOSES, second++)
}
