/** OpenFisca as a process that is asked line by line. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { installOpenFisca } from './install-openfisca.ts'

export interface Measured { cpuSeconds: number; calculationCpuSeconds: number; peakMb: number }
export interface OpenFisca {
  /** Builds a simulation, sets its inputs and calculates. */
  run(): Promise<Measured>
  /** The results of the last run, by variable, in its currency. */
  dump(): Promise<(variable: string) => Float64Array>
  close(): void
}

/** @param people the folder of column files that it reads */
export async function openOpenFisca(people: string): Promise<OpenFisca> {
  const { python, driver } = installOpenFisca()
  const out = mkdtempSync(join(tmpdir(), 'maru-bench-openfisca-'))
  const peer = spawn(python, [driver, people, out], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(peer, 'spawn')
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]()
  const ask = async (word: string): Promise<string> => {
    peer.stdin.write(`${word}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error('OpenFisca ended before it answered')
    return value
  }
  return {
    run: async () => JSON.parse(await ask('run')) as Measured,
    async dump() {
      await ask('dump')
      return (variable) => {
        const bytes = readFileSync(join(out, `${variable}.f64`))
        return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float64Array.BYTES_PER_ELEMENT)
      }
    },
    close() {
      peer.stdin.end()
      peer.kill()
      rmSync(out, { recursive: true, force: true })
    },
  }
}
