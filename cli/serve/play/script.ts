import { operatorOf } from '../users.ts'

/** The day as it happened: who hands in what, when. Files lie in the sample's folder. */

export interface PlayedUpload {
  readonly kind: 'upload'
  readonly date: string
  readonly time: string
  readonly user: string
  /** As the log names it. */
  readonly what: string
  readonly method: 'PUT'
  readonly path: string
  readonly file: string
}

/** The schedule's turn: cut-off, or the next step of the ladder. */
export interface PlayedTick {
  readonly kind: 'tick'
  readonly date: string
  readonly time: string
  readonly what: string
}

export type PlayedStep = PlayedUpload | PlayedTick

const CENTRES = ['DKMM', 'HAR', 'JUB', 'MUK', 'N8', 'PAD', 'SHA']
const BEFORE = '2021-08-27'
const DAY = '2021-08-28'
const AFTER = '2021-08-29'

export const SCRIPT: readonly PlayedStep[] = [
  ...CENTRES.map((centreId) => sheet(centreId, BEFORE, BEFORE, '17:30', { final: true })),
  feed(BEFORE, '18:00', 'certificates', 'the whole day'),
  tick(DAY, '12:00', 'Cut-off of 27 August: what is missing now is missing.'),
  sheet('DKMM', DAY, DAY, '10:32', { file: 'tokens-DKMM-1' }),
  feed(DAY, '10:35', 'certificates-1', 'so far'),
  sheet('DKMM', DAY, DAY, '13:00', { file: 'tokens-DKMM-2' }),
  feed(DAY, '13:00', 'certificates-2', 'so far'),
  tick(DAY, '13:31', 'Half an hour has passed and nobody has acknowledged.'),
  ...['HAR', 'MUK', 'N8', 'PAD', 'SHA'].map((centreId) =>
    sheet(centreId, DAY, DAY, '17:30', { final: true }),
  ),
  feed(DAY, '18:00', 'certificates-3', 'the whole day'),
  sheet('JUB', DAY, AFTER, '09:40', { final: true, late: true }),
  tick(AFTER, '12:00', 'Cut-off of 28 August: what is missing now is missing.'),
].sort((a, b) => (`${a.date} ${a.time}` < `${b.date} ${b.time}` ? -1 : 1))

function sheet(
  centreId: string,
  of: string,
  date: string,
  time: string,
  {
    file = `tokens-${centreId}`,
    final = false,
    late = false,
  }: { file?: string; final?: boolean; late?: boolean } = {},
): PlayedUpload {
  return {
    kind: 'upload',
    date,
    time,
    user: operatorOf(centreId),
    what: late ? `yesterday's sheet, late` : final ? 'its sheet, the last of the day' : 'its sheet so far',
    method: 'PUT',
    path: `/v1/centres/${centreId}/days/${of}/sheets/tokens${final ? '?final=true' : ''}`,
    file: `${of}/${file}.csv`,
  }
}

function feed(date: string, time: string, file: string, what: string): PlayedUpload {
  return {
    kind: 'upload',
    date,
    time,
    user: 'registry',
    what: `certificate feed, ${what}`,
    method: 'PUT',
    path: '/v1/feeds/certificates',
    file: `${date}/${file}.csv`,
  }
}

function tick(date: string, time: string, what: string): PlayedTick {
  return { kind: 'tick', date, time, what }
}
