/**
 * One owner for a data folder. The lock is the system's own (fcntl, through SQLite): it ends with the
 * process however that ends, and no file left behind can keep the next start out.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Holds the folder until disposed of. Throws a sentence for the operator when another process holds it. */
export function holdFolder(folder: string, purpose: string): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const note = join(folder, 'owner.json')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(join(folder, 'owner.lock'))
    database.exec('pragma busy_timeout = 0; pragma journal_mode = off; begin exclusive')
  } catch (cause) {
    database?.close()
    if (/locked|busy/i.test((cause as Error).message)) throw new Error(`${folder} is in use: ${tellOwner(note)}. Stop that process first, or choose another MARU_DATA.`, { cause })
    throw new Error(`${folder} cannot be written: start as its owner, or choose another MARU_DATA.`, { cause })
  }
  writeFileSync(note, JSON.stringify({ pid: process.pid, purpose, since: new Date().toISOString() }), { mode: 0o600 })
  const held = database
  return { [Symbol.dispose]: () => held.close() }
}

function tellOwner(note: string): string {
  try {
    const { pid, purpose, since } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number; purpose: string; since: string }
    return `process ${pid} (${purpose}) since ${since}`
  } catch {
    return 'by another process'
  }
}
