import { describe, expect, it } from 'vitest'
import { addDays } from '../../lib/domain/calendar.ts'
import type { CertificateRow, TokenLeg } from '../../lib/domain/rows.ts'
import {
  at,
  certificate,
  district,
  FRIDAY,
  ref,
  register,
  SATURDAY,
  SUNDAY,
  token,
} from '../support/district.ts'
import { matchesOf, told } from '../support/judged.ts'

const matched = (tokens: readonly TokenLeg[], certificates: readonly CertificateRow[], lookBackDays = 3) =>
  told(matchesOf(district({ tokens, certificates }), lookBackDays))

const THURSDAY = addDays(FRIDAY, -1)
const on = (date: string, ...rows: Parameters<typeof register>[0]) => register(rows, { date })

describe('repeats', () => {
  it('set a second certificate of a ref and dose aside wherever it was issued that date', () => {
    const tokens = [register([token()]), register([token({ tokenNo: '2' })], { centreId: 'PHC9' })]
    const rows = [
      certificate(),
      certificate({ certificateId: 'C2', centreId: 'PHC9', issuedAt: at('09:00') }),
    ]
    expect(matched(tokens, rows)).toEqual(['C2 exact PHC9 28 #2'])
  })

  it('keep the certificate whose own centre-day has the token, though another was issued earlier', () => {
    const rows = [
      certificate(),
      certificate({ certificateId: 'C2', centreId: 'PHC9', issuedAt: at('09:00') }),
    ]
    expect(matched([register([token()])], rows)).toEqual(['C1 exact DKMM 28 #1'])
  })

  it('keep the earliest certificate, one without a time last, then the lowest id', () => {
    const rows = ['C10', 'C9', 'C1'].map((certificateId) =>
      certificate({ certificateId, issuedAt: certificateId === 'C1' ? null : at('10:00') }),
    )
    expect(matched([register([token()])], rows)).toEqual(['C9 exact DKMM 28 #1'])
  })

  it('take a missing dose and a given one for different doses', () => {
    const rows = [certificate(), certificate({ certificateId: 'C2', dose: null })]
    const tokens = [register([token(), token({ tokenNo: '2', dose: null })])]
    expect(matched(tokens, rows)).toEqual(['C1 exact DKMM 28 #1', 'C2 exact DKMM 28 #2'])
  })

  it('keep the lowest number of a ref, dose and outcome that stand twice in a register', () => {
    const tokens = [register([token({ tokenNo: '10' }), token({ tokenNo: '9' })])]
    expect(matched(tokens, [certificate()])).toEqual(['C1 exact DKMM 28 #9'])
  })

  it('know a number with leading zeros again among tokens without a ref', () => {
    const blank = { ref: '', dose: null }
    const tokens = [register([token({ ...blank, tokenNo: '07' }), token({ ...blank, tokenNo: '7' })])]
    const rows = [certificate(), certificate({ certificateId: 'C2', ref: ref(2) })]
    expect(matched(tokens, rows)).toEqual(['C1 anonymous DKMM 28 #07'])
  })

  it('keep the earliest of lines with one number, however each is written', () => {
    const tokens = [register([token({ tokenNo: '07', issuedAt: at('10:30') }), token({ tokenNo: '7' })])]
    expect(matched(tokens, [certificate()])).toEqual(['C1 exact DKMM 28 #7'])
  })

  it('keep the vaccinated one of two lines that differ in nothing else', () => {
    const rows = [token({ ref: '', outcome: 'left' }), token({ ref: '' })]
    expect(matched([register(rows)], [certificate()])).toEqual(['C1 anonymous DKMM 28 #1'])
    expect(matched([register(rows.toReversed())], [certificate()])).toEqual(['C1 anonymous DKMM 28 #1'])
  })
})

describe('pass 1, exact', () => {
  it('pairs centre, date, ref and dose', () => {
    expect(matched([register([token()])], [certificate()])).toEqual(['C1 exact DKMM 28 #1'])
  })

  it('prefers equal doses to a missing one, whichever certificate comes first', () => {
    const tokens = [register([token({ tokenNo: '1', dose: null }), token({ tokenNo: '2' })])]
    expect(matched(tokens, [certificate({ certificateId: 'C5' })])).toEqual(['C5 exact DKMM 28 #2'])
  })

  it('takes a dose missing on either side for the same, after all equal ones', () => {
    const tokens = [register([token({ tokenNo: '1' }), token({ tokenNo: '2', dose: 2 })])]
    const rows = [
      certificate({ certificateId: 'C1', dose: null }),
      certificate({ certificateId: 'C2', dose: 1 }),
    ]
    expect(matched(tokens, rows)).toEqual(['C1 exact DKMM 28 #2', 'C2 exact DKMM 28 #1'])
  })

  it('goes to a deferred token only after every vaccinated one', () => {
    const tokens = [register([token({ outcome: 'deferred' }), token({ tokenNo: '2', dose: null })])]
    expect(matched(tokens, [certificate()])).toEqual(['C1 exact DKMM 28 #2'])
  })

  it('is a largest matching: none takes the only token of another that has two to choose from', () => {
    const tokens = [
      register([
        token({ tokenNo: '1', dose: null }),
        token({ tokenNo: '2', dose: null, outcome: 'deferred' }),
        token({ tokenNo: '3', dose: null, outcome: 'left' }),
      ]),
    ]
    const rows = [1, 2, 3].map((dose) => certificate({ certificateId: `C${dose}`, dose }))
    expect(matched(tokens, rows)).toEqual([
      'C1 exact DKMM 28 #1',
      'C2 exact DKMM 28 #2',
      'C3 exact DKMM 28 #3',
    ])
  })
})

