import { type Io, STATUS } from './io.ts'
import { type Topic, usageOf } from './usage.ts'

/** Says in a sentence what is wrong with the command line, and how it goes. Answers the exit status. */
export function wrongUsage(sentence: string, topic: Topic, io: Pick<Io, 'stderr'>): number {
  io.stderr.write(`milaan: ${sentence}\n\n${usageOf(topic)}`)
  return STATUS.wrongUsage
}
