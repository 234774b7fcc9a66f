import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { printReport } from '../../cli/reconcile/print-report.ts'

/** A pipe that takes one piece at a time, and tells how many lay in it at once. */
class Pipe extends EventEmitter {
  readonly taken: string[] = []
  lying = 0
  most = 0
  write(piece: string | Uint8Array): boolean {
    this.taken.push(String(piece))
    this.lying++
    this.most = Math.max(this.most, this.lying)
    return false
  }
  drain(): void {
    this.lying = 0
    this.emit('drain')
  }
}

const PIECES = ['a', 'b', 'c']
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('printing a report', () => {
  it('waits for its reader', async () => {
    const pipe = new Pipe()
    const printed = printReport(PIECES, pipe)
    await soon()
    expect(pipe.taken).toEqual(['a'])
    for (const _ of PIECES) {
      pipe.drain()
      await soon()
    }
    await printed
    expect(pipe).toMatchObject({ taken: PIECES, most: 1 })
  })

  it.each(['error', 'close'])('ends with its reader, told by %s', async (event) => {
    const pipe = new Pipe()
    let made = 0
    const pieces = (function* () {
      while (made++ < 1000) yield 'a piece'
    })()
    const printed = printReport(pieces, pipe)
    await soon()
    pipe.emit(event)
    await printed
    expect(made).toBe(1)
  })
})
