/** Brings the newest checkpoint before the witnesses, and publishes it once enough of them have cosigned. */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../db/database.ts'
import { consistencyRanges } from '../merkle/ranges.ts'
import { parseCheckpoint } from '../note/checkpoint.ts'
import { joinNote, readSignatureLine } from '../note/note.ts'
import { type Policy, witnessedBy } from '../note/policy.ts'
import { askWitness, type WitnessAddress, type WitnessAnswer } from '../witness/ask-witness.ts'
import type { LogIdentity, LogTables } from './tables.ts'
import type { TileReader } from './tiles.ts'

export interface CosignDeps {
  db: RoomDatabase<LogTables>
  log: LogIdentity
  policy: Policy
  tiles: TileReader
  /** By witness: the size it last cosigned. Kept between rounds; what is not known yet is learned from its answer. */
  known: Map<string, number>
}

export interface Round { size: number; published: boolean; answers: Map<string, WitnessAnswer> }

/** @returns undefined when the newest checkpoint is published already, or there is none */
export async function collectCosignatures({ db, log, policy, tiles, known }: CosignDeps): Promise<Round | undefined> {
  const row = await db.transaction((tx) => tx.selectFrom('log_checkpoint').select(['size', 'note', 'witnessed_at']).where('log', '=', log.id).orderBy('size', 'desc').limit(1).executeTakeFirst())
  if (!row || row.witnessed_at) return undefined
  const checkpoint = parseCheckpoint(row.note)
  const prove = (old: number) => tiles.roots(consistencyRanges(old, checkpoint.size))
  const answers = new Map<string, WitnessAnswer>()
  await Promise.all(witnessesOf(policy).map(async (witness) => {
    const answer = await askWitness(witness, checkpoint, Math.min(known.get(witness.name) ?? 0, checkpoint.size), prove)
    answers.set(witness.name, answer)
    if (answer.kind === 'cosigned') known.set(witness.name, checkpoint.size)
    else known.delete(witness.name)
  }))
  const lines = [...answers.values()].flatMap((answer) => (answer.kind === 'cosigned' ? answer.lines : []))
  return { size: row.size, answers, published: await db.transaction((tx) => publish(tx, log, policy, row.size, lines)) }
}

export const witnessesOf = (policy: Policy): WitnessAddress[] => policy.witnesses.flatMap(({ name, key, url }) => (url === undefined ? [] : [{ name, key, url: url.replace(/\/$/, '') }]))

/** Two processes may have asked: their lines meet in one note. */
async function publish(tx: Tx<LogTables>, log: LogIdentity, policy: Policy, size: number, lines: readonly string[]): Promise<boolean> {
  const row = await tx.selectFrom('log_checkpoint').select(['note', 'witnessed_at']).where('log', '=', log.id).where('size', '=', size).forUpdate().executeTakeFirst()
  if (!row) return false
  const { text, signatures } = parseCheckpoint(row.note).note
  // One line for each key: a repeated round brings the same statement with a later time.
  const byKey = new Map([...signatures, ...lines.map(readSignatureLine)].map(({ name, id, line }) => [`${name} ${id}`, line]))
  const note = joinNote(text, [...byKey.values()])
  const { isEnough } = witnessedBy(parseCheckpoint(note), policy)
  await tx.updateTable('log_checkpoint').set({ note, ...(isEnough && !row.witnessed_at ? { witnessed_at: new Date() } : {}) }).where('log', '=', log.id).where('size', '=', size).execute()
  if (isEnough) await forgetOlder(tx, log, size)
  return isEnough
}

/** A newer checkpoint says all that an older one said; the first of each day is kept for whoever looks back. */
async function forgetOlder(tx: Tx<LogTables>, log: LogIdentity, size: number) {
  await sql`delete from kernel.log_checkpoint c where c.log = ${log.id} and c.size < ${size} and (c.witnessed_at is null or exists (
    select from kernel.log_checkpoint p where p.log = c.log and p.size < c.size and p.witnessed_at is not null and p.made_at >= date_trunc('day', c.made_at)))`.execute(tx)
}
