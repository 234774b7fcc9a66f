import { parentPort, workerData } from 'node:worker_threads'
import { judge } from '../../lib/domain/judge.ts'
import { DEFAULT_POLICY } from '../../lib/domain/policy.ts'
import type { District } from '../../lib/domain/rows.ts'
import { simulatedDistrict } from '../../lib/simulation/simulate.ts'
import { antiJoin } from './anti-join.ts'
import type { CountryTask } from './engine-country.ts'

export interface CountryShare {
  readonly centreDays: number
  readonly tokens: number
  readonly certificates: number
  readonly breaches: number
  readonly judgingMs: number
  readonly peerMs: number
}

const { worker, workers, districts, centres, tokens } = workerData as CountryTask & {
  readonly centres: number
  readonly tokens: number
}

const share = { centreDays: 0, tokens: 0, certificates: 0, breaches: 0, judgingMs: 0, peerMs: 0 }
for (let number = worker; number < districts; number += workers) {
  const district = simulatedDistrict(number + 1, centres, tokens)
  const dates = [...new Set(district.tokens.map(({ date }) => date))].sort()
  const begun = performance.now()
  const judged = judge(district, { from: dates[0]!, to: dates.at(-1)!, asOf: null }, DEFAULT_POLICY)
  const between = performance.now()
  antiJoin(district)
  share.judgingMs += between - begun
  share.peerMs += performance.now() - between
  share.centreDays += judged.length
  share.breaches += judged.filter(({ report }) => report.outcome === 'breach').length
  share.tokens += tokensOf(district)
  share.certificates += district.certificates.reduce((sum, { rows }) => sum + rows.length, 0)
}
parentPort!.postMessage(share)

function tokensOf(district: District): number {
  return district.tokens.reduce(
    (sum, { sheet }) => sum + (sheet.kind === 'register' ? sheet.rows.length : sheet.issued),
    0,
  )
}