describe('pass 2, dose mismatch', () => {
  it('pairs another dose of the same centre-day, vaccinated tokens first', () => {
    const tokens = [register([token({ outcome: 'left' }), token({ tokenNo: '2', dose: 2 })])]
    const rows = [certificate({ dose: 3 }), certificate({ certificateId: 'C2', dose: 4 })]
    expect(matched(tokens, rows)).toEqual(['C1 dose-mismatch DKMM 28 #2', 'C2 dose-mismatch DKMM 28 #1'])
  })
})

describe('pass 3, late', () => {
  it('finds the token of up to three days before, and no earlier', () => {
    const tokens = [on(addDays(SATURDAY, -3), token()), on(addDays(SATURDAY, -4), token({ ref: ref(2) }))]
    const rows = [certificate(), certificate({ certificateId: 'C2', ref: ref(2) })]
    expect(matched(tokens, rows)).toEqual(['C1 late DKMM 25 #1'])
  })

  it('never finds one of a later day', () => {
    expect(matched([on(SUNDAY, token())], [certificate()])).toEqual([])
  })

  it('claims one day apart over all dates before two days apart anywhere', () => {
    const rows = [certificate({ certificateId: 'C1', date: SUNDAY }), certificate({ certificateId: 'C2' })]
    expect(matched([on(FRIDAY, token())], rows)).toEqual(['C2 late DKMM 27 #1'])
  })

  it('goes to a deferred token of a day only after the vaccinated ones of that day', () => {
    const tokens = [on(FRIDAY, token({ outcome: 'deferred' }), token({ tokenNo: '2' }))]
    const rows = [certificate(), certificate({ certificateId: 'C2', dose: null })]
    expect(matched(tokens, rows)).toEqual(['C1 late DKMM 27 #2', 'C2 late DKMM 27 #1'])
  })

  it('takes a deferred token one day before rather than a vaccinated one two days before', () => {
    const tokens = [on(FRIDAY, token({ outcome: 'deferred' })), on(THURSDAY, token({ tokenNo: '26' }))]
    expect(matched(tokens, [certificate()])).toEqual(['C1 late DKMM 27 #1'])
  })

  it('asks for the same centre, and for a dose that is equal or missing', () => {
    const tokens = [
      register([token()], { date: FRIDAY, centreId: 'PHC9' }),
      on(FRIDAY, token({ tokenNo: '2', dose: 2 })),
    ]
    expect(matched(tokens, [certificate()])).toEqual([])
  })

  it('is not made at all where the district looks back no day', () => {
    expect(matched([on(FRIDAY, token())], [certificate()], 0)).toEqual([])
  })
})

describe('pass 4, elsewhere', () => {
  const sister = (...rows: Parameters<typeof register>[0]) => register(rows, { centreId: 'PHC9' })

  it('finds the token of another centre on the same date', () => {
    expect(matched([sister(token())], [certificate()])).toEqual(['C1 elsewhere PHC9 28 #1'])
  })

  it('leaves deferred tokens and other doses of other centres alone', () => {
    expect(matched([sister(token({ outcome: 'deferred' }))], [certificate()])).toEqual([])
    expect(matched([sister(token({ dose: 2 }))], [certificate()])).toEqual([])
  })

  it('comes after a late claim of its own centre', () => {
    expect(matched([sister(token()), on(FRIDAY, token())], [certificate()])).toEqual(['C1 late DKMM 27 #1'])
  })

  it('prefers the smallest centre id, numbers in it read as numbers', () => {
    const tokens = ['PHC10', 'PHC9'].map((centreId) => register([token()], { centreId }))
    expect(matched(tokens, [certificate()])).toEqual(['C1 elsewhere PHC9 28 #1'])
  })
})

describe('a certificate id that stands more than once', () => {
  it('counts once, where its latest row is', () => {
    const rows = [
      certificate({ issuedAt: at('10:00') }),
      certificate({ centreId: 'PHC9', issuedAt: at('10:30') }),
    ]
    const tokens = [register([token()]), register([token()], { centreId: 'PHC9' })]
    expect(matched(tokens, rows)).toEqual(['C1 exact PHC9 28 #1'])
  })

  it('stops counting once revoked', () => {
    const rows = [certificate(), certificate({ status: 'revoked', issuedAt: at('09:00') })]
    expect(matched([register([token()])], rows)).toEqual([])
  })
})
