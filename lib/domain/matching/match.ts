import type { Certificate, Token } from '../centre-day.ts'
import type { Gathered, Person } from '../gather.ts'
import { matchAnonymous } from './anonymous.ts'
import { doseMismatch } from './dose-mismatch.ts'
import { elsewhere } from './elsewhere.ts'
import { exact } from './exact.ts'
import { late } from './late.ts'
import { setRepeatedCertificatesAside, setRepeatedNumbersAside, setRepeatedTokensAside } from './repeats.ts'
import { claim, isUnclaimed, runStep, type Step } from './step.ts'
import { matchTranscriptions } from './transcription.ts'

/**
 * The six passes of CONTRACT section 3 over every centre and date at hand; what comes of each row is noted on it.
 *
 * Passes 1 to 4 pair rows of one ref only, so a ref can go through all four before the next: nothing that happens to
 * another ref changes what is left for this one. Passes 5 and 6 never leave a centre-day, so they take each in turn.
 */
export function match({ byDate, persons }: Gathered, lookBackDays: number): void {
  const steps = [...exact, ...doseMismatch, ...late(lookBackDays), ...elsewhere]
  for (const person of persons) matchPerson(person, steps)
  for (const centres of byDate.values()) {
    for (const centreDay of centres.values()) {
      setRepeatedNumbersAside(centreDay)
      matchTranscriptions(centreDay)
      matchAnonymous(centreDay)
    }
  }
}

function matchPerson({ tokens, certificates }: Person, steps: readonly Step[]): void {
  setRepeatedTokensAside(tokens)
  setRepeatedCertificatesAside(certificates, tokens)
  const [token] = tokens
  const [certificate] = certificates
  if (!token || !certificate) return
  if (tokens.length === 1 && certificates.length === 1) {
    matchPair(token, certificate, steps)
    return
  }
  for (const step of steps) {
    if (!certificates.some(isUnclaimed)) return
    runStep(step, tokens, certificates)
  }
}

/** By far the most refs: nothing to choose, the first step that allows the pair makes it. */
function matchPair(token: Token, certificate: Certificate, steps: readonly Step[]): void {
  const step = steps.find(({ mayPair }) => mayPair(token, certificate))
  if (step) claim(step.kind, certificate, token)
}
