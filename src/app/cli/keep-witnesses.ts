/** The demonstration's witnesses: two small programs with keys and memories of their own, started, and started again when killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Config } from '../../kernel/config/read-config.ts'
import type { Log } from '../../kernel/log/log.ts'
import { keepAlive } from '../../kernel/supervisor/keep-alive.ts'
import { identify, isAlive, type ProcessIdentity, signal, waitForEnd } from '../../kernel/supervisor/process-identity.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../../kernel/transparency/note/key.ts'
import { type Policy, readPolicy } from '../../kernel/transparency/note/policy.ts'

export interface Witnesses {
  /** Both have to cosign what is published. */
  policy: Policy
  pids(): number[]
  stop(): Promise<void>
}

/** Offices that would run one. */
const offices = ['ombudsman', 'data-protection'] as const
/** A few requests a second over trees of hashes: the smallest heap does. */
const memory = ['--max-old-space-size=24', '--max-semi-space-size=1', '--v8-pool-size=1']
const patience = 20_000

/** @param logs verifier keys of the logs to watch over, beside the history of this portal's keys @returns when both answer */
export async function keepWitnesses(config: Pick<Config, 'data' | 'port'>, logs: readonly string[], log: Log): Promise<Witnesses> {
  const folder = join(config.data, 'witnesses')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const program = join(folder, 'witness.mjs')
  // One file without the compiler: a witness is to be small.
  await build({ entryPoints: [fileURLToPath(new URL('../../../demo/witness/main.ts', import.meta.url))], outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node24', logLevel: 'silent' })
  const kept = await Promise.all(offices.map((office) => keepWitness(program, join(folder, office), office, logs, `localhost%3A${config.port}`, log)))
  return {
    policy: readPolicy(`${kept.map(({ line }) => line).join('\n')}\ngroup both all ${offices.join(' ')}\nquorum both\n`),
    pids: () => kept.map(({ pid }) => pid()),
    stop: async () => void await Promise.all(kept.map(({ stop }) => stop())),
  }
}

async function keepWitness(program: string, folder: string, office: string, logs: readonly string[], host: string, log: Log) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keyFile = join(folder, 'witness.key')
  if (!existsSync(keyFile)) writeFileSync(keyFile, `${newSignerKey(`${office}.example`, 4)}\n`, { mode: 0o600, flush: true })
  writeFileSync(join(folder, 'logs'), logs.map((key) => `${key}\n`).join(''))
  writeFileSync(join(folder, 'hosts'), `${host}\n`)
  const first = await launch(program, folder, '0')
  // On the same port again: the platform's policy names it.
  const { port } = new URL(first.url)
  const watched = keepAlive(`witness ${office}`, first.identity, async () => (await launch(program, folder, port)).identity, log)
  return {
    line: `witness ${office} ${writeVkey(readSignerKey(readFileSync(keyFile, 'utf8')))} ${first.url}`,
    pid: () => watched.identity.pid,
    async stop() {
      const last = await watched.release()
      if (!isAlive(last)) return
      signal(last.pid, 'SIGTERM')
      if (!(await waitForEnd(last, 2_000))) signal(last.pid, 'SIGKILL')
    },
  }
}

async function launch(program: string, folder: string, port: string): Promise<{ identity: ProcessIdentity; url: string }> {
  const errors = openSync(join(folder, 'witness.log'), 'a', 0o600)
  const child = spawn(process.execPath, [...memory, program, folder, port], { stdio: ['pipe', 'pipe', errors] })
  closeSync(errors)
  child.unref()
  const lines = createInterface({ input: child.stdout! })
  const said = once(lines, 'line', { signal: AbortSignal.timeout(patience) }).then(([line]) => String(line), () => undefined)
  const url = await Promise.race([said, once(child, 'exit').then(() => undefined, () => undefined)])
  lines.close()
  const identity = identify(child.pid ?? -1)
  if (url === undefined || !identity) {
    child.kill('SIGKILL')
    throw new Error(`A witness of the demonstration did not start. Its log: ${join(folder, 'witness.log')}`)
  }
  // Neither pipe keeps this process alive; the first ends with it.
  for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as { unref(): void }).unref()
  return { identity, url }
}
