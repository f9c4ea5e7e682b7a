import { sql } from 'kysely'
import { Contradiction } from '../merkle/contradiction.ts'
import { originHash } from '../merkle/origin-hash.ts'
import { consistencyRanges } from '../merkle/ranges.ts'
import { isConsistent } from '../merkle/verify.ts'
import { demandLogSignature, parseCheckpoint } from '../note/checkpoint.ts'
import type { VerifierKey } from '../note/key.ts'
import { readWitnessed, type WitnessAddress } from '../witness/ask-witness.ts'
import type { CosignDeps } from './collect-cosignatures.ts'

/**
 * Holds what a witness has seen against what is stored: a database that was put back to an older state, or onto
 * another branch, shows itself here.
 * @throws Contradiction
 */
export async function compareWithWitness({ db, log, tiles }: Pick<CosignDeps, 'db' | 'log' | 'tiles'>, keys: readonly VerifierKey[], witness: WitnessAddress) {
  const seen = await readWitnessed(witness, originHash(log.origin))
  if (!seen || seen.origin !== log.origin) return
  demandLogSignature(seen, keys)
  const row = await db.transaction((tx) => tx.selectFrom('log_checkpoint').select('note').where('log', '=', log.id).orderBy('size', 'desc').limit(1).executeTakeFirst())
  const own = row && parseCheckpoint(row.note)
  if (!own || seen.size > own.size) throw new Contradiction(`the witness ${witness.name} has seen ${seen.size} entries, and the database has signed ${own?.size ?? 0}: ${await firstInDoubt(db, log, seen.size)}`)
  if (!isConsistent(seen, own, await tiles.roots(consistencyRanges(seen.size, own.size)))) throw new Contradiction(`the witness ${witness.name} has seen another tree of ${seen.size} entries: ${await firstInDoubt(db, log, seen.size)}`)
}

/** The first entry that is missing; where none is, the first that no cosignature kept here vouches for. @param size what a witness has seen */
export async function firstInDoubt(db: CosignDeps['db'], log: CosignDeps['log'], size: number): Promise<string> {
  return db.transaction(async (tx) => {
    const { rows: [gap] } = await sql<{ index: number | null }>`select min(g)::bigint as index from (select coalesce(max(index) + 1, 0) as g from kernel.log_entry where log = ${log.id}
      union all select index + 1 from kernel.log_entry e where log = ${log.id} and not exists (select from kernel.log_entry n where n.log = e.log and n.index = e.index + 1)) as gaps`.execute(tx)
    const missing = gap?.index ?? 0
    if (missing < size) return `entry ${missing} is the first that is missing`
    const last = await tx.selectFrom('log_checkpoint').select('size').where('log', '=', log.id).where('witnessed_at', 'is not', null).orderBy('size', 'desc').limit(1).executeTakeFirst()
    return `entry ${last?.size ?? 0} is the first that no cosignature here vouches for`
  })
}
