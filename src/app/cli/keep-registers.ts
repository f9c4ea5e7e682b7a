/** The demonstration registers as a child process: started, adopted, restarted when killed. */
import { spawn } from 'node:child_process'
import { mkdirSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from '../../kernel/config/read-config.ts'
import type { BankSettings } from '../../kernel/config/read-bank.ts'
import type { RegisterAddress } from '../../kernel/config/read-registers.ts'
import type { Log } from '../../kernel/log/log.ts'
import { keepAlive } from '../../kernel/supervisor/keep-alive.ts'
import { identify, isAlive, type ProcessIdentity, signal, waitForEnd } from '../../kernel/supervisor/process-identity.ts'

export interface Registers {
  /** by register id; its entries change in place when the registers come back under other addresses */
  addresses: Record<string, RegisterAddress>
  /** the agencies' bank, in the same process; changes in place with it */
  bank: BankSettings
  adopted: boolean
  pid(): number
  /** lets the process live on without a watcher */
  release(): Promise<void>
  stop(): Promise<void>
}

interface Ready {
  pid: number
  registers: Record<string, RegisterAddress>
  bank: BankSettings
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const registersProgram = join(root, 'demo/registers/main.ts')
/** Small services in one process, most of their memory in SQLite's own cache. */
const memory = ['--max-old-space-size=96', '--max-semi-space-size=2']

/** @returns when every register answers */
export async function keepRegisters(config: Pick<Config, 'data' | 'pack'>, log: Log, program = registersProgram): Promise<Registers> {
  const folder = join(config.data, 'registers')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const addresses: Record<string, RegisterAddress> = {}
  const bank: BankSettings = { url: '', token: '', accounts: {} }
  const take = (ready: Ready) => {
    Object.assign(addresses, ready.registers)
    Object.assign(bank, ready.bank)
    return identify(ready.pid) ?? { pid: ready.pid, born: '' }
  }
  const launch = () => start(folder, registersArguments(folder, config.pack, program))
  const found = await findRunning(folder, program)
  const first = take(found ?? await launch())
  const kept = keepAlive('registers', first, async () => take(await launch()), log)
  return {
    addresses,
    bank,
    adopted: found !== undefined,
    pid: () => kept.identity.pid,
    release: async () => void await kept.release(),
    async stop() {
      const last = await kept.release()
      if (!isAlive(last)) return
      signal(last.pid, 'SIGTERM')
      if (!(await waitForEnd(last, 5_000))) signal(last.pid, 'SIGKILL')
    },
  }
}

/** What a run of the registers needs to know; also for running them alone. */
export const registersArguments = (folder: string, pack: string, program = registersProgram) => [
  ...memory, '--import', './src/kernel/tsx-hook.ts', program, '--data', folder, '--pack', pack,
]

async function start(folder: string, words: string[]): Promise<Ready> {
  rmSync(readyFile(folder), { force: true })
  const log = openSync(join(folder, 'registers.log'), 'a', 0o600)
  const child = spawn(process.execPath, words, { cwd: root, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const started = identify(child.pid ?? -1)
  const until = performance.now() + 60_000
  while (started && isAlive(started) && performance.now() < until) {
    const ready = read(folder)
    if (ready?.pid === started.pid && await allAnswer(ready)) return ready
    await pause(20)
  }
  if (started) signal(started.pid, 'SIGKILL')
  throw new Error(`The demonstration registers did not start. Their log: ${join(folder, 'registers.log')}`)
}

/** On a machine that does much else, forty registers need a while for their first word, in milliseconds. */
const slowest = 15_000

/** Left alive by a killed platform: the same program, on the same folder, and every register answers. */
async function findRunning(folder: string, program: string): Promise<Ready | undefined> {
  const ready = read(folder)
  const found = ready && identify(ready.pid)
  if (!ready || !found || !runsRegisters(found, folder, program)) return undefined
  for (const until = performance.now() + slowest; performance.now() < until && isAlive(found); await pause(100)) if (await allAnswer(ready)) return ready
  signal(found.pid, 'SIGKILL')
  await waitForEnd(found, 2_000)
  return undefined
}

function runsRegisters({ pid }: ProcessIdentity, folder: string, program: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes(program) && words.includes(folder)
  } catch {
    return false
  }
}

async function allAnswer({ registers, bank }: Ready): Promise<boolean> {
  try {
    const answers = await Promise.all([...Object.values(registers), bank].map(({ url }) => fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })))
    return answers.length > 0 && answers.every((answer) => answer.ok)
  } catch {
    return false
  }
}

const readyFile = (folder: string) => join(folder, 'registers.json')

function read(folder: string): Ready | undefined {
  try {
    return JSON.parse(readFileSync(readyFile(folder), 'utf8')) as Ready
  } catch {
    return undefined
  }
}
