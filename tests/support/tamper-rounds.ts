/** A log before two witnesses, tampered with round after round: what is told, and how soon. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { newSignerKey, readSignerKey, signerFromSeed, writeVkey } from '../../src/kernel/transparency/note/key.ts'
import { readPolicy } from '../../src/kernel/transparency/note/policy.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { serveWitness } from '../../src/kernel/transparency/witness/serve-witness.ts'
import { createExchange } from '../../src/modules/exchange/index.ts'
import { roomDatabase } from './room-database.ts'
import { putBack, saveState, tamper, type Tampering } from './tamper.ts'

export interface Round {
  kind: Tampering
  /** What was told; undefined when nothing was found. */
  told: string | undefined
  /** The first entry that was tampered with stands in it. */
  named: boolean
  /** From the tampering to the word, in milliseconds; the keepers' own rhythm comes on top (30 s for entries, 45 s for rows). */
  ms: number
}

export interface TamperTrial { play(kind: Tampering): Promise<Round>; close(): Promise<void> }

const origin = 'tamper.example/log/access'

/** @param looks before the backup, and as many after it */
export async function openTamperTrial(looks: number, draw: (below: number) => number): Promise<TamperTrial> {
  await using opened = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'maru-tamper-'))
  opened.defer(() => { rmSync(folder, { recursive: true, force: true }) })
  const room = await roomDatabase()
  opened.defer(() => room.close())
  const key = signerFromSeed(origin, 1, randomBytes(32))
  const lines: string[] = []
  for (const name of ['ombudsman', 'authority']) {
    const own = join(folder, name)
    mkdirSync(own)
    const secret = newSignerKey(`${name}.example`, 4)
    writeFileSync(join(own, 'witness.key'), secret)
    writeFileSync(join(own, 'logs'), `${writeVkey(key)}\n`)
    const witness = await serveWitness({ folder: own, host: '127.0.0.1', port: 0 })
    opened.defer(() => witness.close())
    lines.push(`witness ${name} ${writeVkey(readSignerKey(secret))} ${witness.url}`)
  }
  const policy = readPolicy(`${lines.join('\n')}\ngroup both all ombudsman authority\nquorum both\n`)
  const pack = loadPack('packs/kr')
  const silent = pino({ level: 'silent' })
  const start = () => {
    const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: silent, host: 'tamper.example', secret: randomBytes(32), keys: [key], policy })
    const log = transparency.log('access', 'exchange')
    const exchange = createExchange({ database: room.database, pack, clock: systemClock(pack.timeZone), log: silent, accessLog: log, addressOf: () => undefined })
    return { transparency, log, exchange, stop: async () => { await exchange.close(); await transparency.stop() } }
  }
  let running = start()
  opened.defer(() => running.stop())
  const writeLooks = async () => {
    for (let at = 0; at < looks; at += 20) {
      await Promise.all(Array.from({ length: Math.min(20, looks - at) }, (_, place) => running.exchange.noteViewing({
        person: `P-${(at + place) % 17}`, agency: 'nts', role: 'caseworker', purpose: 'birth-nts', caseId: randomUUID(), values: [{ register: 'resident', field: 'name', value: 'x', answeredAt: new Date().toISOString() }],
      })))
    }
    // Now, so that the keeper has no reason to add an entry while a round is played.
    await running.exchange.commitHeads()
    await running.log.settle()
    return (await running.log.published())!.size
  }
  const backupSize = await writeLooks()
  await saveState(room.ask, 'backup')
  const size = await writeLooks()
  await saveState(room.ask, 'good')
  if (await running.log.sweep() !== undefined || await running.exchange.sweep() !== undefined) throw new Error('an untouched log is found wanting')

  const kept = opened.move()
  return {
    async play(kind) {
      const { first } = await tamper(room.ask, kind, { size, draw, backup: 'backup', backupSize })
      const began = performance.now()
      await running.log.settle()
      const told = await running.log.sweep() ?? await running.exchange.sweep()
      const ms = performance.now() - began
      await running.stop()
      await putBack(room.ask, 'good')
      running = start()
      return { kind, told, named: told !== undefined && (first === undefined || new RegExp(`\\bentry ${first}\\b`).test(told)), ms }
    },
    close: () => kept.disposeAsync(),
  }
}
