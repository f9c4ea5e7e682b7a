/** An access token and the proof of its key in one statement: found by its hash with the grant that it rests on, and the proof kept where it was never seen. */
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from '../store/hash-of-state.ts'
import type { FoundToken } from './find-token.ts'
import type { DpopProof } from './verify-dpop.ts'

export interface UsedToken extends FoundToken {
  /** The proof is of the token's key, and was not seen before. */
  first: boolean
}

interface Used { token: string; proof: DpopProof }
interface Uses { tokens: Buffer[]; proofs: Buffer[]; keys: string[]; until: Date }
interface Row { place: number; payload: FoundToken; first: boolean }

/** In one statement. */
const most = 64

/**
 * What was revoked a moment ago is found nowhere, and its proof is kept nowhere. Each is looked up for itself, and by its key: as a join, and
 * while nothing is known of how many there are, every grant would be read for it.
 * @param seconds for which a proof is remembered
 * @returns undefined where there is no such token
 */
export function usingTokens(db: RoomDatabase<IdentityTables>, seconds: number): (used: Used) => Promise<UsedToken | undefined> {
  const use = db.statement<Uses, Row>((_, { tokens, proofs, keys, until }) => sql`
    with asked as materialized (
      select place, proof, key, (select payload from identity.authorization_state token where model = 'AccessToken' and id_hash = a.token and ends_at > now()
        and coalesce((select given.ends_at > now() from identity.authorization_state given where given.model = 'Grant' and given.id_hash = sha256(convert_to(token.grant_id, 'UTF8'))), false)) as payload
      from unnest(${tokens}::bytea[], ${proofs}::bytea[], ${keys}::text[]) with ordinality as a (token, proof, key, place)),
    seen as (
      insert into identity.authorization_state (model, id_hash, payload, ends_at)
        select 'ReplayDetection', proof, '{}', ${until}::timestamptz from asked where payload ->> 'jkt' = key order by proof on conflict do nothing returning id_hash)
    select place::int, payload, exists (select from seen where id_hash = proof) as first from asked where payload is not null`)
  return db.together<Used, Row, UsedToken | undefined>({
    most, about: ({ proof }) => [`${proof.thumbprint} ${proof.id}`],
    statements: (batch) => [use({
      tokens: batch.map(({ token }) => hashOfState(token)), proofs: batch.map(({ proof: { thumbprint, id } }) => hashOfState(`resource ${thumbprint} ${id}`)),
      keys: batch.map(({ proof }) => proof.thumbprint), until: new Date(Date.now() + seconds * 1000),
    })],
    answers(batch, [rows]) {
      const found = new Map(rows!.map(({ place, payload, first }) => [place, { ...payload, first }]))
      return batch.map((_, at) => found.get(at + 1))
    },
  })
}
