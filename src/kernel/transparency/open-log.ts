/** A transparency log as its room uses it: add in the room's own transaction, wait for the receipt, prove for ever. */
import type { Clock } from '../clock/clock.ts'
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../db/database.ts'
import { Fault, kernelFaults } from '../faults/faults.ts'
import { newId } from '../ids/ids.ts'
import type { Log } from '../log/log.ts'
import { readVkey, type SignerKey, type VerifierKey, writeVkey } from './note/key.ts'
import type { Policy } from './note/policy.ts'
import type { StampAuthority } from './stamp/authority.ts'
import { startStamping, type Stamping } from './stamp/keep-stamps.ts'
import { createEntering, type EnterEntries } from './store/enter-entries.ts'
import { startKeeper, type Keeper } from './store/keep-log.ts'
import { createNumbering, type Numbering } from './store/number-entries.ts'
import { giveReceipt, type NumberedEntry, type Receipt } from './store/receipt.ts'
import type { LogIdentity, LogTables } from './store/tables.ts'
import { createTileReader, type TileReader } from './store/tiles.ts'

export interface LogDefinition {
  name: string
  /** The one that may add entries. */
  room: string
  /** Of a log that does not exist yet; an existing one keeps its own. */
  origin: string
}

export interface OpenDeps {
  db: RoomDatabase<LogTables>
  /** The first gives receipts; all of them sign checkpoints. */
  keys: readonly SignerKey[]
  policy: Policy
  authorities: readonly StampAuthority[]
  clock: Clock
  logger: Log
}

export interface OpenLog {
  log: LogIdentity
  keeper: Keeper
  stamping: Stamping
  authorities: readonly StampAuthority[]
  numbering: Numbering
  enter: EnterEntries
  /** @param rows as committed: now, and not before, their numbers may be signed */
  receive(rows: readonly NumberedEntry[]): Receipt[]
  tiles: TileReader
  everyKey: readonly VerifierKey[]
  witnessKeys: readonly VerifierKey[]
  /** @throws Fault while this log can keep no promise */
  demandWorking(): Promise<void>
}

/** So long may witnesses be away before no more receipts are given: evidence then still catches up (X-Road allows its time-stamps 4 hours). */
const graceHours = 4

export async function openLog({ db, keys, policy, authorities, clock, logger }: OpenDeps, definition: LogDefinition): Promise<OpenLog> {
  const [first] = keys
  if (!first) throw new Error(`the log ${definition.name} has no key`)
  const { log, everyKey } = await db.transaction(async (tx) => {
    const log = await findOrBegin(tx, definition)
    for (const key of keys) if (key.name !== log.origin || key.type !== 1) throw new Error(`the key ${key.name} is not one of the log ${log.origin}: make one under that name`)
    return { log, everyKey: await announceKeys(tx, definition.name, log, keys) }
  })
  const tiles = createTileReader(db, log)
  const keeper = startKeeper({ db, log, policy, tiles, keys, everyKey, logger, known: new Map() })
  return {
    log, keeper, tiles, everyKey, authorities,
    stamping: startStamping({ db, log, authorities, logger }),
    witnessKeys: policy.witnesses.map(({ key }) => key),
    numbering: createNumbering(db, log, first, () => { keeper.soon() }),
    enter: createEntering(db, definition.name),
    receive(rows) {
      if (rows.length > 0) keeper.soon()
      return rows.map((row) => giveReceipt(log.origin, row, first))
    },
    async demandWorking() {
      await keeper.compared
      if (keeper.broken !== undefined) throw new Fault(kernelFaults.unavailable, { cause: new Error(keeper.broken) })
      const waited = keeper.waitingSince ? clock.now().epochMilliseconds - keeper.waitingSince.getTime() : 0
      if (waited > graceHours * 3_600_000) throw new Fault(kernelFaults.unavailable, { cause: new Error(`no witness has answered for ${graceHours} hours`) })
    },
  }
}

async function findOrBegin(tx: Tx<LogTables>, { name, room, origin }: LogDefinition): Promise<LogIdentity> {
  await tx.insertInto('log').values({ name, room, origin }).onConflict((conflict) => conflict.doNothing()).execute()
  const log = await tx.selectFrom('log').select(['id', 'origin']).where('name', '=', name).executeTakeFirstOrThrow()
  await tx.insertInto('log_tree').values({ log: log.id }).onConflict((conflict) => conflict.doNothing()).execute()
  return log
}

/** The kernel's own entries begin with a zero byte, a room's with another: here, the key that signs from now on. */
export const keyEntry = (key: VerifierKey) => Buffer.concat([Buffer.of(0), Buffer.from(writeVkey(key))])

/** @returns every key of all times: what was signed under an earlier one stays valid */
async function announceKeys(tx: Tx<LogTables>, name: string, log: LogIdentity, keys: readonly SignerKey[]): Promise<VerifierKey[]> {
  const { size } = await tx.selectFrom('log_tree').select('size').where('log', '=', log.id).forUpdate().executeTakeFirstOrThrow()
  const known = await tx.selectFrom('log_key').select('vkey').where('log', '=', log.id).execute()
  for (const key of keys) {
    const vkey = writeVkey(key)
    if (known.some((row) => row.vkey === vkey)) continue
    await tx.insertInto('log_key').values({ log: log.id, vkey, first_size: size, last_size: null }).execute()
    await sql`select kernel.log_add(${name}, ${[newId()]}::uuid[], ${[keyEntry(key)]}::bytea[])`.execute(tx)
  }
  const signing = keys.map((key) => writeVkey(key))
  await tx.updateTable('log_key').set({ last_size: size }).where('log', '=', log.id).where('vkey', 'not in', signing).where('last_size', 'is', null).execute()
  const rows = await tx.selectFrom('log_key').select('vkey').where('log', '=', log.id).execute()
  return rows.map(({ vkey }) => readVkey(vkey))
}
