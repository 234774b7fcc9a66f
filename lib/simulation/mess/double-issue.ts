import { type DraftDay, MINUTE, type Visit } from '../draft.ts'

/** The operator pressed the button again: a second certificate of the same person under an id of its own. */
export function doubleIssue({ certificate }: Visit, { random, besides, doubles }: DraftDay): void {
  if (certificate?.issuedAt == null) return
  const second = { ...certificate, issuedAt: certificate.issuedAt + random.between(1, 4) * MINUTE }
  besides.push(second)
  doubles.push(second)
}
