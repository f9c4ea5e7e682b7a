/** The demonstration's registers with everybody in them: filled once a process for each country, then copied. */
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningRegisters, startRegisters } from '../../demo/registers/start-registers.ts'

const kept = new Map<string, string>()

/** @param data folder that is not there yet */
export async function openFullRegisters(data: string, packFolder: string): Promise<RunningRegisters> {
  const before = kept.get(packFolder)
  if (before) cpSync(before, data, { recursive: true })
  const registers = await startRegisters(data, packFolder)
  if (!before) kept.set(packFolder, keep(data))
  return registers
}

/** As they are before anybody has come. */
function keep(data: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'maru-full-registers-'))
  process.on('exit', () => { rmSync(folder, { recursive: true, force: true }) })
  cpSync(data, folder, { recursive: true, filter: (file) => !file.endsWith('-shm') })
  // Whoever closes a database last writes its journal into it.
  for (const file of globSync(join(folder, '*.sqlite'))) {
    const database = new DatabaseSync(file)
    database.exec('pragma wal_checkpoint(truncate)')
    database.close()
  }
  return folder
}
