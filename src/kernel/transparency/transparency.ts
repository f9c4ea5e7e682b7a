/**
 * The transparency logs of the platform. Each belongs to one room, is opened when first used, and is kept going by
 * every process (RFC 6962; C2SP tlog-tiles, tlog-checkpoint, tlog-witness).
 */
import { sql } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import { deriveKey } from '../crypto/tokens.ts'
import type { Database, RoomDatabase, Tx } from '../db/database.ts'
import type { SendPacket } from '../db/send-packets.ts'
import type { Log } from '../log/log.ts'
import { signerFromSeed, type SignerKey, writeVkey } from './note/key.ts'
import { readPolicy, type Policy } from './note/policy.ts'
import { openLog, type OpenLog } from './open-log.ts'
import { type EntryState, indexesOf, type ManyProof, proveEarly, proveEntry, proveMany, type Published, readPublished } from './prove-entries.ts'
import type { StampAuthority } from './stamp/authority.ts'
import { type AuthorityState, type EntryStamp, readAuthorityStates, readNewestStamps, readStampsOf, type StampRow } from './stamp/read-stamps.ts'
import type { Entering } from './store/enter-entries.ts'
import { isGiven, type NumberedEntry, type Receipt } from './store/receipt.ts'
import type { LogTables } from './store/tables.ts'

export interface TransparencyDeps {
  database: Database
  clock: Clock
  logger: Log
  /** Host that the logs are named after: `services.example` gives `services.example/log/access`. */
  host: string
  /** Of the installation: a log without a key of its own signs with one derived from it. */
  secret: Buffer
  keys?: readonly SignerKey[]
  /** Witnesses and how many are enough; none when left out. */
  policy?: Policy
  /** Those who put a time to what is published; none when left out. */
  authorities?: readonly StampAuthority[]
}

export interface NewEntry { id: string; entry: Buffer }

export interface TransparencyLog {
  readonly name: string
  /** In the transaction of the change that the entry speaks of. The log is open by then (`start`, `open`): a transaction that waited for a second connection could wait for ever. */
  add<Tables>(tx: Tx<Tables>, entries: readonly NewEntry[]): Promise<void>
  /** After that transaction: the entries have their numbers, durably. @throws kernelFaults.unavailable while the log can keep no promise */
  receipts(ids: readonly string[]): Promise<Receipt[]>
  /**
   * For a change that is made often: its entries get their numbers in the packet that commits it, and their receipts once it is durable.
   * @param work reads by packets, and says what goes with the commit
   * @throws kernelFaults.unavailable while the log can keep no promise
   */
  change<Tables, Result>(db: RoomDatabase<Tables>, work: (send: SendPacket) => Promise<Entering<Result>>): Promise<{ result: Result; receipts: Receipt[] }>
  /**
   * The same for a change whose own statement enters what it writes (`kernel.log_enter`).
   * @param write resolves with the entries and their numbers, once they are durable
   */
  entered<Row extends NumberedEntry>(write: () => Promise<readonly Row[]>): Promise<{ rows: readonly Row[]; receipts: Receipt[] }>
  states(ids: readonly string[]): Promise<Map<string, EntryState>>
  /** Numbers of entries; those that have none yet are left out. */
  places(ids: readonly string[]): Promise<Map<string, number>>
  /** The entry's place as a c2sp.org/tlog-proof; undefined while it has none that witnesses have seen. */
  prove(id: string): Promise<string | undefined>
  /** The same in the earliest tree that is kept, at most about a day younger than the entry. */
  proveEarly(id: string): Promise<string | undefined>
  proveMany(ids: readonly string[]): Promise<ManyProof | undefined>
  published(): Promise<Published | undefined>
  /** Whom to believe about this log, for verifiers to keep (C2SP tlog-policy): its keys of all times, and the witnesses. */
  policy(): Promise<string>
  /** The newest time-stamp of each authority. */
  stamps(): Promise<StampRow[]>
  /** Of each authority the earliest time-stamp over a tree that holds the entry. */
  stampsOf(id: string): Promise<EntryStamp[]>
  /** How it stands with each time-stamp authority. */
  authorityStates(): Promise<AuthorityState[]>
  /** Entries from this number on, as they are stored. */
  entries(from: number, most: number): Promise<{ index: number; id: string; entry: Buffer }[]>
  /** Reads everything again and holds it against signatures and witnesses; the keeper does it by itself, too. @returns why the log can no longer be relied on */
  sweep(): Promise<string | undefined>
  /** Numbers, checkpoint and witnesses for everything that waits, and a stamp of each authority whose turn it is. */
  settle(): Promise<void>
  open(): Promise<OpenLog>
}

export interface Transparency {
  readonly policy: Policy
  log(name: string, room: string): TransparencyLog
  find(name: string): TransparencyLog | undefined
  all(): TransparencyLog[]
  /** Opens every log. */
  start(): Promise<void>
  stop(): Promise<void>
}

