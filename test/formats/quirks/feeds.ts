import { MAPPED, type Quirk } from './quirk.ts'

export const FEEDS: readonly Quirk[] = [
  {
    quirk: 'certificates of two centres',
    file: 'feed.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 N8 | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 10:02:00 | site-login | issued',
      ],
    },
  },
  {
    quirk: 'a feed that repeats rows',
    file: 'feed-repeats.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 10:02:00 | site-login | issued',
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
      ],
    },
  },
  {
    quirk: 'a feed that goes backwards',
    file: 'feed-goes-backwards.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 12:30:00 | later | issued',
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 10:02:00 | earlier | issued',
      ],
    },
  },
  {
    quirk: 'a feed that revokes',
    file: 'feed-revokes.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | revoked',
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 10:02:00 | site-login | issued',
      ],
    },
  },
  {
    quirk: 'a feed that replaces, sent with `replace`',
    file: 'feed-replaces.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C2 | 41371800000002 | 1 | COVISHIELD | 4121Z010 | 10:02:00 | site-login | issued',
      ],
    },
  },
  {
    quirk: 'bad rows',
    file: 'feed-bad-rows.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C6 | 41371800000006 | 1 | COVISHIELD | 4121Z010 | 10:06:00 | site-login | issued',
      ],
      quarantined: ['3 bad-date', '4 missing-value', '5 ref-in-scientific-notation', '6 bad-status'],
    },
  },
  {
    quirk: 'a quotation mark that is never closed',
    file: 'feed-broken-quotes.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
        '2021-08-28 DKMM | C3 | 41371800000003 | 1 | COVISHIELD | 4121Z010 | 10:03:00 | site-login | issued',
      ],
      quarantined: ['3 broken-quote'],
    },
  },
  {
    quirk: 'a total row',
    file: 'feed-totals.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C1 | 41371800000001 | 1 | COVISHIELD | 4121Z010 | 10:01:00 | site-login | issued',
      ],
      warnings: ['3 total-row'],
    },
  },
  {
    quirk: 'a feed that was cut off on its way',
    file: 'feed-cut-off.csv',
    leg: 'certificates',
    comes: { refused: ['4 - cut-off-feed'] },
  },
  {
    quirk: 'its rest, under the same header',
    file: 'feed-rest.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2021-08-28 DKMM | C3 | 41371800000003 | 1 | COVISHIELD | 4121Z010 | 10:03:00 | site-login | issued',
        '2021-08-28 DKMM | C4 | 41371800000004 | 1 | COVISHIELD | 4121Z010 | 10:04:00 | site-login | issued',
      ],
    },
  },
  {
    quirk: 'a feed without a required column',
    file: 'feed-lacks-columns.csv',
    leg: 'certificates',
    comes: { refused: ['1 vaccinated_on missing-column'] },
  },
  {
    quirk: 'the certificate CSV of DIVOC, facilities not mapped',
    file: 'divoc-certificates.csv',
    leg: 'certificates',
    comes: {
      rows: [
        '2020-12-03 ABC Medical Center | SA-123:1:2020-12-03:ABC Medical Center | SA-123 | 1 | CoVax | - | - | - | issued',
        '2020-12-03 ABC Medical Center | SA-124:1:2020-12-03:ABC Medical Center | SA-124 | 1 | CoVax | - | - | - | issued',
      ],
      ignored: [
        'recipientName',
        'recipientMobileNumber',
        'recipientDOB',
        'recipientAge',
        'recipientGender',
        'recipientNationality',
        'recipientIdentity',
        'recipientAddressLine1',
        'recipientAddressLine2',
        'recipientDistrict',
        'recipientState',
        'recipientPincode',
        'vaccinationTotalDoses',
        'vaccinationEffectiveStart',
        'vaccinationEffectiveEnd',
        'vaccinationManufacturer',
        'vaccinatorName',
        'facilityAddressLine1',
        'facilityAddressLine2',
        'facilityDistrict',
        'facilityState',
        'facilityPincode',
      ],
    },
  },
  {
    quirk: 'DIVOC, a `Z` that is the truth',
    file: 'divoc-z.csv',
    leg: 'certificates',
    context: MAPPED,
    comes: {
      rows: [
        '2021-08-28 DKMM | 525128495 | SA-1 | 1 | COVISHIELD | 4121Z010 | 2021-08-29 05:00:00 | - | issued',
      ],
      ignored: ['recipientName', 'recipientMobileNumber'],
    },
  },
  {
    quirk: 'DIVOC, a `Z` that is mislabelled',
    file: 'divoc-z.csv',
    leg: 'certificates',
    context: { ...MAPPED, zMeans: 'local' },
    comes: {
      rows: ['2021-08-28 DKMM | 525128495 | SA-1 | 1 | COVISHIELD | 4121Z010 | 23:30:00 | - | issued'],
      ignored: ['recipientName', 'recipientMobileNumber'],
    },
  },
  {
    quirk: 'certificate JSON of DIVOC, a facility that is mapped and one that is not',
    file: 'divoc.json.txt',
    leg: 'certificates',
    context: MAPPED,
    comes: {
      rows: [
        '2021-08-28 DKMM | 525128495 | SA-1 | 1 | COVISHIELD | 4121Z010 | 10:05:00 | - | issued',
        '2021-08-28 Unmapped Clinic | 525128496 | SA-2 | 1 | COVISHIELD | 4121Z010 | 10:05:00 | - | issued',
      ],
    },
  },
  {
    quirk: 'the same, one record a line, one of them no JSON',
    file: 'divoc-lines.jsonl',
    leg: 'certificates',
    context: MAPPED,
    comes: {
      rows: [
        '2021-08-28 DKMM | 525128495 | SA-1 | 1 | COVISHIELD | 4121Z010 | 10:05:00 | - | issued',
        '2021-08-28 DKMM | 525128497 | SA-3 | 1 | COVISHIELD | 4121Z010 | 10:05:00 | - | issued',
      ],
      quarantined: ['2 bad-json'],
    },
  },
  {
    quirk: 'JSON that was cut off on its way',
    file: 'divoc-cut-off.json.txt',
    leg: 'certificates',
    context: MAPPED,
    comes: { refused: ['2 - cut-off-feed'] },
  },
]
