import { VERSION } from '../lib/runtime/version.ts'
import { type Io, STATUS } from './io.ts'
import { USAGE, usageOf } from './usage.ts'
import { wrongUsage } from './wrong-usage.ts'

type Command = (args: readonly string[], io: Io) => Promise<number>

// Each is loaded when it is called: a reconciliation need not wait for the server's libraries.
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['reconcile', async (args, io) => (await import('./reconcile/command.ts')).reconcileCommand(args, io)],
  ['template', async (args, io) => (await import('./template/command.ts')).templateCommand(args, io)],
  ['check', async (args, io) => (await import('./check/command.ts')).checkCommand(args, io)],
  ['simulate', async (args, io) => (await import('./simulate/command.ts')).simulateCommand(args, io)],
  ['verify', async (args, io) => (await import('./verify.ts')).verifyCommand(args, io)],
  ['serve', serveCommand],
  ['help', help],
  ['--help', help],
  ['-h', help],
  ['--version', version],
])

/** Runs one command line, program name left out. Answers the exit status (CONTRACT section 5). */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv
  if (name === undefined) return wrongUsage('Which command?', 'all', io)
  const command = COMMANDS.get(name)
  return command ? command(args, io) : wrongUsage(`There is no command ${JSON.stringify(name)}.`, 'all', io)
}

async function help([topic = 'all', ...more]: readonly string[], io: Io): Promise<number> {
  if (more.length > 0 || !isTopic(topic)) {
    return wrongUsage(`There is no help on ${JSON.stringify([topic, ...more].join(' '))}.`, 'all', io)
  }
  io.stdout.write(usageOf(topic))
  return STATUS.fine
}

async function version(args: readonly string[], io: Io): Promise<number> {
  if (args.length > 0) return wrongUsage('--version takes nothing after it.', 'all', io)
  io.stdout.write(`${VERSION}\n`)
  return STATUS.fine
}

async function serveCommand([first, ...more]: readonly string[], io: Io): Promise<number> {
  if ((first === '--help' || first === '-h') && more.length === 0) return help(['serve'], io)
  if (first !== undefined) {
    return wrongUsage('serve takes its settings from the environment alone.', 'serve', io)
  }
  const { serve } = await import('./serve/serve.ts')
  return serve(io.env, {
    print: (line) => io.stdout.write(`${line}\n`),
    printError: (line) => io.stderr.write(`${line}\n`),
    sample: io.sample,
    stopped: io.stopped(),
  })
}

function isTopic(topic: string): topic is keyof typeof USAGE {
  return Object.hasOwn(USAGE, topic)
}
