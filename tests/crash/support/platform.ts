/** The platform as `npm start` runs it: a process of its own, on a data folder of its own, that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
/** As scripts/run gives it. */
const memory = ['--max-old-space-size=320', '--heap-growing-percent=100', '--max-semi-space-size=12']
/** On a machine that others use too. */
const patience = 120_000

export interface PlatformOptions {
  data: string
  port: number
  /** More words for node, such as `--cpu-prof`. */
  node?: string[]
  /** Settings. */
  env?: Record<string, string>
}

export interface Platform {
  pid: number
  origin: string
  /** What it printed while starting. */
  printed: string
  /** From spawn to the line with the address. */
  startMs: number
  /** From now on the process stands still for ever at this pause point. Resolves when it is reached; never, when it is not. */
  pauseAt(name: string): Promise<void>
  ended: Promise<void>
  /** How it ended without being asked to, with the last it wrote; undefined while it lives. */
  fell(): string | undefined
  kill(): Promise<void>
  stop(): Promise<void>
}

export async function startPlatform({ data, port, node = [], env = {} }: PlatformOptions): Promise<Platform> {
  const began = performance.now()
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MARU_') && name !== 'NODE_TEST_CONTEXT')
  const child = spawn(process.execPath, [
    ...memory, ...node, '--import', './src/kernel/tsx-hook.ts', '--import', './tests/crash/support/take-pause-name.ts', 'bin/maru.ts', 'demo',
  ], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...Object.fromEntries(inherited), MARU_DATA: data, MARU_PORT: String(port), NODE_COMPILE_CACHE: `${root}node_modules/.cache/node-compile`, ...env,
    },
  })
  child.channel?.unref()
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve() }) })
  let output = ''
  const keep = (chunk: Buffer) => { output = `${output}${chunk.toString()}`.slice(-4_000) }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  let asked = false
  const printed = await untilOpen(child)
  return {
    pid: child.pid!, origin: `http://localhost:${port}`, printed, startMs: performance.now() - began, ended,
    pauseAt(name) {
      child.send({ pauseAt: name })
      return new Promise((resolve) => { child.once('message', () => { resolve() }) })
    },
    fell: () => (asked || (child.exitCode === null && child.signalCode === null) ? undefined : `the platform ended by itself with ${child.exitCode ?? child.signalCode}: ${output}`),
    async kill() {
      asked = true
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      asked = true
      child.kill('SIGTERM')
      await ended
    },
  }
}

function untilOpen(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { reject(new Error(`the platform is not open after ${patience} ms:\n${printed}`)) }, patience)
    const look = (chunk: Buffer) => {
      printed += chunk.toString()
      if (!printed.includes('Maru is open')) return
      clearTimeout(timer)
      resolve(printed)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`the platform ended with ${code ?? signal} while starting:\n${printed}`))
    })
  })
}

/** A port that nobody has: below those that systems give to connections that leave, so that none of these takes it before the platform is up.
 * @param lane trials that run side by side look in places of their own: while one's platform is dead, no other takes its port */
export async function freePort(lane?: number): Promise<number> {
  const [from, to] = lane === undefined ? [20_000, 30_000] : [30_000 + (lane % 20) * 100, 30_100 + (lane % 20) * 100]
  for (;;) {
    const port = randomInt(from, to)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => { resolve(false) })
    server.listen(port, '127.0.0.1', () => server.close(() => { resolve(true) }))
  })
}

/** @returns milliseconds until `/readyz` said yes */
export async function untilReady(origin: string, milliseconds = patience): Promise<number> {
  const began = performance.now()
  for (;;) {
    try {
      const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })
      await answer.arrayBuffer()
      if (answer.ok) return performance.now() - began
    } catch {
      // Not there yet.
    }
    if (performance.now() - began > milliseconds) throw new Error(`${origin} is not ready after ${milliseconds} ms`)
    await pause(20)
  }
}
