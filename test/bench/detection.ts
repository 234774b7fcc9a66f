import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Measured, measure } from './detection/measure.ts'
import { scenarios } from './detection/scenarios.ts'
import { reasonsOf, tableOf } from './detection/table.ts'

const PAGE = fileURLToPath(new URL('../../docs/detection.md', import.meta.url))
const BEGIN = '<!-- written by: npm run bench detection -- --write -->'
const END = '<!-- end of what is written -->'

/**
 * What is found of known fraud, and who is accused wrongly, over simulated districts; beside it the plain comparison
 * of daily counts. With `--write` the table also goes into docs/detection.md.
 */
export async function benchDetection(): Promise<void> {
  const measured: Measured[] = []
  for (const scenario of scenarios()) {
    measured.push(measure(scenario))
    console.error(`detection: ${scenario.name}`)
  }
  const total = measured.reduce((sum, { districtDays }) => sum + districtDays, 0)
  const replayed = measured.reduce((sum, { replayedDays }) => sum + replayedDays, 0)
  const text = [
    `${total} district-days, ${replayed} of them played through as their rows come.`,
    '',
    tableOf(measured),
    '',
    'Rules that speak on honest days:',
    '',
    reasonsOf(measured),
  ].join('\n')
  console.log(text)
  if (process.argv.includes('--write')) await write(text)
}

async function write(text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (before < 0 || after < before) throw new Error('docs/detection.md has lost the marks round its table')
  await writeFile(PAGE, `${page.slice(0, before + BEGIN.length)}\n\n${text}\n\n${page.slice(after)}`)
}
