import { describe, expect, it } from 'vitest'
import { type Certificate, newCentreDay, type Token } from '../../lib/domain/centre-day.ts'
import { wrapCertificate, wrapToken } from '../../lib/domain/gather.ts'
import { claim, runStep, type Step } from '../../lib/domain/matching/step.ts'
import { CENTRE, certificateRun, SATURDAY, tokenRun } from '../support/district.ts'

const TOKENS = 200
const CERTIFICATES = 99
const centreDay = newCentreDay(CENTRE, SATURDAY)

describe('a step over the rows of a ref that thousands have', () => {
  it('looks at each of them once, and holds none that is not free against another', () => {
    const looked = { times: 0 }
    const { tokens, certificates } = crowd()
    const asked: [Token, Certificate][] = []
    const step: Step = { kind: 'exact', mayPair: (...pair) => asked.push(pair) < 0 }
    runStep(
      step,
      tokens.map((row) => counted(row, looked)),
      certificates.map((row) => counted(row, looked)),
    )
    expect(looked.times).toBe(TOKENS + CERTIFICATES)
    expect(asked.map(([token, { row }]) => [token.row.tokenNo, row.certificateId])).toEqual([
      ['1', 'C0001'],
      ['4', 'C0001'],
      ['1', 'C0004'],
      ['4', 'C0004'],
    ])
  })

  it('pairs what is free, and leaves every other row as it was', () => {
    const { tokens, certificates } = crowd()
    const claimed = certificates[2]!.match
    runStep({ kind: 'late', mayPair: () => true }, tokens, certificates)
    const pairs = certificates.flatMap(({ match, row }) =>
      match?.kind === 'late' ? [`${row.certificateId} #${match.token!.row.tokenNo}`] : [],
    )
    expect(pairs).toEqual(['C0001 #1', 'C0004 #4'])
    expect(certificates[2]!.match).toBe(claimed)
  })
})

/** Of either side the first and the fourth row are free, the third are a pair, and the others repeat the first. */
function crowd() {
  const tokens = tokenRun(TOKENS).map((row) => wrapToken(row, centreDay))
  const certificates = certificateRun(CERTIFICATES).map((row) => wrapCertificate(row, centreDay))
  for (const rows of [tokens, certificates] as const) {
    for (const [at, row] of rows.entries()) if (![0, 2, 3].includes(at)) setAside(row, rows[0]!)
  }
  claim('exact', certificates[2]!, tokens[2]!)
  return { tokens, certificates }
}

function setAside(row: Token | Certificate, first: Token | Certificate): void {
  Object.assign(row, { repeatOf: first })
}

/** The same row, but every look at whether it is claimed is counted. */
function counted<R extends Token | Certificate>(row: R, looked: { times: number }): R {
  return new Proxy(row, {
    get: (of, name, self) => {
      if (name === 'match') looked.times++
      return Reflect.get(of, name, self)
    },
  })
}
