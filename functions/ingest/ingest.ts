import type { ByteSource } from '../../lib/application/byte-source.ts'
import type { Deps } from '../../lib/application/deps.ts'
import { handIn } from '../../lib/application/hand-in.ts'
import { shownFaults, shownReceipt } from '../../lib/application/shown-receipt.ts'
import { takeUpload } from '../../lib/application/take-upload.ts'
import { GRAMMAR, targetOf } from './target.ts'

/** A file that arrived in the inbox: its key says what it is. */
export interface Arrival {
  readonly key: string
  /** Called for what is ours alone. */
  readonly open: () => Promise<ByteSource>
  /** Who put it there. */
  readonly by: string
}

/** What its sender finds beside it. */
export type Ingested =
  | { readonly outcome: 'accepted'; readonly replay: boolean; readonly receipt: object }
  | { readonly outcome: 'refused'; readonly faults: readonly object[] }
  | { readonly outcome: 'not-ours'; readonly detail: string }

/**
 * Takes a file from the inbox bucket or the drop folder, for what its key says that it is. A repeated event finds the
 * same bytes in force and changes nothing.
 */
export async function ingest({ key, open, by }: Arrival, deps: Deps): Promise<Ingested> {
  const target = targetOf(key)
  if (!target) {
    deps.logger.warn('ingest-key-unknown')
    return { outcome: 'not-ours', detail: GRAMMAR }
  }
  const accepted = await handIn(target, { source: await open(), by }, deps)
  const { language } = deps.district.formats
  if (accepted.ok) {
    const { replay, receipt } = accepted.value
    return { outcome: 'accepted', replay, receipt: shownReceipt(receipt, language) }
  }
  const { faults } = accepted.refusal
  deps.logger.warn('ingest-refused', { faults: faults.length, reason: faults[0]?.reason ?? '' })
  return { outcome: 'refused', faults: shownFaults(faults, language) }
}

/** Takes what was sent by the form of an upload. Its sender follows the upload, so a refusal alarms nobody. */
export async function ingestUpload(
  uploadId: string,
  open: Arrival['open'],
  deps: Deps,
): Promise<'accepted' | 'refused' | 'not-ours'> {
  const taken = await takeUpload(uploadId, await open(), deps)
  if (taken.outcome !== 'decided') {
    deps.logger.warn('upload-not-taken', { reason: taken.outcome })
    return 'not-ours'
  }
  const { state } = taken.upload
  deps.logger.info('upload-decided', { state, first: taken.first })
  return state
}
