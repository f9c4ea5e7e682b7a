/** `maru …` as a process of its own, from its start to its clean end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../crash/support/platform.ts'

export interface RunningMaru {
  pid: number
  /** Until it was ready. */
  printed: string
  /** The last of what it has printed since. */
  told(): string
  /** How it ended without being asked to; undefined while it lives. */
  fell(): string | undefined
  /** At once, as the kernel of the machine would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const words = ['--max-semi-space-size=12', '--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts']

function spawnMaru(args: readonly string[], env: Record<string, string>, node: readonly string[] = []): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MARU_') && name !== 'NODE_TEST_CONTEXT')
  return spawn(process.execPath, [...node, ...words, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...Object.fromEntries(inherited), NODE_COMPILE_CACHE: `${root}node_modules/.cache/node-compile`, ...env } })
}

/** @param sign what it prints once it is ready */
export async function startMaru(args: readonly string[], env: Record<string, string>, sign: RegExp, node: readonly string[] = []): Promise<RunningMaru> {
  const child = spawnMaru(args, env, node)
  const ended = once(child, 'exit')
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      printed = `${printed}${chunk.toString()}`.slice(-8_000)
      if (sign.test(printed)) resolve()
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    void ended.then(([code]) => { reject(new Error(`maru ${args.join(' ')} ended with ${String(code)}: ${printed}`)) })
  })
  let asked = false
  const end = async (signal: NodeJS.Signals) => {
    asked = true
    child.kill(signal)
    await ended
  }
  return {
    pid: child.pid!, printed, told: () => printed,
    fell: () => (asked || (child.exitCode === null && child.signalCode === null) ? undefined : `maru ${args.join(' ')} ended by itself with ${child.exitCode ?? child.signalCode}: ${printed}`),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** @throws Error with what it printed, unless it ends well */
export async function runMaru(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawnMaru(args, env)
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString() })
  const [code] = await once(child, 'close') as [number | null]
  if (code !== 0) throw new Error(`maru ${args.join(' ')} ended with ${code}: ${printed}`)
  return printed
}
