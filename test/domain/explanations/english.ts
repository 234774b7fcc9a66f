import type { Sentences } from './examples.ts'

export const ENGLISH: Sentences = {
  'certificate-without-token': [
    '1 of 1 certificate has no token.',
    '1 of 3 certificates has no token.',
    '16 of 71 certificates have no token.',
  ],
  'certificates-exceed-tokens': [
    'Counted beside tokens or certificates without a reference, 1 of 5 certificates has no token; which of them cannot be told.',
    'Counted beside tokens or certificates without a reference, 2 of 5 certificates have no token; which of them cannot be told.',
    'Counted beside tokens or certificates without a reference, 1 of 1 certificate has no token.',
    'Counted beside tokens or certificates without a reference, 6 of 6 certificates have no token.',
  ],
  'no-token-sheet': [
    'No token sheet came by the cut-off, and 1 certificate cannot be compared with one.',
    'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. Bookings were given for the date, and none for this centre: no session was planned.',
    'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. It is still missing 1 day after the cut-off.',
    'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. It is still missing 2 days after the cut-off.',
  ],
  'certificate-for-deferred-token': [
    '1 certificate was issued to a person whose token says deferred or left.',
    '4 certificates were issued to people whose tokens say deferred or left.',
  ],
  'certificate-while-suspended': [
    '1 certificate was issued while the centre was suspended.',
    '80 certificates were issued while the centre was suspended.',
  ],
  'unknown-centre': [
    '1 certificate was issued under a centre that the district does not know.',
    '7 certificates were issued under a centre that the district does not know.',
  ],
  'duplicate-certificate': [
    '1 certificate repeats the person, dose and date of another one.',
    '7 certificates repeat the person, dose and date of another one.',
  ],
  'certificates-exceed-doses': [
    '1 certificate stands against 0 doses from the vials opened: 1 too many.',
    '2 certificates stand against 1 dose from the vials opened: 1 too many.',
    '71 certificates stand against 60.3 doses from the vials opened: 11 too many.',
  ],
  'running-excess': [
    'At one moment 1 more certificate than tokens had been issued.',
    'At one moment 7 more certificates than tokens had been issued.',
  ],
  'off-hours': [
    '1 certificate was issued outside the opening hours (09:00 to 17:00, with 1 minute of tolerance).',
    '4 certificates were issued outside the opening hours (22:00 to 24:00, with 60 minutes of tolerance).',
  ],
  'issue-burst': [
    '1 certificate was issued in a burst: more than 0 by one account within 1 minute.',
    '20 certificates were issued in a burst: more than 15 by one account within 10 minutes.',
  ],
  backdated: [
    '1 certificate was issued more than 1 day after the vaccination date on it.',
    '9 certificates were issued more than 2 days after the vaccination date on them.',
  ],
  'duplicate-token': [
    '1 token repeats another one of the sheet.',
    '1 token number is shared by different people.',
    '2 tokens repeat another one of the sheet, and 3 token numbers are shared by different people.',
  ],
  'register-withheld': [
    'For want of references 1 certificate could be paired by count alone; a register with references is expected of this centre.',
    'For want of references 40 certificates could be paired by count alone; a register with references is expected of this centre.',
  ],
  'tokens-exceed-bookings': [
    '1 token was given out against 0 bookings: 1 too many where nobody is served without one.',
    '60 tokens were given out against 1 booking: 59 too many where nobody is served without one.',
  ],
  'sheet-raised': [
    'A later version of the token sheet added or changed 1 token after a certificate for it had been issued.',
    'A later version of the token sheet added or changed 16 tokens after certificates for them had been issued.',
  ],
  drift: [
    "Over 1 day there was about 1 certificate more than this centre's earlier days explain, though no single day stands out.",
    "Over 12 days there were about 14 certificates more than this centre's earlier days explain, though no single day stands out.",
  ],
  'no-certificates': [
    '1 person was vaccinated, and no certificate was issued by the cut-off.',
    '55 people were vaccinated, and no certificate feed for the date is at hand.',
  ],
  'token-without-certificate': [
    '1 of 1 vaccinated token has no certificate.',
    '3 of 55 vaccinated tokens have no certificate.',
  ],
  'dose-mismatch': [
    '1 certificate names another dose than the token.',
    '2 certificates name another dose than the token.',
  ],
  elsewhere: [
    '1 certificate belongs to a token of another centre.',
    '2 certificates belong to tokens of another centre.',
  ],
  transcription: [
    '1 certificate differs from the token by one slip in the reference.',
    '2 certificates differ from the token by one slip in the reference.',
  ],
  late: [
    '1 certificate is dated after the day of the token.',
    '2 certificates are dated after the day of the token.',
  ],
}
