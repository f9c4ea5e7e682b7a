import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Recorded } from './record.ts'

/** Starts the peer on what was recorded. @param words what its program wants to know besides */
export async function startBare(recorded: Recorded[], program = 'bare-server.ts', words: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bare-'))
  const file = join(folder, 'recorded.json')
  writeFileSync(file, JSON.stringify(recorded))
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [file, ...words], { execArgv: ['--max-old-space-size=192', '--max-semi-space-size=12'] })
  const [{ port }] = await once(child, 'message') as [{ port: number }]
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    async cpuSeconds() {
      const { user, system } = await (await fetch(`${origin}/-/cpu`)).json() as NodeJS.CpuUsage
      return (user + system) / 1e6
    },
    stop() {
      child.disconnect()
      rmSync(folder, { recursive: true })
    },
  }
}
