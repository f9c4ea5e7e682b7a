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
  if (!own || seen.size > own.size) throw new Contradiction(`the witness ${witness.name} has seen ${seen.size} entries, and the database has signed ${own?.size ?? 0}`)
  if (!isConsistent(seen, own, await tiles.roots(consistencyRanges(seen.size, own.size)))) throw new Contradiction(`the witness ${witness.name} has seen another tree of ${seen.size} entries`)
}
