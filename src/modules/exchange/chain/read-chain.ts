/** A person's whole chain as a file that is checked away from here: every look with its salt, one proof for all of them, and the chain's head. */
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { writeVkey } from '../../../kernel/transparency/note/key.ts'
import { accessText } from '../access-entry.ts'
import type { LogAccess } from '../log-access.ts'
import { type SealedRow, sealedText } from '../sealed/sealed-entry.ts'
import { proveHead } from './heads.ts'

/** What a look said while it was sealed. */
export interface SealedLook { look: string; salt: string; latestOn: string }

export interface ChainFile {
  /** 2 where the beginning of the chain has ended, so that a page that knows nothing of it says so. */
  format: 'maru-access-chain/1' | 'maru-access-chain/2'
  person: string
  /** base64, as everything that is bytes */
  blind: string
  /** The law's time is over for so many looks at the beginning: `head` is the entry of the last of them (its leaf hash), and `heads` an entry behind it that says a time. */
  ended?: { looks: number; head: string; heads: string }
  /** From the first that is kept to the last that witnesses have seen. */
  looks: { look: string; salt: string; sealed?: SealedLook }[]
  /** Their places in the log, then those of the sealed entries that some of them were, then that of the entry of the heads when there is one, and those of the two entries of `ended`. */
  indexes: number[]
  /** Hashes beside them, from left to right (RFC 6962): one proof for all. */
  proof: string[]
  checkpoint: string
  heads: { entry: string; rank: number; length: number; head: string; path: string[] } | null
  logKeys: string[]
  witnessKeys: string[]
}

/** @throws Fault kernel.not-found for somebody at whom nobody has looked; kernel.unavailable while no checkpoint is published */
export async function readChain({ db, log }: LogAccess, person: string): Promise<ChainFile> {
  const { chain, rows: all, sealed, head, over } = await db.transaction(async (tx) => {
    const chain = await tx.selectFrom('chain').selectAll().where('person', '=', person).executeTakeFirst()
    if (!chain) throw new Fault(kernelFaults.notFound)
    return {
      chain, over: chain.ended_epoch === null ? undefined : await tx.selectFrom('heads_epoch').select(['entry_id', 'entry']).where('id', '=', chain.ended_epoch).executeTakeFirstOrThrow(), rows: await tx.selectFrom('access_log').selectAll().where('person', '=', person).where('seq', 'is not', null).orderBy('seq').execute(), head: await proveHead(tx, chain.blind),
      sealed: new Map((await tx.selectFrom('sealed_look').selectAll().where('person', '=', person).where('opened_as', 'is not', null).execute()).map((row) => [row.opened_as!, row])),
    }
  })
  // An opened look goes with the entry that it was: both are seen, or neither stands in the file.
  const rows = sealed.size === 0 ? all : await seenOf(log, all)
  const proof = await log.proveMany([...rows.map(({ id }) => id), ...rows.flatMap(({ id }) => sealed.get(id)?.id ?? []), ...(head ? [head.entryId] : []), ...(over ? [chain.ended_entry!, over.entry_id] : [])])
  if (!proof) throw new Fault(kernelFaults.unavailable)
  const places = rows.map(({ id }) => proof.indexes.get(id))
  const missing = places.indexOf(undefined)
  const seen = missing < 0 ? rows.length : missing
  const headAt = head && proof.indexes.get(head.entryId)
  const ended = over && { looks: chain.ended, head: (all[0]?.prev ?? chain.head).toString('base64'), heads: over.entry.toString('base64') }
  // Fewer entries than were asked to be proven: the proof is for those that the checkpoint holds, which are the first of the chain.
  const { everyKey, witnessKeys } = await log.open()
  return {
    format: ended ? 'maru-access-chain/2' : 'maru-access-chain/1', person, blind: chain.blind.toString('base64'), ...(ended ? { ended } : {}),
    looks: rows.slice(0, seen).map((row) => ({ look: accessText(row), salt: row.salt!.toString('base64'), ...sealedPart(sealed.get(row.id)) })),
    indexes: [...(places.slice(0, seen) as number[]), ...rows.slice(0, seen).flatMap(({ id }) => (sealed.has(id) ? [proof.indexes.get(sealed.get(id)!.id)!] : [])), ...(headAt === undefined ? [] : [headAt]), ...(over ? [proof.indexes.get(chain.ended_entry!)!, proof.indexes.get(over.entry_id)!] : [])],
    proof: proof.hashes.map((hash) => hash.toString('base64')), checkpoint: proof.checkpoint,
    heads: head && headAt !== undefined ? { entry: head.entry.toString('base64'), rank: head.rank, length: head.length, head: head.head.toString('base64'), path: head.path.map((hash) => hash.toString('base64')) } : null,
    logKeys: everyKey.map(writeVkey), witnessKeys: witnessKeys.map(writeVkey),
  }
}

async function seenOf<Row extends { id: string }>(log: LogAccess['log'], rows: readonly Row[]): Promise<Row[]> {
  const states = await log.states(rows.map(({ id }) => id))
  const missing = rows.findIndex(({ id }) => states.get(id) !== 'witnessed')
  return rows.slice(0, missing < 0 ? rows.length : missing)
}

const sealedPart = (row: SealedRow | undefined): { sealed?: SealedLook } =>
  (row ? { sealed: { look: sealedText(row), salt: row.salt.toString('base64'), latestOn: row.latest_on } } : {})
