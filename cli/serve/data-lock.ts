import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Another process has the data. */
export class DataInUse extends Error {
  override readonly name = 'DataInUse'
  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(
      `Process ${pid} already serves ${directory}. Stop it, or set MILAAN_DATA and MILAAN_PORT to others.`,
    )
  }
}

/** Takes the directory for this process; what a killed process left behind is taken over. Answers how to let go. */
export async function lockData(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'lock')
  const holder = Number(await readFile(path, 'utf8').catch(() => '0'))
  if (holder > 0 && holder !== process.pid && (await isMilaan(holder))) throw new DataInUse(directory, holder)
  await writeFile(path, String(process.pid))
  return () => rm(path, { force: true })
}

/** Alive, and not another program that was given the number since. */
async function isMilaan(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null || command.includes('milaan') || command.includes('serve')
}
