import type { Output } from '../io.ts'
import type { Pieces } from './write-report.ts'

/** Prints a report no faster than its reader takes it, and only for as long as there is one. */
export async function printReport(report: Pieces, output: Output): Promise<void> {
  let isGone = false
  let goOn = (): void => {}
  const leave = (): void => {
    isGone = true
    goOn()
  }
  output.once?.('error', leave)
  output.once?.('close', leave)
  for await (const piece of report) {
    if (output.write(piece) === false && !isGone) {
      await new Promise<void>((resolve) => {
        goOn = resolve
        output.once?.('drain', resolve)
      })
    }
    if (isGone) return
  }
}
