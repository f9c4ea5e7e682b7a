/** A witness as tests run it: the very program an office would run, with a folder of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface RunningWitness {
  name: string
  folder: string
  vkey: string
  url: string
  /** Again, on the same port and folder. */
  start(): Promise<void>
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const maru = ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts']

export async function startWitness(folder: string, name: string): Promise<RunningWitness> {
  const vkey = execFileSync(process.execPath, [...maru, 'witness', 'new', '--folder', folder, '--name', `${name}.example`], { cwd: root, encoding: 'utf8' }).trim()
  let child: ChildProcess | undefined
  const start = async (port: string): Promise<string> => {
    child = spawn(process.execPath, [...maru, 'witness', '--folder', folder, '--port', port], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const line of createInterface({ input: child.stdout! })) {
      const url = /^Witness at (http:\S+)$/.exec(line)?.[1]
      if (url) return url
    }
    throw new Error(`the witness ${name} does not start`)
  }
  const url = await start('0')
  return {
    name, folder, vkey, url,
    start: async () => void await start(new URL(url).port),
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
