/**
 * The heads of all chains, in the order of their blinds, as one Merkle tree (RFC 6962) whose root is an entry of the log: from that moment
 * no chain can be told shorter, longer or otherwise. A leaf tells nothing to whoever does not hold its blind.
 */
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { emptyRoot, leafHash, nodeHash } from '../../../kernel/transparency/merkle/hash.ts'
import { inclusionRanges, type Range, split } from '../../../kernel/transparency/merkle/ranges.ts'
import type { TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'

export interface Head { blind: Buffer; length: number; head: Buffer }

/** Leaves whose root is kept, so that a path needs one block and the roots of the others. A power of two: blocks are subtrees. */
export const blockSize = 256
/** Rows in one statement. */
const step = blockSize * 32
/** Older epochs say nothing that the newest does not; the one before it is for whoever is reading it now. */
const keptEpochs = 2

export function headLeaf({ blind, length, head }: Head): Buffer {
  const place = Buffer.alloc(4)
  place.writeUInt32BE(length)
  return leafHash(Buffer.concat([blind, place, head]))
}

/** A room's entry with a kind of its own; nothing personal is in it. */
export const headsEntry = (size: number, root: Buffer, at: Date) => Buffer.concat([Buffer.of(2), Buffer.from(`heads/v1\n${size}\n${root.toString('base64')}\n${at.toISOString()}\n`)])

/** @returns when these heads were said; undefined of any other entry */
export function headsTime(entry: Buffer): Date | undefined {
  const [kind, , , at] = entry.subarray(1).toString().split('\n')
  return entry[0] === 2 && kind === 'heads/v1' && at !== undefined ? new Date(at) : undefined
}

/** The root over hashes of neighbouring equal subtrees (or leaves). */
export function rootOver(hashes: readonly Buffer[], { lo, hi }: Range = { lo: 0, hi: hashes.length }): Buffer {
  if (hi === lo) return emptyRoot
  if (hi - lo === 1) return hashes[lo]!
  const middle = lo + split(hi - lo)
  return nodeHash(rootOver(hashes, { lo, hi: middle }), rootOver(hashes, { lo: middle, hi }))
}

/**
 * Makes an epoch when a chain has grown since the last one.
 * @returns its size; undefined when nothing is new, or another process is at it
 */
export async function commitHeads({ db, log }: LogAccess): Promise<number | undefined> {
  await log.open()
  const made = await db.transaction(async (tx) => {
    const { rows: [turn] } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext('exchange.heads')) as mine`.execute(tx)
    if (!turn?.mine || !await hasGrown(tx)) return undefined
    return writeEpoch(tx, log)
  })
  if (made) await log.receipts([made.entryId])
  return made?.size
}

async function hasGrown(tx: Tx<ExchangeTables>): Promise<boolean> {
  const { rows } = await sql<{ grown: boolean }>`select exists (select from exchange.chain c where c.length > 0 and not exists (
    select from exchange.heads_leaf l where l.epoch = (select max(id) from exchange.heads_epoch) and l.blind = c.blind and l.length = c.length)) as grown`.execute(tx)
  return rows[0]?.grown === true
}

async function writeEpoch(tx: Tx<ExchangeTables>, log: TransparencyLog): Promise<{ size: number; entryId: string }> {
  const { rows: [next] } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('exchange.heads_epoch', 'id')) as id`.execute(tx)
  const epoch = next!.id
  // One statement, and so one moment: what a chain gains meanwhile is the next epoch's.
  await sql`insert into exchange.heads_leaf (epoch, rank, blind, length, head) select ${epoch}, row_number() over (order by blind) - 1, blind, length, head from exchange.chain where length > 0`.execute(tx)
  const blocks: Buffer[] = []
  let size = 0
  for (;;) {
    const leaves = await tx.selectFrom('heads_leaf').select(['blind', 'length', 'head']).where('epoch', '=', epoch).where('rank', '>=', size).where('rank', '<', size + step).orderBy('rank').execute()
    for (let at = 0; at < leaves.length; at += blockSize) blocks.push(rootOver(leaves.slice(at, at + blockSize).map(headLeaf)))
    size += leaves.length
    if (leaves.length < step) break
  }
  await sql`insert into exchange.heads_block (epoch, block, root) select ${epoch}, place - 1, root from unnest(${blocks}::bytea[]) with ordinality as b (root, place)`.execute(tx)
  const [root, entryId, at] = [rootOver(blocks), newId(), new Date()]
  const entry = headsEntry(size, root, at)
  await sql`insert into exchange.heads_epoch (id, at, size, root, entry_id, entry) overriding system value values (${epoch}, ${at}, ${size}, ${root}, ${entryId}, ${entry})`.execute(tx)
  await log.add(tx, [{ id: entryId, entry }])
  await tx.deleteFrom('heads_leaf').where('epoch', '<=', epoch - keptEpochs).execute()
  await tx.deleteFrom('heads_block').where('epoch', '<=', epoch - keptEpochs).execute()
  return { size, entryId }
}

export interface HeadProof extends Head { rank: number; size: number; entryId: string; entry: Buffer; path: Buffer[] }

/** Where a chain stands in the newest epoch. @returns undefined before its first */
export async function proveHead(tx: Tx<ExchangeTables>, blind: Buffer): Promise<HeadProof | undefined> {
  const epoch = await tx.selectFrom('heads_epoch').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  const leaf = epoch && await tx.selectFrom('heads_leaf').selectAll().where('epoch', '=', epoch.id).where('blind', '=', blind).executeTakeFirst()
  if (!epoch || !leaf) return undefined
  const block = Math.floor(leaf.rank / blockSize)
  const own = await tx.selectFrom('heads_leaf').select(['blind', 'length', 'head']).where('epoch', '=', epoch.id).where('rank', '>=', block * blockSize).where('rank', '<', (block + 1) * blockSize).orderBy('rank').execute()
  const leaves = own.map(headLeaf)
  const roots = (await tx.selectFrom('heads_block').select('root').where('epoch', '=', epoch.id).orderBy('block').execute()).map((row) => row.root)
  const within = inclusionRanges(leaf.rank % blockSize, leaves.length).map((range) => rootOver(leaves, range))
  const above = inclusionRanges(block, roots.length).map((range) => rootOver(roots, range))
  return { ...leaf, size: epoch.size, entryId: epoch.entry_id, entry: epoch.entry, path: [...within, ...above] }
}
