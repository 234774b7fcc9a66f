import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sweep } from '../../../lib/application/sweep.ts'
import { instantAt } from '../../../lib/domain/calendar.ts'
import { callApi, makeEvent } from '../http-server.ts'
import type { LocalSystem } from '../system.ts'
import { claimsOf } from '../users.ts'
import type { Narrator } from './narrator.ts'
import { type PlayedStep, type PlayedUpload, SCRIPT } from './script.ts'

/** A step of the play was refused: the sample and the system do not fit, and nothing may hide that. */
export class PlayFailed extends Error {
  override readonly name = 'PlayFailed'
}

/**
 * Plays the sample day through the API, with tokens like any other caller's, on a clock that stands at each step.
 * How far it came is kept after every step, so that a play that was killed goes on where it stopped.
 */
export async function play(system: LocalSystem, sample: string, narrator: Narrator): Promise<void> {
  const { store, district } = system.deps
  const done = await store.playedSteps()
  if (done >= SCRIPT.length) return
  narrator.begin(done)
  for (const [index, step] of SCRIPT.entries()) {
    if (index < done) continue
    system.clock.stand(instantAt(step.date, step.time, district.policy.timeZone))
    await playStep(step, system, sample, narrator)
    await store.markPlayed(index + 1)
  }
  system.clock.stand(null)
  await narrator.end()
}

async function playStep(
  step: PlayedStep,
  system: LocalSystem,
  sample: string,
  narrator: Narrator,
): Promise<void> {
  if (step.kind === 'upload') {
    const receipt = await upload(step, system, sample)
    narrator.uploaded(step, receipt)
  } else {
    narrator.ticked(step)
    await sweep('cut-off', system.deps)
  }
  await system.notifyDue()
  await narrator.whatFollowed(step)
}

async function upload(step: PlayedUpload, { deps, issuer }: LocalSystem, sample: string): Promise<Receipt> {
  const bytes = await readFile(join(sample, step.file))
  const centres = (await deps.store.centres()).map((centre) => centre.centreId)
  const token = issuer.issue(claimsOf(step.user, centres)!, Date.now())
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
  const url = new URL(step.path, 'http://localhost')
  const { statusCode = 0, body = '' } = await callApi(
    makeEvent(step.method, url, headers, bytes, issuer),
    deps,
  )
  if (statusCode !== 200 && statusCode !== 201)
    throw new PlayFailed(`${step.path} answered ${statusCode}: ${body}`)
  return JSON.parse(body)
}

/** What the log needs of a receipt, of a sheet or a feed. */
export interface Receipt {
  readonly rows: number
  readonly outcome: string
  readonly counts?: { readonly tokens: number | null }
  readonly centreDays?: readonly { readonly centreId: string; readonly date: string }[]
}
