import type { Sentences } from './figures.ts'
import { clockTime, plainNumber } from './numbers.ts'

export const ENGLISH: Sentences = {
  'certificate-without-token': ({ count, certificates }) =>
    `${count} of ${several(certificates, 'certificate')} ${have(count)} no token.`,
  'certificates-exceed-tokens': ({ count, certificates }) =>
    `Counted beside tokens or certificates without a reference, ${count} of ${several(certificates, 'certificate')} ${have(count)} no token${count === certificates ? '' : '; which of them cannot be told'}.`,
  'no-token-sheet': ({ count, ground }) => {
    const sheet = `No token sheet came by the cut-off, and ${several(count, 'certificate')} cannot be compared with one.`
    if (!ground) return sheet
    if (ground.kind === 'overdue')
      return `${sheet} It is still missing ${several(ground.days, 'day')} after the cut-off.`
    return `${sheet} Bookings were given for the date, and none for this centre: no session was planned.`
  },
  'certificate-for-deferred-token': ({ count }) =>
    `${issued(count)} to ${count === 1 ? 'a person whose token says' : 'people whose tokens say'} deferred or left.`,
  'certificate-while-suspended': ({ count }) => `${issued(count)} while the centre was suspended.`,
  'unknown-centre': ({ count }) => `${issued(count)} under a centre that the district does not know.`,
  'duplicate-certificate': ({ count }) =>
    `${several(count, 'certificate repeats', 'certificates repeat')} the person, dose and date of another one.`,
  'certificates-exceed-doses': ({ count, certificates, doses }) =>
    `${several(certificates, 'certificate stands', 'certificates stand')} against ${plainNumber(doses)} ${doses === 1 ? 'dose' : 'doses'} from the vials opened: ${count} too many.`,
  'running-excess': ({ count }) =>
    `At one moment ${several(count, 'more certificate than tokens', 'more certificates than tokens')} had been issued.`,
  'off-hours': ({ count, opens, closes, toleranceMinutes }) =>
    `${issued(count)} outside the opening hours (${clockTime(opens)} to ${clockTime(closes)}, with ${several(toleranceMinutes, 'minute')} of tolerance).`,
  'issue-burst': ({ count, allowed, minutes }) =>
    `${issued(count)} in a burst: more than ${allowed} by one account within ${several(minutes, 'minute')}.`,
  backdated: ({ count, days }) =>
    `${issued(count)} more than ${several(days, 'day')} after the vaccination date on ${count === 1 ? 'it' : 'them'}.`,
  'duplicate-token': ({ repeats, sharedNumbers }) => {
    const aside = `${several(repeats, 'token repeats', 'tokens repeat')} another one of the sheet`
    const numbers = `${several(sharedNumbers, 'token number is', 'token numbers are')} shared by different people`
    if (sharedNumbers === 0) return `${aside}.`
    return repeats === 0 ? `${numbers}.` : `${aside}, and ${numbers}.`
  },
  'register-withheld': ({ count }) =>
    `For want of references ${several(count, 'certificate')} could be paired by count alone; a register with references is expected of this centre.`,
  'tokens-exceed-bookings': ({ count, tokens, bookings }) =>
    `${several(tokens, 'token was', 'tokens were')} given out against ${several(bookings, 'booking')}: ${count} too many where nobody is served without one.`,
  'sheet-raised': ({ count }) =>
    `A later version of the token sheet added or changed ${several(count, 'token')} after ${count === 1 ? 'a certificate for it' : 'certificates for them'} had been issued.`,
  drift: ({ more, days }) =>
    `Over ${several(days, 'day')} there ${more === 1 ? 'was' : 'were'} about ${several(more, 'certificate')} more than this centre's earlier days explain, though no single day stands out.`,
  'no-certificates': ({ count, isFeedAtHand }) =>
    `${several(count, 'person was', 'people were')} vaccinated, and ${isFeedAtHand ? 'no certificate was issued by the cut-off' : 'no certificate feed for the date is at hand'}.`,
  'token-without-certificate': ({ count, vaccinated }) =>
    `${count} of ${several(vaccinated, 'vaccinated token')} ${have(count)} no certificate.`,
  'dose-mismatch': ({ count }) =>
    `${several(count, 'certificate names', 'certificates name')} another dose than the token.`,
  elsewhere: ({ count }) =>
    `${several(count, 'certificate belongs to a token', 'certificates belong to tokens')} of another centre.`,
  transcription: ({ count }) =>
    `${several(count, 'certificate differs', 'certificates differ')} from the token by one slip in the reference.`,
  late: ({ count }) =>
    `${several(count, 'certificate is', 'certificates are')} dated after the day of the token.`,
}

/** `1 token`, `2 tokens`. */
function several(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}

const have = (count: number): string => (count === 1 ? 'has' : 'have')

const issued = (count: number): string => several(count, 'certificate was issued', 'certificates were issued')
