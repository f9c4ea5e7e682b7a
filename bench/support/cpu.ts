/** CPU seconds of the platform, by its own word, and of PostgreSQL, by the system's. */
import { readdirSync, readFileSync } from 'node:fs'
import { findPostmaster } from '../../src/kernel/postgres/postmaster.ts'
import { locateCluster } from '../../src/kernel/postgres/place-cluster.ts'
import { registersOf } from '../../tests/crash/support/victims.ts'

/** `process.cpuUsage()` of the platform's process: what its `/metrics` counts. */
export async function platformCpu(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const of = (name: string) => Number(new RegExp(`^process_cpu_${name}_seconds_total ([\\d.e+-]+)`, 'm').exec(text)?.[1])
  const sum = of('user') + of('system')
  if (!Number.isFinite(sum)) throw new Error(`${origin}/metrics tells no CPU time`)
  return sum
}

/** Clock ticks of proc(5) are hundredths of a second on Linux. */
const tick = 100

/** The server and all its sessions, those that have ended included (the kernel adds them to their parent). */
export function postgresCpu(data: string): number {
  const server = findPostmaster(locateCluster(data, () => undefined).cluster)
  if (!server) throw new Error(`no PostgreSQL runs on ${data}`)
  return serverCpu(server.pid)
}

/** The same by the number of its first process. */
export function serverCpu(pid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(name)
    if (Number(name) === pid) ticks += sum(fields, 11, 14)
    else if (Number(fields[1]) === pid) ticks += sum(fields, 11, 12)
  }
  return ticks / tick
}

/** The demonstration's registers, which are other people's programs. */
export const registersCpu = (data: string) => sum(statOf(String(registersOf(data).pid)), 11, 12) / tick

/** A process without what its children spent. */
export const processCpu = (pid: number) => sum(statOf(String(pid)), 11, 12) / tick

/** Fields of /proc/<pid>/stat from the third on: state, parent, …; utime is the 14th, stime the 15th, then those of ended children. */
function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const sum = (fields: string[], from: number, to: number) => fields.slice(from, to + 1).reduce((total, field) => total + Number(field), 0)
