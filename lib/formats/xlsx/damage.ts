import { type Fault, faultOf } from '../faults.ts'

/** Why a workbook is not read on, thrown from deep within and made a refusal where it is read. */
export class WorkbookDamage extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(`a workbook cannot be read: ${fault.reason}`)
    this.fault = fault
  }
}

/** Damage of no kind that its sender could tell apart. */
export function damaged(row: number | null = null): WorkbookDamage {
  return new WorkbookDamage(faultOf('damaged-workbook', { row }))
}

/** Of what takes too long to read, or too much memory: its size, of so many bytes and more, is why. */
export function tooLarge(bytes: number): WorkbookDamage {
  return new WorkbookDamage(faultOf('unpacks-too-large', { details: { bytes } }))
}
