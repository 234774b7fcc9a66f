import { benchDetection } from './detection.ts'
import { benchEngine } from './engine.ts'
import { benchIntake } from './intake.ts'
import { benchFormats } from './intake-formats.ts'

/** `npm run bench [name]`: figures for people to read. Nothing here passes or fails. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  intake: benchIntake,
  formats: benchFormats,
  detection: benchDetection,
  engine: benchEngine,
}

const asked = process.argv[2]
const names = asked === undefined ? Object.keys(BENCHES) : [asked]
for (const name of names) {
  const bench = BENCHES[name]
  if (!bench) throw new Error(`There is no bench ${name}; there are: ${Object.keys(BENCHES).join(', ')}`)
  await bench()
}
