/** `maru <command> …`: finds the command, runs it, and turns what goes wrong into sentences. */
import { nearestName } from '../../kernel/config/nearest-name.ts'
import { type Command, complain, print, UsageError } from './command.ts'
import { commands } from './commands.ts'

const helpWords = new Set(['--help', '-h', 'help'])

/** @returns the exit code */
export async function runCommand(words: string[], stop: AbortSignal): Promise<number> {
  if (words.length === 0 || helpWords.has(words[0] ?? '')) {
    printHelp()
    return words.length === 0 ? 2 : 0
  }
  const found = findCommand(words)
  if (!found) return refuse(words)
  if (found.rest.some((word) => helpWords.has(word))) {
    printCommandHelp(found.command)
    return 0
  }
  try {
    return await found.command.run(found.rest, stop)
  } catch (cause) {
    if (stop.aborted) return 0
    complain(tell(cause))
    if (!isUsage(cause)) return 1
    complain(`Usage: npm run -s maru -- ${found.command.usage}`)
    return 2
  }
}

function findCommand(words: string[]) {
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const command = commands[words.slice(0, length).join(' ')]
    if (command) return { command, rest: words.slice(length) }
  }
  return undefined
}

function refuse(words: string[]): number {
  const given = words.join(' ')
  const known = Object.keys(commands)
  const below = known.filter((name) => name.startsWith(`${words[0]} `))
  if (below.length > 0) {
    const wantsHelp = words.some((word) => helpWords.has(word))
    for (const name of below) if (wantsHelp) print(`npm run -s maru -- ${commands[name]?.usage}`)
    if (wantsHelp) return 0
    complain(`"${given}" is not complete. Known: ${below.map((name) => commands[name]?.usage).join('; ')}`)
    return 2
  }
  const meant = nearestName(given, known)
  complain(`"${given}" is not a command of maru.${meant ? ` Did you mean "${meant}"?` : ''} All commands: npm run -s maru -- --help`)
  return 2
}

function printHelp() {
  print('Maru: one door to public services.\n\nnpm run -s maru -- <command>\n')
  // A line each: the longest usage is wider than any window.
  for (const { usage, summary } of Object.values(commands)) print(`  ${usage}\n      ${summary}`)
  print('\nSettings come from the environment: npm run -s maru -- config --explain')
}

function printCommandHelp({ usage, summary, details }: Command) {
  print(`npm run -s maru -- ${usage}\n\n${summary}.`)
  if (details) print(`\n${details}`)
}

const isUsage = (cause: unknown) => cause instanceof UsageError || String((cause as { code?: string }).code).startsWith('ERR_PARSE_ARGS')

/** Faults whose message says all that whoever asked can mend. */
const foreseenNames = new Set(['ConfigError', 'RulesFault', 'KernelFault', 'SqlFault'])

/** A sentence for the operator; the stack only where nobody foresaw the fault. */
function tell(cause: unknown): string {
  const { code, syscall, message, stack, name, port } = cause as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another: MARU_PORT=${(port ?? 8000) + 1} npm start`
  if (code === 'EACCES' && syscall === 'listen') return `Port ${port} needs root. Choose one above 1023 and put a TLS proxy before it: docs/guides/operate.md`
  const foreseen = foreseenNames.has(name) || isUsage(cause) || (name === 'Error' && code === undefined)
  return foreseen || !stack ? message : stack
}