const originOf = (host: string, name: string) => `${host}/log/${name}`

/** The key of a log that was given none. @param host as the logs are named after */
export const derivedKey = (host: string, name: string, secret: Buffer): SignerKey => signerFromSeed(originOf(host, name), 1, deriveKey(secret, `log/${originOf(host, name)}`))

const withoutWitnesses = readPolicy('quorum none\n')

export function createTransparency(deps: TransparencyDeps): Transparency {
  const db = deps.database.room<LogTables>('kernel')
  const policy = deps.policy ?? withoutWitnesses
  const authorities = deps.authorities ?? []
  const logs = new Map<string, TransparencyLog>()
  const opened = new Map<string, Promise<OpenLog>>()

  const openOnce = (name: string, room: string): Promise<OpenLog> => {
    let opening = opened.get(name)
    if (!opening) {
      const origin = originOf(deps.host, name)
      const own = (deps.keys ?? []).filter((key) => key.name === origin)
      const keys = own.length > 0 ? own : [derivedKey(deps.host, name, deps.secret)]
      opening = openLog({ db, keys, policy, authorities, clock: deps.clock, logger: deps.logger }, { name, room, origin })
      opened.set(name, opening)
      // A database that was away is asked again the next time.
      opening.catch(() => opened.delete(name))
    }
    return opening
  }

  const make = (name: string, room: string): TransparencyLog => {
    const open = () => openOnce(name, room)
    return {
      name, open,
      async add(tx, entries) {
        await sql`select kernel.log_add(${name}, ${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ entry }) => entry)}::bytea[])`.execute(tx)
      },
      async receipts(ids) {
        const { numbering, demandWorking } = await open()
        await demandWorking()
        return numbering.receipts(ids)
      },
      async change(room, work) {
        const { enter, receive, demandWorking } = await open()
        await demandWorking()
        const { result, numbered } = await enter(room, work)
        // It may have been found out meanwhile.
        await demandWorking()
        return { result, receipts: receive(numbered) }
      },
      async entered(write) {
        const { receive, demandWorking } = await open()
        await demandWorking()
        const rows = await write()
        await demandWorking()
        return { rows, receipts: receive(rows) }
      },
      async states(ids) {
        const log = await open()
        const [published, indexes] = [await readPublished(db, log), await indexesOf(db, log, ids)]
        return new Map(ids.map((id) => {
          const index = indexes.get(id)
          return [id, index === undefined ? 'waiting' : index < (published?.size ?? 0) ? 'witnessed' : 'numbered']
        }))
      },
      places: async (ids) => indexesOf(db, await open(), ids),
      prove: async (id) => proveEntry(db, await open(), id),
      proveEarly: async (id) => proveEarly(db, await open(), id),
      proveMany: async (ids) => proveMany(db, await open(), ids),
      published: async () => readPublished(db, await open()),
      policy: async () => [...(await open()).everyKey.map((key) => `log ${writeVkey(key)}\n`), policy.rules].join(''),
      stamps: async () => readNewestStamps(db, await open()),
      async stampsOf(id) {
        const log = await open()
        const index = (await indexesOf(db, log, [id])).get(id)
        return index === undefined ? [] : readStampsOf(db, log, index)
      },
      authorityStates: async () => readAuthorityStates(db, await open()),
      async entries(from, most) {
        const { log } = await open()
        return db.transaction((tx) => tx.selectFrom('log_entry').select(['index', 'id', 'entry']).where('log', '=', log.id).where('index', '>=', from).orderBy('index').limit(most).execute())
      },
      async sweep() {
        const { keeper } = await open()
        await keeper.sweep()
        return keeper.broken
      },
      async settle() {
        const { keeper, stamping } = await open()
        await keeper.settle()
        await stamping.settle()
      },
    }
  }

  return {
    policy,
    log(name, room) {
      if (!/^[a-z][a-z0-9-]*$/.test(name) || logs.has(name)) throw new Error(`not the name of a new log: ${name}`)
      const log = make(name, room)
      logs.set(name, log)
      return log
    },
    find: (name) => logs.get(name),
    all: () => [...logs.values()],
    start: async () => { for (const log of logs.values()) await log.open() },
    async stop() {
      for (const opening of opened.values()) {
        const log = await opening.catch(() => undefined)
        await log?.keeper.stop()
        await log?.stamping.stop()
      }
    },
  }
}

/** @throws Error unless each of these entries has a receipt that the log has just given for these very bytes */
export function demandReceipts(receipts: readonly Receipt[], entries: readonly NewEntry[]) {
  for (const { id, entry } of entries) {
    if (!receipts.some((receipt) => isGiven(receipt) && receipt.id === id && receipt.entry.equals(entry))) throw new Error(`no receipt for entry ${id}`)
  }
}
