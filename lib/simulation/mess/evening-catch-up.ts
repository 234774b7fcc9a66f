import { type DraftDay, MINUTE, plainVisits } from '../draft.ts'

/** The desk was empty in the afternoon: everybody since 14:00 is certified in one go after closing. */
export function eveningCatchUp(draft: DraftDay): void {
  const { centre, midnight, random } = draft
  const since = midnight + 14 * 60 * MINUTE
  let at = midnight + (centre.closes + random.between(5, 50)) * MINUTE
  for (const { certificate } of plainVisits(draft)) {
    if (certificate!.issuedAt! < since) continue
    at += random.between(15, 50) * 1000
    certificate!.issuedAt = at
  }
}
