import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../kernel/config/read-config.ts'
import { registersArguments } from './keep-registers.ts'
import { noWords } from './parse-words.ts'

/** The demonstration registers in the foreground, on the data folder the demonstration uses. */
export async function registers(words: string[], stop: AbortSignal): Promise<number> {
  noWords(words)
  const config = readConfig(process.env, 'command')
  const folder = join(config.data, 'registers')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const child = spawn(process.execPath, registersArguments(folder, config.pack), { cwd: fileURLToPath(new URL('../../../', import.meta.url)), stdio: 'inherit' })
  stop.addEventListener('abort', () => void child.kill('SIGTERM'), { once: true })
  const [code] = await once(child, 'exit') as [number | null]
  return stop.aborted ? 0 : code ?? 1
}
